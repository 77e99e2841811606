import { ok, refuse, type Result } from '#platform/result.ts';
import { toBase64url } from '../../format/bytes.ts';
import type { SealedLadder } from '../../format/envelope.ts';
import type { OrganisationId, PersonId, VaultId } from '../../format/model.ts';
import { openRecoveryGrant } from '../../open/epoch.ts';
import {
	makeFirstEpoch,
	makeNextEpoch,
	sealForRecovery,
	sealGrant,
	type EpochKeys,
} from '../../seal/epoch.ts';
import { logHead, type MembershipState } from '../../seal/membership-state.ts';
import type {
	grantVault as grantVaultAction,
	openEpoch as openEpochAction,
	sealToRecovery as sealToRecoveryAction,
} from '../../server/actions/vaults.ts';
import { refreshOrganisation } from '../ring/key-ring.ts';
import type { ReadOrganisation } from '../ring/read-organisation.ts';
import { onNewest, prepare, type Acting } from './acting.ts';

interface OfVault {
	readonly organisation: OrganisationId;
	readonly vault: VaultId;
}

/** A new vault with its first epoch, granted to `holders` and to oneself. Coordinators only. */
export function createVault(
	acting: Acting,
	{ organisation, vault, purpose, holders }: OfVault & { purpose: string; holders: readonly PersonId[] },
): Promise<Result<void>> {
	return onNewest(acting, organisation, async (read) => {
		if (read.state.vaults.has(vault)) return ok(undefined);
		const keys = makeFirstEpoch({ organisation, vault });
		const all = [...new Set([acting.ring.person, ...holders])];
		return declareEpoch(acting, read, { keys, holders: all, purpose });
	});
}

/** Gives a member the epoch in force, and by its ladder what was before. */
export function grantVault(
	acting: Acting,
	{ organisation, vault, person }: OfVault & { person: PersonId },
): Promise<Result<void>> {
	return onNewest(acting, organisation, async (read) => {
		const held = heldCurrent(read, vault);
		if (!held.ok) return held;
		const { current: epoch } = held.value;
		if (holdersOf(read.state, vault).includes(person)) return ok(undefined);
		const member = read.state.members.get(person);
		if (!member) return refuse('membership.nobody');
		const prepared = prepare(acting, read.state, { kind: 'vault-grant', vault, epoch: epoch.epoch, person });
		if (!prepared.ok) return prepared;
		const { record, after } = prepared.value;
		const grant = sealGrant(epoch, member, { ...acting.ring.signer, log: logHead(after) });
		const sent = await acting.act<typeof grantVaultAction>('vault.grantVault', {
			organisation,
			vault,
			record: toBase64url(record),
			grant: { person, bytes: toBase64url(grant) },
		});
		return sent.ok ? ok(undefined) : sent;
	});
}

/** A new epoch for everybody who holds the vault and is active; what was sealed before stays readable to them. */
export function rotateVault(
	acting: Acting,
	{ organisation, vault }: OfVault,
	more: { readonly onlyIfDue?: boolean; readonly without?: PersonId } = {},
): Promise<Result<void>> {
	return onNewest(acting, organisation, async (read) => {
		const { state } = read;
		if (more.onlyIfDue && !state.vaults.get(vault)?.rotationDue) return ok(undefined);
		const before = holdersOf(state, vault);
		if (more.without && !before.includes(more.without)) return ok(undefined);
		const held = heldCurrent(read, vault);
		if (!held.ok) return held;
		const holders = before.filter(
			(person) => person !== more.without && state.members.get(person)?.standing === 'active',
		);
		const { keys, ladder } = makeNextEpoch(held.value.current);
		return declareEpoch(acting, read, { keys, ladder, holders });
	});
}

/**
 * As a coordinator, opens with the recovery key every vault that no active member holds, and begins a new
 * epoch of each, held by oneself: losing all of a desk's people loses no case.
 */
export async function recoverVaults(
	acting: Acting,
	{ organisation }: { organisation: OrganisationId },
): Promise<Result<{ recovered: readonly VaultId[] }>> {
	const recovered: VaultId[] = [];
	const first = await onNewest(acting, organisation, async (read) => ok(read));
	if (!first.ok) return first;
	for (const vault of first.value.state.vaults.keys()) {
		const done = await onNewest(acting, organisation, (read) => recoverVault(acting, read, vault));
		if (!done.ok) return done;
		if (done.value) recovered.push(vault);
	}
	return ok({ recovered });
}

