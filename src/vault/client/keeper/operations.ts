import type { Result } from '#platform/result.ts';
import type { IntakeDesk } from '../../format/documents.ts';
import type {
	SealedIntroduction,
	SealedMasterKey,
	SealedPairs,
	SignedDocument,
} from '../../format/envelope.ts';
import type { ProfessionalStatus } from '../../format/membership.ts';
import type {
	InvitationId,
	OrganisationId,
	OrganisationIdentity,
	PersonId,
	PersonPublic,
	VaultId,
} from '../../format/model.ts';
import type { Wish } from '../../format/wishes.ts';
import type { UnlockBy } from '../../open/person.ts';
import type {
	GivenIntroduction,
	IntroductionToAnswer,
	IntroductionToAsk,
	OpenedIntroduction,
} from '../introductions/messages.ts';
import type { GivenWishes, OpenWishes, WishesToKeep } from '../introductions/wishes.ts';
import type { NetworkContent } from '../membership/certificates.ts';
import type { MembersPlace } from '../membership/members-vault.ts';
import type { LetterToPublish, LetterToSign } from '../membership/letters.ts';
import type { FolderOperations, FolderTopics } from '../folders/operations.ts';
import type { KeeperState, OrganisationView } from './model.ts';

/** How the master key is to be wrapped; the key itself never leaves the worker. */
export type WrapBy =
	| Extract<UnlockBy, { kind: 'login' | 'recovery-code' | 'offline' }>
	| (Extract<UnlockBy, { kind: 'passkey' }> & { readonly credential: string; readonly salt: Uint8Array });

export type Unlock = {
	readonly person: PersonId;
	readonly sealedPairs: SealedPairs;
	/** Begins with what this device keeps, without waiting for a server that may not be there. */
	readonly here?: boolean;
} & ({ readonly masterKey: Uint8Array } | { readonly wrapped: SealedMasterKey; readonly by: UnlockBy });

export interface NewMember {
	readonly organisation: OrganisationId;
	readonly invitation: InvitationId;
	/** Their public keys and signature over them, as the acceptance of the invitation brought them. */
	readonly member: PersonPublic;
	readonly acceptance: Uint8Array;
	readonly name: string;
	readonly status: ProfessionalStatus;
	readonly roles: readonly string[];
	/** Vaults to grant at once; those this person holds. */
	readonly vaults: readonly VaultId[];
}

interface OfMember {
	readonly organisation: OrganisationId;
	readonly person: PersonId;
}
interface OfVault {
	readonly organisation: OrganisationId;
	readonly vault: VaultId;
}
type Answer<T> = Promise<Result<T>>;

/**
 * What pages may ask of the keeper: `keeper.suspendMember({…})`. Everything answers with a value or a named
 * refusal (`keeper.locked` while no keys are held). Other rooms add theirs by declaration merging, and their
 * implementation to `rooms.ts`.
 */
export interface KeeperOperations extends FolderOperations {
	/** Makes a person's keys and holds them; what comes back may be stored on the server. */
	makePerson(asked: {
		readonly person: PersonId;
	}): Answer<{ readonly keys: PersonPublic; readonly sealedPairs: SealedPairs }>;
	/** Holds the person's keys until locked. The bytes of secrets given are zeroed on the page. */
	unlock(asked: Unlock): Answer<void>;
	lock(): Answer<void>;
	/** Wraps the master key for a new passphrase, passkey, recovery code or this device off line. */
	wrapMasterKey(asked: { readonly by: WrapBy }): Answer<SealedMasterKey>;
	/** A sign of life from a page; without one for `idleMinutes` the keeper locks. */
	touch(): Answer<void>;
	setIdleMinutes(asked: { readonly minutes: number }): Answer<void>;
	/** Keeps a fact of a page on this device, sealed, for when the server cannot be asked. */
	keepHere(asked: { readonly name: string; readonly value: string }): Answer<void>;
	findHere(asked: { readonly name: string }): Answer<string | null>;

