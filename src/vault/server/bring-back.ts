import type { Tx } from '#platform/db/database.ts';
import { asHouse } from '#platform/db/within.ts';
import { announce } from '#platform/live/bus.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url } from '../format/bytes.ts';
import type { LogRecord } from '../format/envelope.ts';
import type { MembershipAct } from '../format/membership.ts';
import type { OrganisationId } from '../format/model.ts';
import { extendLog, hashRecord, readRecordBody } from '../seal/membership.ts';
import { logHead, type MembershipState } from '../seal/membership-state.ts';
import { project, readState } from './append.ts';
import { findOrganisationForAppend, insertRecord } from './store/log.ts';
import {
	deleteGrantsOf,
	deleteSecrets,
	findVaultForEpoch,
	insertEpoch,
	insertVault,
	updateVaultEpoch,
} from './store/vaults.ts';

/**
 * Puts back the records that a restored server lost: chained and signed by those who were there, so that it
 * does not matter who hands them in. Records that are there already are passed over; one that differs from
 * what is there is refused. Removals, suspensions and renewed vaults count again from this moment.
 */
export async function appendBroughtBack(
	tx: Tx,
	organisation: OrganisationId,
	records: readonly LogRecord[],
	purposes: ReadonlyMap<string, string>,
): Promise<Result<MembershipState>> {
	if (!(await findOrganisationForAppend(tx, organisation))) return refuse('access.denied');
	const before = await readState(tx, organisation);
	if (!before.ok) return before;
	let state = before.value;
	for (const record of records) {
		const body = readRecordBody(record);
		if (!body.ok) return body;
		const { index, act, by } = body.value;
		const there = state.hashes[index];
		if (there !== undefined) {
			const hash = hashRecord(record);
			if (!hash.ok) return hash;
			if (hash.value !== there) return refuse('membership.forked', { params: { index } });
			continue;
		}
		const after = extendLog(state, [record]);
		if (!after.ok) return after;
		state = after.value;
		const bytes = fromBase64url(logHead(state).hash) ?? new Uint8Array();
		await insertRecord(tx, { organisation, position: index, hash: bytes, bytes: record });
		// The house does what the act did then, for colleagues whom the one who hands it in may not even see.
		const done = await asHouse(tx, () => repeat(tx, state, act, by, purposes));
		if (!done.ok) return done;
	}
	if (state !== before.value) await announce(tx, { kind: 'log', organisation, length: state.hashes.length });
	return ok(state);
}

async function repeat(
	tx: Tx,
	state: MembershipState,
	act: MembershipAct,
	by: string,
	purposes: ReadonlyMap<string, string>,
): Promise<Result<void>> {
	const { organisation } = state;
	await project(tx, state, act);
	switch (act.kind) {
		case 'organisation-keys':
			await deleteSecrets(tx, organisation);
			return ok(undefined);
		case 'remove':
		case 'suspend':
		case 'withdraw-coordinator':
			await deleteSecrets(tx, organisation, act.person);
			if (act.kind === 'remove') await deleteGrantsOf(tx, organisation, act.person);
			return ok(undefined);
		case 'rekey':
			await deleteSecrets(tx, organisation, act.member.person);
			await deleteGrantsOf(tx, organisation, act.member.person);
			return ok(undefined);
		case 'vault-epoch': {
			const { vault, epoch } = act;
			const purpose = purposes.get(vault);
			if (!(await findVaultForEpoch(tx, organisation, vault))) {
				if (!purpose) return refuse('vault.purpose-missing');
				await insertVault(tx, { organisation, id: vault, purpose });
			}
			if (!(await updateVaultEpoch(tx, { organisation, vault, epoch }))) return refuse('epoch.moved-on');
			// Ladder, recovery and grants come from somebody who holds the vault.
			await insertEpoch(tx, { organisation, vault, epoch, ladder: null, recovery: null, made_by: by });
			return ok(undefined);
		}
		default:
			return ok(undefined);
	}
}
