import { AT, value } from '#test/vault-cast.ts';
import { toBase64url } from '../format/bytes.ts';
import { WISHES, type WishSlot } from '../format/wishes.ts';
import type { IntroductionHeader } from '../format/introduction.ts';
import { FollowUpCode } from '../format/follow-up-code.ts';
import {
	DocumentHash,
	EntryId,
	FileId,
	FolderId,
	IntroductionId,
	InvitationId,
	LetterId,
	NetworkId,
	OrganisationId,
	PersonId,
	VaultId,
} from '../format/model.ts';
import { boxForMembers, boxForVault, boxForVisitor, chainKeyId, type ChainKey } from '../seal/chain-key.ts';
import { signCheckpoint, UNCHECKED, vaultHeads } from '../seal/checkpoint.ts';
import { signRecoveryPeriod } from '../seal/recovery-period.ts';
import { sealCover, sealFirstCover } from '../seal/cover.ts';
import { signDestruction } from '../seal/destruction.ts';
import { spell } from '../format/ids.ts';
import { senderFolder } from '../seal/sender-folder.ts';
import { certifyIntake, signDocument } from '../seal/documents.ts';
import { certifyIntroductions, introductionPairs } from '../seal/introduction-key.ts';
import { sealWishes } from '../seal/wishes.ts';
import { sealIntroduction } from '../seal/introduction.ts';
import { sealEntry } from '../seal/entry.ts';
import { deriveEpoch, makeNextEpoch, sealForRecovery, sealGrant } from '../seal/epoch.ts';
import { startFile } from '../seal/file.ts';
import { deriveFollowUp, visitorKeys } from '../seal/follow-up.ts';
import { readLog, signAcceptance, signAct, signGenesis } from '../seal/membership.ts';
import { logHead } from '../seal/membership-state.ts';
import { organisationKeys, sealOrganisationSecrets } from '../seal/organisation.ts';
import { makeSealingPair, makeSigningPair } from '../seal/pairs.ts';
import {
	publicOf,
	sealPairs,
	wrapForLogin,
	wrapForOffline,
	wrapForPasskey,
	wrapForRecovery,
} from '../seal/person.ts';

/** Everything in the known-answer vectors comes from these: small numbers repeated, ids spelt out. */
export const seed = (fill: number, length = 32): Uint8Array => new Uint8Array(length).fill(fill);
const uuid = (digit: string): string => `00000000-0000-4000-8000-${digit.repeat(12)}`;

const member = (digit: string, fill: number) => ({
	person: PersonId.parse(uuid(digit)),
	masterKey: seed(fill),
	signing: makeSigningPair(seed(fill + 1)),
	sealing: makeSealingPair(seed(fill + 2)),
});

/** The fixed people, keys and places; no randomness. */
export function setting() {
	const organisation = OrganisationId.parse(uuid('a'));
	const vault = VaultId.parse(uuid('b'));
	const folder = FolderId.parse(uuid('c'));
	const [vera, ilya] = [member('1', 10), member('2', 20)];
	const secrets = { signing: makeSigningPair(seed(30)), recovery: makeSealingPair(seed(31)) };
	const network = makeSigningPair(seed(32));
	const epoch = deriveEpoch({ organisation, vault, epoch: 1 }, seed(33));
	const chain = (name: 'dialogue' | 'internal', fill: number): ChainKey => {
		const place = { organisation, vault, folder, chain: name };
		return { place, epoch: 1, secret: seed(fill), vouched: true, id: chainKeyId(place, seed(fill)) };
	};
	const [dialogue, internal] = [chain('dialogue', 34), chain('internal', 35)];
	const code = FollowUpCode.parse('123456789012345678901238');
	const followUp = deriveFollowUp(code, seed(36, 16));
	return {
		organisation,
		vault,
		folder,
		vera,
		ilya,
		secrets,
		network,
		epoch,
		dialogue,
		internal,
		code,
		followUp,
	};
}