	/** The newcomer's signature that these keys are theirs, for this organisation and invitation. */
	signAcceptance(asked: {
		readonly organisation: OrganisationId;
		readonly invitation: InvitationId;
		/** From the invitation's link: the log that the server will show must begin with it. */
		readonly identity?: OrganisationIdentity;
	}): Answer<{ readonly keys: PersonPublic; readonly acceptance: Uint8Array }>;
	/** Fetches and verifies what changed; the keeper also does so by itself at news. */
	refresh(): Answer<void>;
	/** Members, vaults, fingerprints, as the verified log has them. */
	viewOrganisation(asked: { readonly organisation: OrganisationId }): Answer<OrganisationView>;
	/** The first record of an organisation's log, its own keys, and nothing else; its hash is the identity. */
	createOrganisationKeys(asked: {
		readonly organisation: OrganisationId;
		readonly name: string;
		readonly founderName: string;
		readonly founderStatus: ProfessionalStatus;
		readonly founderRoles: readonly string[];
	}): Answer<{ readonly identity: OrganisationIdentity }>;
	addMember(asked: NewMember): Answer<void>;
	changeMember(
		asked: OfMember & { readonly status: ProfessionalStatus; readonly roles: readonly string[] },
	): Answer<void>;
	makeCoordinator(asked: OfMember): Answer<void>;
	withdrawCoordinator(asked: OfMember): Answer<void>;
	/** Records that fingerprint words were compared with them, face to face or by voice. */
	compareWords(asked: OfMember): Answer<void>;
	removeMember(asked: OfMember): Answer<void>;
	suspendMember(asked: OfMember): Answer<void>;
	/** Proposes to restore a suspended colleague, or signs as the second; `restored` says whether it is done. */
	restoreMember(asked: OfMember): Answer<{ readonly restored: boolean }>;
	/** A colleague who lost their keys has new ones: the old end, every vault they held is renewed and granted. */
	rekeyMember(asked: Pick<NewMember, 'organisation' | 'invitation' | 'member' | 'acceptance'>): Answer<void>;
	createVault(
		asked: OfVault & { readonly purpose: string; readonly holders: readonly PersonId[] },
	): Answer<void>;
	/** Where what is for all members lies; `begin`: made where it is not yet, by a coordinator. Null: there is none. */
	openMembersVault(asked: {
		readonly organisation: OrganisationId;
		readonly begin: boolean;
	}): Answer<MembersPlace | null>;
	grantVault(asked: OfVault & { readonly person: PersonId }): Answer<void>;
	rotateVault(asked: OfVault): Answer<void>;
	/** Takes one person off a vault: a new epoch for the others. */
	withdrawVault(asked: OfVault & { readonly person: PersonId }): Answer<void>;
	/** As a coordinator, opens with the recovery key the vaults that no active member holds any longer. */
	recoverVaults(asked: {
		readonly organisation: OrganisationId;
	}): Answer<{ readonly recovered: readonly VaultId[] }>;
	/** As a coordinator, signs that the server was restored from a backup; members then take what is left. */
	confirmRecovery(asked: { readonly organisation: OrganisationId }): Answer<{ readonly until: string }>;
	/** Signs anew what strangers' browsers trust of an intake desk, with the backup that it names. */
	certifyIntake(asked: OfVault & { readonly backup: IntakeDesk | null }): Answer<void>;
	/** As a coordinator of the office: signs and publishes the next version of a document of the network. */
	publishNetworkDocument(asked: {
		readonly office: OrganisationId;
		readonly content: NetworkContent;
		/** The version this was made from: refused where another has been published since. Left out: the one in force. */
		readonly before?: SignedDocument | null;
	}): Answer<{ readonly version: number }>;
	/** As a coordinator: the organisation's signature under an open letter, as it was read on the page. */
	signLetter(asked: LetterToSign): Answer<{ readonly document: SignedDocument }>;
	/** As a coordinator of the author: that these are all who signed it. */
	signPublication(asked: LetterToPublish): Answer<{ readonly document: SignedDocument }>;
	/** As a coordinator: asks another organisation for an introduction, sealed to the two and signed. */
	askIntroduction(asked: IntroductionToAsk): Answer<{ readonly message: SealedIntroduction }>;
	answerIntroduction(asked: IntroductionToAnswer): Answer<{ readonly message: SealedIntroduction }>;
	/** Reads what an organisation asked and was asked; each message is read, or says why it is not. */
	openIntroductions(asked: {
		readonly organisation: OrganisationId;
		readonly introductions: readonly GivenIntroduction[];
	}): Answer<readonly OpenedIntroduction[]>;
	/** Whom an organisation would like to meet on what matter, and where that is mutual. */
	readWishes(asked: GivenWishes): Answer<OpenWishes>;
	/** Makes a list of these wishes, and what the server compares: equal only where both wish the same. */
	changeWishes(
		asked: Pick<GivenWishes, 'organisation' | 'list'> & { readonly wishes: readonly Wish[] },
	): Answer<WishesToKeep>;
}

export type {
	GivenWishes,
	OpenWishes,
	Wish,
	WishesToKeep,
	GivenIntroduction,
	IntroductionToAnswer,
	IntroductionToAsk,
	LetterToPublish,
	LetterToSign,
	NetworkContent,
	OpenedIntroduction,
};

/**
 * What pages can follow: `keeper.watch('state', undefined, show)`. A topic may take a query, which a running
 * subscription can change. Other rooms add theirs by declaration merging.
 */
export interface KeeperTopics extends FolderTopics {
	state: { query: void; news: KeeperState };
}
