import type { Refusal, Result } from '#platform/result.ts';
import type {
	Fingerprint,
	LogHead,
	OrganisationId,
	OrganisationIdentity,
	PersonId,
	PersonPublic,
	VaultId,
} from '../../format/model.ts';
import type { AuthorBook } from '../../seal/authors.ts';
import type { BoxSigner } from '../../seal/chain-key.ts';
import type { EpochKeys } from '../../seal/epoch.ts';
import type { Actor } from '../../seal/membership.ts';
import type { MembershipState } from '../../seal/membership-state.ts';
import type { OrganisationSecrets } from '../../seal/organisation.ts';
import type { PersonSecrets } from '../../seal/person.ts';
import type { OrganisationAnswer } from '../../server/model.ts';

/** A vault whose grant was opened and whose ladder was climbed: every epoch from the first. */
export interface VaultRing {
	readonly organisation: OrganisationId;
	readonly vault: VaultId;
	readonly purpose: string;
	readonly epochs: ReadonlyMap<number, EpochKeys>;
	/** The newest epoch this person holds; new chain keys are boxed under it. */
	readonly current: EpochKeys;
}

/** A vault as the verified log and the server have it, held or not. */
export interface KnownVault {
	readonly organisation: OrganisationId;
	readonly vault: VaultId;
	readonly purpose: string;
	readonly epoch: number;
	readonly held: boolean;
	readonly rotationDue: boolean;
	/** The recovery key to which the current epoch is sealed; none where its maker could not. */
	readonly recoverableBy?: string;
}

/** An organisation whose log was verified from its first record, as far as it has come. */
export interface OrganisationRing {
	readonly organisation: OrganisationId;
	readonly state: MembershipState;
	/** Whether a coordinator's hold on the organisation's own keys has ended since these keys were made. */
	readonly keysDue: boolean;
	/** Coordinators only. */
	readonly secrets?: OrganisationSecrets;
	readonly vaults: ReadonlyMap<VaultId, KnownVault>;
	/** The server was restored from a backup, some time since the organisation began. */
	readonly recovery?: RecoveryStanding;
	/** What the server was caught at. */
	readonly problems: readonly Refusal[];
}

/** Where an organisation stands after its server was restored from a backup. */
export interface RecoveryStanding {
	readonly restore: string;
	readonly backupAt: string;
	readonly restoredAt: string;
	/** `waiting`: no coordinator's word that holds; `over`: its time has passed. */
	readonly is: 'waiting' | 'confirmed' | 'over';
	readonly until?: string;
	/** The word itself, as the server shows it. */
	readonly period?: string;
	/** Why the word that the server shows does not hold. */
	readonly problem?: Refusal;
	/** Records of the log that this device put back. */
	readonly records: number;
	/** People who were out, by the log known here before, and are in again. */
	readonly returned: readonly PersonId[];
}

/**
 * A person's keys and all that they open, in one place's memory: the keeper's worker, the demonstration or a
 * test. Nothing of it is ever written down. Functions on it are pure look-ups; `refreshRing` fetches.
 */
export interface KeyRing {
	readonly secrets: PersonSecrets;
	readonly person: PersonId;
	readonly keys: PersonPublic;
	readonly fingerprint: Fingerprint;
	/** Signs membership acts and checkpoints. */
	readonly signer: Actor;
	organisations(): readonly OrganisationRing[];
	/** Refused with `ring.organisation-unknown` until its log has been fetched and verified. */
	organisation(organisation: OrganisationId): Result<OrganisationRing>;
	/** Refused with `ring.vault-not-held` where no grant opens it. */
	vault(organisation: OrganisationId, vault: VaultId): Result<VaultRing>;
	vaults(): readonly VaultRing[];
	/** Who may have written, in every organisation whose log this ring holds. */
	book(): AuthorBook;
	/** How far the organisation's log has come: goes into every entry. */
	head(organisation: OrganisationId): Result<LogHead>;
	/** Signs key boxes to other vaults and to named persons. */
	boxSigner(organisation: OrganisationId): Result<BoxSigner>;
	/** Zeroes every secret; the ring answers nothing afterwards. */
	forget(): void;
}

/**
 * What is remembered between unlocks of each organisation, so that another log, or an older one, is told:
 * public hashes, no secrets.
 */
export interface Anchors {
	read(person: PersonId): Promise<ReadonlyMap<OrganisationId, Anchor>>;
	write(person: PersonId, organisation: OrganisationId, anchor: Anchor): Promise<void>;
}
export interface Anchor {
	readonly identity: OrganisationIdentity;
	readonly seen?: LogHead;
	/** Of the office: the newest versions of the network's documents. */
	readonly documents?: { readonly organisations?: number; readonly routing?: number };
}

/**
 * What a device keeps of what the server said, sealed, so that work goes on where the server cannot be asked:
 * the logs, grants and ladders of organisations as they came (each is verified again when it is read), and
 * facts of pages by name.
 */
export interface Kept {
	organisations(): Promise<ReadonlyMap<OrganisationId, OrganisationAnswer>>;
	keepOrganisation(organisation: OrganisationId, answer: OrganisationAnswer): Promise<void>;
	dropOrganisation(organisation: OrganisationId): Promise<void>;
	find(name: string): Promise<string | undefined>;
	keep(name: string, value: string): Promise<void>;
	/** Zeroes the key it is sealed with; nothing is kept or found afterwards. */
	forget(): void;
}
/** Opens what is kept for a person; their keys are at hand from the first moment, the disk may come later. */
export type OpenKept = (secrets: PersonSecrets) => Kept;