/** The log of the story, the same bytes each time: Ed25519 signatures need no randomness. */
export function storyLog() {
	const { organisation, vera, ilya, secrets, epoch, vault } = setting();
	const genesis = signGenesis(
		{
			organisation,
			name: 'Northern Helpline',
			keys: organisationKeys(secrets),
			founder: publicOf(vera),
			founderName: 'Vera',
			founderStatus: { kind: 'advocate', register: '29/123' },
			founderRoles: ['intake:duty'],
		},
		vera.signing,
		AT,
	);
	let records = [genesis];
	const state = () => value(readLog(records, { organisation }));
	const act = (deed: Parameters<typeof signAct>[1]) => {
		records = [...records, signAct(state(), deed, vera, AT)];
	};
	const invitation = InvitationId.parse(uuid('d'));
	const acceptance = signAcceptance(organisation, invitation, publicOf(ilya), ilya.signing);
	act({
		kind: 'add',
		member: publicOf(ilya),
		name: 'Илья',
		status: { kind: 'lawyer' },
		roles: [],
		invitation,
		acceptance,
	});
	const holders = [vera.person, ilya.person];
	act({ kind: 'vault-epoch', vault, epoch: 1, key: epoch.pair.public, holders });
	act({ kind: 'compared', person: ilya.person, signing: ilya.signing.public });
	return { records, state: state() };
}

/** What is signed and not sealed: the same bytes from the same keys, for ever. */
export function signedThings(): Record<string, Uint8Array> {
	const { organisation, vault, folder, vera, secrets, network, epoch, followUp } = setting();
	const { records, state } = storyLog();
	const numbered = {
		network: NetworkId.parse(uuid('e')),
		version: 1,
		issued: AT,
		expires: '2026-06-02T09:30:00Z',
		previous: null,
	};
	const desk = { organisation, vault };
	const entry = state.identity as string;
	const heads = vaultHeads([{ folder, chain: 'internal', heads: [entry as never] }]);
	const by = { person: vera.person, signing: vera.signing, log: logHead(state) };
	return {
		...Object.fromEntries(records.map((record, index) => [`logRecord${index}`, record])),
		checkpoint: signCheckpoint(desk, UNCHECKED, heads, by, AT).checkpoint,
		destruction: signDestruction(
			{
				...desk,
				folder: senderFolder(followUp.signing.public),
				at: AT,
				by: { kind: 'visitor', signing: followUp.signing.public },
			},
			followUp.signing,
		),
		recoveryPeriod: signRecoveryPeriod(
			state,
			{ restore: uuid('f'), backupAt: AT, vaults: [{ vault, change: 7 }] },
			vera,
			new Date(AT),
		),
		organisations: signDocument(
			{
				kind: 'organisations',
				...numbered,
				followUpSalt: seed(36, 16),
				organisations: [{ organisation, identity: state.identity, signing: secrets.signing.public }],
			},
			network,
		),
		routing: signDocument(
			{
				kind: 'routing',
				...numbered,
				rules: [{ need: '*', region: 'RU-ARK', to: desk, alternates: [] }],
				fallback: desk,
				desks: [desk],
			},
			network,
		),
		intake: certifyIntake(
			{ ...desk, epoch: 1, key: epoch.pair.public, issued: AT, backup: null },
			secrets.signing,
		),
		letter: signDocument(
			{
				kind: 'letter',
				letter: LetterId.parse(uuid('e')),
				author: organisation,
				version: 2,
				content: {
					title: { ru: 'О доступе', en: '' },
					addressee: { ru: 'Всем', en: '' },
					text: { ru: 'Пустите наблюдателей.', en: '' },
				},
				signer: { organisation, identity: state.identity, name: { ru: 'Заступа', en: 'Zastupa' } },
				signed: AT,
			},
			secrets.signing,
		),
		introductionKey: certifyIntroductions({ organisation, identity: state.identity }, secrets, AT),
		letterPublication: signDocument(
			{
				kind: 'letter-publication',
				letter: LetterId.parse(uuid('e')),
				author: organisation,
				version: 2,
				signatures: [spell(DocumentHash, seed(37))],
				published: AT,
			},
			secrets.signing,
		),
	};
}

