import { action, memberOf, signedIn } from '#platform/action/index.ts';
import type { OrganisationId as ActingOrganisation } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { toBase64url } from '../../format/bytes.ts';
import { readFrame } from '../../format/frame.ts';
import type { MembershipAct } from '../../format/membership.ts';
import { OrganisationSecretsHeader } from '../../format/person.ts';
import { readRecordBody } from '../../seal/membership.ts';
import { activeCoordinators, type MembershipState } from '../../seal/membership-state.ts';
import { appendRecord, readState } from '../append.ts';
import {
	BeginOrganisation,
	ExtendLog,
	ListOwnOrganisations,
	ProposeRestoration,
	ReadOrganisation,
	ShareSecrets,
	type GivenSecret,
	type OrganisationAnswer,
} from '../model.ts';
import { keepRecovery } from '../recovery.ts';
import { listRestorations, listSecrets, listVaults } from '../store/answers.ts';
import { describeIntroductionKey } from '../store/introduction-key.ts';
import { describeRecovery } from '../store/recovery.ts';
import { deleteRestoration, insertRestoration } from '../store/documents.ts';
import { findLogLength, listRecords } from '../store/log.ts';
import { deleteGrantsOf, deleteSecrets, insertSecrets } from '../store/vaults.ts';

/** The vault spells ids with brands of its own (it stands below the platform's actors); the text is the same. */
export const theOrganisation = (input: { organisation: string }) => input.organisation as ActingOrganisation;

/** The first record of an organisation's log; its hash is the organisation's identity from then on. */
export const beginOrganisation = action({
	name: 'vault.beginOrganisation',
	input: BeginOrganisation,
	access: memberOf(theOrganisation, { coordinator: true }),
	async run(doing, { organisation, record, secret }) {
		const appended = await appendRecord(doing, organisation, record, ['genesis']);
		if (!appended.ok) return appended;
		const { state } = appended.value;
		const kept = checkSecrets(state, [secret], true);
		if (!kept.ok) return kept;
		await insertSecrets(doing.tx, organisation, [secret]);
		doing.touched('organisation', organisation);
		return ok({ identity: state.identity });
	},
});

const ordinaryActs: readonly MembershipAct['kind'][] = [
	'add',
	'change',
	'grant-coordinator',
	'withdraw-coordinator',
	'remove',
	'suspend',
	'restore',
	'rekey',
	'compared',
	'organisation-keys',
];

/** Adds, changes, suspends, restores, removes: what the record says, if its signers may. */
export const extendLog = action({
	name: 'vault.extendLog',
	input: ExtendLog,
	access: memberOf(theOrganisation),
	async run(doing, { organisation, record, secrets, recoveries }) {
		const appended = await appendRecord(doing, organisation, record, ordinaryActs);
		if (!appended.ok) return appended;
		const { act, state } = appended.value;
		const { tx } = doing;
		doing.touched('organisation', organisation);
		switch (act.kind) {
			case 'organisation-keys': {
				const kept = checkSecrets(state, secrets, true);
				if (!kept.ok) return kept;
				await deleteSecrets(tx, organisation);
				await insertSecrets(tx, organisation, secrets);
				for (const { vault, epoch, recovery } of recoveries) {
					const sealed = await keepRecovery(tx, state, vault, epoch, recovery);
					if (!sealed.ok) return sealed;
				}
				break;
			}
			case 'remove':
			case 'suspend':
			case 'withdraw-coordinator':
				await deleteSecrets(tx, organisation, act.person);
				if (act.kind === 'remove') await deleteGrantsOf(tx, organisation, act.person);
				break;
			case 'rekey':
				await deleteSecrets(tx, organisation, act.member.person);
				await deleteGrantsOf(tx, organisation, act.member.person);
				break;
			case 'restore':
				await deleteRestoration(tx, organisation, act.person);
				break;
			default:
		}
		return ok({ length: state.hashes.length });
	},
});

/** A coordinator gives the organisation's secrets to coordinators who have none yet. */
export const shareSecrets = action({
	name: 'vault.shareSecrets',
	input: ShareSecrets,
	access: memberOf(theOrganisation, { coordinator: true }),
	async run({ tx, touched }, { organisation, secrets }) {
		const state = await readState(tx, organisation);
		if (!state.ok) return state;
		const kept = checkSecrets(state.value, secrets, false);
		if (!kept.ok) return kept;
		await insertSecrets(tx, organisation, secrets);
		touched('organisation', organisation);
		return ok({});
	},
});

/** Keeps a record that restores a suspended colleague until a second member signs it. */
export const proposeRestoration = action({
	name: 'vault.proposeRestoration',
	input: ProposeRestoration,
	access: memberOf(theOrganisation),
	async run({ tx, actor, touched }, { organisation, record }) {
		const state = await readState(tx, organisation);
		if (!state.ok) return state;
		const body = readRecordBody(record);
		if (!body.ok) return body;
		const { act, by } = body.value;
		if (act.kind !== 'restore') return refuse('membership.other-act');
		const { person } = act;
		if (actor.kind !== 'member' || by !== (actor.person as string)) return refuse('membership.other-actor');
		if (state.value.members.get(person)?.standing !== 'suspended') return refuse('membership.not-suspended');
		await insertRestoration(tx, { organisation, person, record, proposed_by: by });
		touched('person', person);
		return ok({});
	},
});

/** What members need to open their vaults: the log from where they know it, grants, ladders, certificates. */
export const readOrganisation = action({
	name: 'vault.readOrganisation',
	input: ReadOrganisation,
	access: memberOf(theOrganisation),
	writes: false,
	async run({ tx, actor }, { organisation, after }): Promise<Result<OrganisationAnswer>> {
		if (actor.kind !== 'member') return refuse('access.denied');
		const records = await listRecords(tx, organisation, after);
		return ok({
			records: records.map(toBase64url),
			length: await findLogLength(tx, organisation),
			vaults: await listVaults(tx, organisation, actor.person),
			...(await listSecrets(tx, organisation, actor.person)),
			...(await describeIntroductionKey(tx, organisation)),
			...(await describeRecovery(tx, organisation)),
			restorations: await listRestorations(tx, organisation),
		});
	},
});

/** The organisations in which one works: where a fresh worker begins to read. */
export const listOwnOrganisations = action({
	name: 'vault.listOwnOrganisations',
	input: ListOwnOrganisations,
	access: signedIn(),
	writes: false,
	run: async ({ actor }) =>
		ok({
			organisations: actor.kind === 'member' ? actor.memberships.map(({ organisation }) => organisation) : [],
		}),
});

/** Secrets must be of the declared keys, each to an active coordinator's present key; `all`: to every one. */
function checkSecrets(state: MembershipState, secrets: readonly GivenSecret[], all: boolean): Result<void> {
	const coordinators = activeCoordinators(state);
	for (const { person, bytes } of secrets) {
		const frame = readFrame('organisationSecrets', bytes, OrganisationSecretsHeader);
		if (!frame.ok) return frame;
		const { organisation, signing, recovery, to } = frame.value.header;
		const coordinator = coordinators.find((one) => one.person === person);
		if (!coordinator || to.person !== person || to.key !== coordinator.sealing) {
			return refuse('organisation.secrets-misdirected');
		}
		const declared = signing === state.keys.signing && recovery === state.keys.recovery;
		if (organisation !== state.organisation || !declared) return refuse('organisation.keys-not-declared');
	}
	const reached = new Set(secrets.map(({ person }) => person));
	const complete = !all || coordinators.every(({ person }) => reached.has(person));
	return complete ? ok(undefined) : refuse('organisation.secrets-incomplete');
}
