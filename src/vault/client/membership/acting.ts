import type { Act } from '#platform/act.ts';
import type { InputOf } from '#platform/action/index.ts';
import { ok, type Result } from '#platform/result.ts';
import { toBase64url } from '../../format/bytes.ts';
import type { LogRecord } from '../../format/envelope.ts';
import type { MembershipAct } from '../../format/membership.ts';
import type { OrganisationId } from '../../format/model.ts';
import { extendLog, signAct } from '../../seal/membership.ts';
import type { MembershipState } from '../../seal/membership-state.ts';
import type { extendLog as extendLogAction } from '../../server/actions/log.ts';
import { refreshOrganisation, type FillableRing } from '../ring/key-ring.ts';
import type { ReadOrganisation } from '../ring/read-organisation.ts';

/** Whoever acts: their ring, the way to the server, the clock. Runs in the keeper and in Node alike. */
export interface Acting {
	readonly ring: FillableRing;
	readonly act: Act;
	readonly now: () => Date;
}

/** A record that our own rules accept, and the state after it: grants name its head. */
export interface Prepared {
	readonly record: LogRecord;
	readonly after: MembershipState;
}

/** Signs an act on top of the verified log, and applies it here first: what the rules refuse is never sent. */
export function prepare(
	{ ring, now }: Acting,
	state: MembershipState,
	act: Exclude<MembershipAct, { kind: 'genesis' }>,
): Result<Prepared> {
	const record = signAct(state, act, ring.signer, now().toISOString());
	const after = extendLog(state, [record]);
	return after.ok ? ok({ record, after: after.value }) : after;
}

const OVERTAKEN = new Set([
	'membership.moved-on',
	'epoch.moved-on',
	'document.moved-on',
	'checkpoint.moved-on',
]);
const TRIES = 6;

/**
 * Does something on top of the newest verified state; where a colleague was quicker, reads their record and
 * tries again on top of it. `attempt` looks at the state anew each time, so that what is done already is
 * not done twice.
 */
export async function onNewest<T>(
	acting: Acting,
	organisation: OrganisationId,
	attempt: (read: ReadOrganisation) => Promise<Result<T>>,
): Promise<Result<T>> {
	for (let tried = 1; ; tried++) {
		const read = acting.ring.read(organisation);
		const newest =
			read.ok && tried === 1 ? read : await refreshOrganisation(acting.ring, acting.act, organisation);
		if (!newest.ok) return newest;
		const done = await attempt(newest.value);
		const overtaken = !done.ok && OVERTAKEN.has(done.refusal.id);
		if (done.ok || (overtaken && tried === TRIES)) {
			if (done.ok) await refreshOrganisation(acting.ring, acting.act, organisation);
			return done;
		}
		if (!overtaken) {
			// Refused on an old view of things, it may be right on the newest.
			const stale = tried === 1 && (await isStale(acting, organisation, newest.value));
			if (!stale) return done;
		}
		await pause(tried);
	}
}

async function isStale(
	acting: Acting,
	organisation: OrganisationId,
	seen: ReadOrganisation,
): Promise<boolean> {
	const now = await refreshOrganisation(acting.ring, acting.act, organisation);
	return now.ok && now.value.state.hashes.length > seen.state.hashes.length;
}

/** Two who were turned away together do not come back together. */
function pause(tried: number): Promise<void> {
	return new Promise((resume) => setTimeout(resume, Math.random() * 40 * tried));
}

/** Appends one act that needs nothing else. */
export function appendAct(
	acting: Acting,
	organisation: OrganisationId,
	act: (state: MembershipState) => Result<Exclude<MembershipAct, { kind: 'genesis' }>> | undefined,
): Promise<Result<void>> {
	return onNewest(acting, organisation, async ({ state }) => {
		const wanted = act(state);
		if (!wanted) return ok(undefined);
		if (!wanted.ok) return wanted;
		const prepared = prepare(acting, state, wanted.value);
		if (!prepared.ok) return prepared;
		return sendRecord(acting, organisation, prepared.value.record);
	});
}

/** Hands one record in. */
export async function sendRecord(
	{ act }: Acting,
	organisation: OrganisationId,
	record: LogRecord,
	more: Pick<InputOf<typeof extendLogAction>, 'secrets' | 'recoveries'> = {},
): Promise<Result<void>> {
	const sent = await act<typeof extendLogAction>('vault.extendLog', {
		organisation,
		record: toBase64url(record),
		...more,
	});
	return sent.ok ? ok(undefined) : sent;
}