/** One of each sealed thing; written once with random nonces, opened by every later version. */
export function sealedThings(): Record<string, Uint8Array> {
	const { organisation, vault, folder, vera, ilya, secrets, epoch, dialogue, internal, followUp } = setting();
	const { state } = storyLog();
	const log = logHead(state);
	const place = { organisation, vault, folder };
	const next = makeNextEpoch(epoch);
	const file = value(startFile(5, FileId.parse(uuid('f'))));
	const chunk = value(file.sealNext(new TextEncoder().encode('hello')));
	const reference = value(file.reference({ name: 'письмо.txt', mediaType: 'text/plain' }));
	const root = sealEntry({
		key: dialogue,
		heads: [],
		id: EntryId.parse(uuid('3')),
		signing: followUp.signing,
		content: {
			type: 'intake.request',
			author: { kind: 'visitor', signing: followUp.signing.public, sealedBy: 'server' },
			at: AT,
			body: { text: 'Меня зовут никак', files: [{ ...reference }] },
			log: null,
			visitor: visitorKeys(followUp),
		},
	});
	const note = sealEntry({
		key: internal,
		heads: [root.hash],
		id: EntryId.parse(uuid('4')),
		signing: vera.signing,
		content: {
			type: 'intake.note',
			author: { kind: 'member', organisation, person: vera.person },
			at: AT,
			body: { text: 'call back' },
			log,
		},
	});
	const toVault = { organisation, vault, epoch: 1, key: epoch.pair.public };
	return {
		dialogueEntry: root.sealed,
		internalEntry: note.sealed,
		fileChunk: chunk,
		cover: sealCover(place, { epoch }, null, { heads: [root.hash], summary: { need: 'prison' } }).sealed,
		firstCover: sealFirstCover(place, toVault, { need: 'prison' }),
		boxForMembers: boxForMembers(internal, epoch),
		boxForVault: boxForVault(dialogue, toVault),
		boxForVisitor: boxForVisitor(dialogue, followUp.sealing.public),
		grant: sealGrant(epoch, publicOf(ilya), { person: vera.person, signing: vera.signing, log }),
		ladder: next.ladder,
		ladderFrom: next.keys.secret,
		recoveryGrant: sealForRecovery(epoch, secrets.recovery.public),
		byLogin: wrapForLogin(vera, seed(40, 64), seed(41, 16)),
		byPasskey: wrapForPasskey(vera, seed(42), { credential: 'credential', salt: seed(43) }),
		byRecoveryCode: wrapForRecovery(vera, seed(44, 20)),
		byPassphrase: value(wrapForOffline(vera, 'known answer')),
		pairs: sealPairs(vera),
		organisationSecrets: sealOrganisationSecrets(organisation, secrets, publicOf(vera)),
		organisationSecretsRenewed: sealOrganisationSecrets(organisation, renewedSecrets(), publicOf(vera)),
		wishes: sealWishes({ organisation, number: 3 }, storySlots(), introductionPairs(secrets).wishes),
		introduction: sealIntroduction(
			introductionHeader(),
			{ text: 'Познакомимся?', answer: null, by: 'Вера', at: AT },
			secrets.signing,
		),
	};
}

/** The same secrets after the recovery key was renewed once. */
export function renewedSecrets() {
	return { ...setting().secrets, introductions: [seed(38)] };
}

/** Who writes to whom in the introduction of the story: to itself under another number, for keys are few here. */
export function introductionHeader(): IntroductionHeader {
	const { organisation, secrets } = setting();
	const { identity } = storyLog().state;
	const party = { organisation, identity, key: introductionPairs(secrets).sealing.public };
	return { introduction: IntroductionId.parse(uuid('9')), from: party, to: party, answers: null };
}

/** A list with one wish. */
export function storySlots(): WishSlot[] {
	const organisation = OrganisationId.parse(uuid('8'));
	const { identity } = storyLog().state;
	const meeting = makeSealingPair(seed(60)).public;
	return Array.from({ length: WISHES }, (_, at) => ({
		seed: seed(50 + at),
		wish: at === 4 ? { organisation, theme: 'prison', identity, meeting } : null,
	}));
}

/** Things as they stand in the vectors: base64url by name. */
export function spelt(things: Readonly<Record<string, Uint8Array>>): Record<string, string> {
	return Object.fromEntries(Object.entries(things).map(([name, bytes]) => [name, toBase64url(bytes)]));
}