async function recoverVault(
	acting: Acting,
	read: ReadOrganisation,
	vault: VaultId,
): Promise<Result<boolean>> {
	const { state, secrets } = read;
	const record = state.vaults.get(vault);
	const declared = record?.epochs.get(record.current);
	if (!declared) return ok(false);
	const lost = declared.holders.every((person) => state.members.get(person)?.standing !== 'active');
	// A re-keyed member is active and named as a holder, but the grant was to keys that are gone.
	const grantless = declared.holders.includes(acting.ring.person) && !read.held.has(vault);
	if (!lost && !grantless) return ok(false);
	if (!secrets) return refuse('organisation.secrets-not-held');
	const recovery = read.vaults.get(vault)?.recovery;
	if (!recovery) return refuse('vault.not-recoverable', { params: { vault } });
	const opened = openRecoveryGrant(recovery, secrets.recovery, declared);
	if (!opened.ok) return opened;
	const { keys, ladder } = makeNextEpoch(opened.value);
	const active = declared.holders.filter((person) => state.members.get(person)?.standing === 'active');
	const holders = [...new Set([acting.ring.person, ...active])];
	const sent = await declareEpoch(acting, read, { keys, ladder, holders });
	return sent.ok ? ok(true) : sent;
}

/** Seals the epochs one holds to the organisation's present recovery key, where they are not yet. */
export async function sealHeldToRecovery(
	acting: Acting,
	organisation: OrganisationId,
): Promise<Result<void>> {
	const read = acting.ring.read(organisation);
	if (!read.ok) return read;
	const { state, vaults, held, keysDue } = read.value;
	if (keysDue) return ok(undefined);
	let sealedAny = false;
	for (const { vault, recoverableBy, held: isHeld } of vaults.values()) {
		const ring = held.get(vault);
		if (!isHeld || !ring || recoverableBy === state.keys.recovery) continue;
		const sealed = await acting.act<typeof sealToRecoveryAction>('vault.sealToRecovery', {
			organisation,
			vault,
			epoch: ring.current.epoch,
			recovery: toBase64url(sealForRecovery(ring.current, state.keys.recovery)),
		});
		if (!sealed.ok) return sealed;
		sealedAny = true;
	}
	if (sealedAny) await refreshOrganisation(acting.ring, acting.act, organisation);
	return ok(undefined);
}

/** Declares an epoch in the log and hands in what belongs to it: ladder, recovery, one grant a holder. */
async function declareEpoch(
	acting: Acting,
	{ state, keysDue }: ReadOrganisation,
	next: { keys: EpochKeys; ladder?: SealedLadder; holders: readonly PersonId[]; purpose?: string },
): Promise<Result<void>> {
	const { keys, ladder, holders, purpose } = next;
	const { organisation, vault, epoch } = keys;
	const key = keys.pair.public;
	const prepared = prepare(acting, state, { kind: 'vault-epoch', vault, epoch, key, holders: [...holders] });
	if (!prepared.ok) return prepared;
	const { record, after } = prepared.value;
	const by = { ...acting.ring.signer, log: logHead(after) };
	const grants = holders.flatMap((person) => {
		const member = state.members.get(person);
		return member ? [{ person, bytes: toBase64url(sealGrant(keys, member, by)) }] : [];
	});
	// Somebody who left still has the recovery key: a coordinator makes a new one and seals to it afterwards.
	const recovery = keysDue ? undefined : toBase64url(sealForRecovery(keys, state.keys.recovery));
	const sent = await acting.act<typeof openEpochAction>('vault.openEpoch', {
		organisation,
		vault,
		purpose,
		record: toBase64url(record),
		ladder: ladder && toBase64url(ladder),
		recovery,
		grants,
	});
	return sent.ok ? ok(undefined) : sent;
}

/** Whom the log names as holders of the epoch in force. */
export function holdersOf(state: MembershipState, vault: VaultId): readonly PersonId[] {
	const record = state.vaults.get(vault);
	return record?.epochs.get(record.current)?.holders ?? [];
}

function heldCurrent({ state, held }: ReadOrganisation, vault: VaultId) {
	const ring = held.get(vault);
	const record = state.vaults.get(vault);
	return ring && ring.current.epoch === record?.current ? ok(ring) : refuse('ring.vault-not-held');
}
