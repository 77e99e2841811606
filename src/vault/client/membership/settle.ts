import { ok, type Result } from '#platform/result.ts';
import { toBase64url } from '../../format/bytes.ts';
import type { OrganisationId, SealingKey } from '../../format/model.ts';
import { openRecoveryGrant } from '../../open/epoch.ts';
import { sealForRecovery } from '../../seal/epoch.ts';
import { earlierSeeds } from '../../seal/introduction-key.ts';
import { activeCoordinators, vaultsDueRotation } from '../../seal/membership-state.ts';
import { makeSealingPair } from '../../seal/pairs.ts';
import {
	organisationKeys,
	sealOrganisationSecrets,
	type OrganisationSecrets,
} from '../../seal/organisation.ts';
import type { shareSecrets as shareSecretsAction } from '../../server/actions/log.ts';
import type { ReadOrganisation } from '../ring/read-organisation.ts';
import { onNewest, prepare, sendRecord, type Acting } from './acting.ts';
import { renewCertificates } from './certificates.ts';
import { renewIntroductionKey } from './introduction-key.ts';
import { grantMembersVault } from './members-vault.ts';
import { rotateVault, sealHeldToRecovery } from './vaults.ts';

/**
 * Does what is due in an organisation and this person can do: a new recovery key after a coordinator left,
 * the organisation's secrets to coordinators who have none, new epochs for vaults that somebody still holds
 * who no longer should, the vault of all members to those let in since, recovery of what is not sealed for it,
 * fresh intake certificates and introduction key. Run after every
 * act, at every unlock and at every news of the log; doing nothing is its ordinary course.
 */
export async function settle(acting: Acting, organisation: OrganisationId): Promise<Result<void>> {
	const steps = [
		renewRecoveryKey,
		shareSecrets,
		rotateDue,
		grantMembersVault,
		sealHeldToRecovery,
		renewCertificates,
		renewIntroductionKey,
	];
	for (const step of steps) {
		const done = await step(acting, organisation);
		if (!done.ok) return done;
	}
	return ok(undefined);
}

/**
 * A coordinator who left knows the recovery key, and new epochs must not be open to them. The signing key
 * stays: the network's list names it, and what it signs is published by members only (docs/decisions).
 */
function renewRecoveryKey(acting: Acting, organisation: OrganisationId): Promise<Result<void>> {
	return ifDue(acting, organisation, async (read) => {
		const { state, secrets, keysDue } = read;
		if (!keysDue || !secrets) return ok(undefined);
		const renewed = {
			signing: secrets.signing,
			recovery: makeSealingPair(),
			// Introductions sealed before stay readable, to coordinators to come as well.
			introductions: earlierSeeds(secrets),
		};
		const prepared = prepare(acting, state, { kind: 'organisation-keys', keys: organisationKeys(renewed) });
		if (!prepared.ok) return prepared;
		const sealedTo = activeCoordinators(state).map((coordinator) => ({
			person: coordinator.person,
			bytes: toBase64url(sealOrganisationSecrets(organisation, renewed, coordinator)),
		}));
		const recoveries = sealAnew(read, secrets, renewed.recovery.public);
		return sendRecord(acting, organisation, prepared.value.record, { secrets: sealedTo, recoveries });
	});
}

/** With the old key's end, what only it opened would be lost: every epoch in force is sealed to the new one. */
function sealAnew({ state, vaults, held }: ReadOrganisation, old: OrganisationSecrets, recovery: SealingKey) {
	return [...vaults.values()].flatMap(({ vault, recovery: box }) => {
		const record = state.vaults.get(vault);
		const declared = record?.epochs.get(record.current);
		const own = held.get(vault)?.current;
		const opened = box && declared ? openRecoveryGrant(box, old.recovery, declared) : undefined;
		const keys = own && own.epoch === declared?.epoch ? own : opened?.ok ? opened.value : undefined;
		if (!keys) return [];
		return [{ vault, epoch: keys.epoch, recovery: toBase64url(sealForRecovery(keys, recovery)) }];
	});
}

/** Coordinators who were made or restored since the keys were. */
function shareSecrets(acting: Acting, organisation: OrganisationId): Promise<Result<void>> {
	return ifDue(acting, organisation, async ({ state, secrets, secretsFor, keysDue }) => {
		if (!secrets || keysDue) return ok(undefined);
		const reached = new Set(
			secretsFor.flatMap(({ person, recovery }) => (recovery === state.keys.recovery ? [person] : [])),
		);
		const waiting = activeCoordinators(state).filter(({ person }) => !reached.has(person));
		if (waiting.length === 0) return ok(undefined);
		const sent = await acting.act<typeof shareSecretsAction>('vault.shareSecrets', {
			organisation,
			secrets: waiting.map((coordinator) => ({
				person: coordinator.person,
				bytes: toBase64url(sealOrganisationSecrets(organisation, secrets, coordinator)),
			})),
		});
		return sent.ok ? ok(undefined) : sent;
	});
}

async function rotateDue(acting: Acting, organisation: OrganisationId): Promise<Result<void>> {
	const read = acting.ring.read(organisation);
	if (!read.ok) return read;
	for (const vault of vaultsDueRotation(read.value.state)) {
		if (!read.value.vaults.get(vault)?.held) continue;
		const rotated = await rotateVault(acting, { organisation, vault }, { onlyIfDue: true });
		// Another holder's new epoch reaches us as a grant: then it is theirs that counts.
		if (!rotated.ok && rotated.refusal.id !== 'ring.vault-not-held') return rotated;
	}
	return ok(undefined);
}

type Attempt = Parameters<typeof onNewest<void>>[2];

/** Without a round trip where nothing is due. */
async function ifDue(acting: Acting, organisation: OrganisationId, attempt: Attempt): Promise<Result<void>> {
	const read = acting.ring.read(organisation);
	if (!read.ok) return read;
	const { keysDue, secrets, state, secretsFor } = read.value;
	const lacking = activeCoordinators(state).some(
		({ person }) => !secretsFor.some((one) => one.person === person && one.recovery === state.keys.recovery),
	);
	if (!secrets || (!keysDue && !lacking)) return ok(undefined);
	return onNewest(acting, organisation, attempt);
}
