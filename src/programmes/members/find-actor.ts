import { within } from '#platform/db/within.ts';
import { system, visitor, type Actor, type Doing } from '#platform/action/index.ts';
import { announce } from '#platform/live/bus.ts';
import { held } from '#platform/held.ts';
import { organisationId, personId, sessionId } from '#platform/ids.ts';
import type { Runtime } from '#platform/runtime.ts';
import { findSession, updateSessionSeen } from './store/session.ts';
import { listActing, updateLastSeen } from './store/membership.ts';
import { hashToken } from './tokens.ts';

const remembered = 5_000;
const unusedFor = 14 * 86_400_000;
const most = 10_000;

interface Known {
	readonly person: string | undefined;
	readonly actor: Actor;
	readonly until: number;
}

/**
 * Who acts with this cookie. Remembered for five seconds; a session that ended is forgotten the moment the
 * news of it comes, so that a suspension holds from the next request on.
 */
export async function findActor(runtime: Runtime, token: string | undefined): Promise<Actor> {
	if (token === undefined || token.length !== 43) return visitor;
	const known = knownActors(runtime);
	const name = hashToken(token).toString('base64');
	const now = runtime.now();
	const before = known.get(name);
	// Not longer than that either, when the clock was put back.
	const left = before ? before.until - now.getTime() : 0;
	if (before && left > 0 && left <= remembered) return before.actor;
	const { person, actor } = await readActor(runtime, token, now);
	if (known.size > most) known.clear();
	known.set(name, { person, actor, until: now.getTime() + remembered });
	return actor;
}

function knownActors(runtime: Runtime): Map<string, Known> {
	return held(runtime, 'members.actors', () => {
		const known = new Map<string, Known>();
		runtime.live.listen((said) => {
			if (said.kind === 'sessions') forget(known, said.person);
			if (said.kind === 'missed') known.clear();
		});
		return known;
	});
}

/**
 * Tells every process that a person's sessions changed (ended, risen to full, another standing), with the
 * transaction; this process knows before it answers.
 */
export async function sessionsChanged(
	{ tx, runtime, afterwards }: Pick<Doing, 'tx' | 'runtime' | 'afterwards'>,
	person: string,
): Promise<void> {
	await announce(tx, { kind: 'sessions', person });
	afterwards(() => forget(knownActors(runtime), person));
}

function forget(known: Map<string, Known>, person: string): void {
	for (const [name, held] of known) if (held.person === person) known.delete(name);
}

async function readActor(
	runtime: Runtime,
	token: string,
	now: Date,
): Promise<{ person: string | undefined; actor: Actor }> {
	return within(runtime.db, system, async (tx) => {
		const session = await findSession(tx, hashToken(token));
		if (!session || now.getTime() - session.seen_at.getTime() > unusedFor) {
			return { person: undefined, actor: visitor };
		}
		if (now.getTime() - session.seen_at.getTime() > 600_000) {
			await updateSessionSeen(tx, session.id, now);
			await updateLastSeen(tx, session.person, now.toISOString().slice(0, 10));
		}
		const rows = await listActing(tx, session.person);
		const actor: Actor = {
			kind: 'member',
			person: personId.parse(session.person),
			session: sessionId.parse(session.id),
			level: session.level,
			memberships: rows.map((row) => ({
				organisation: organisationId.parse(row.organisation),
				office: row.office,
				coordinator: row.coordinator,
				programmes: withPrefixes(row.programmes),
			})),
		};
		return { person: session.person, actor };
	});
}

/** Whoever has the role `intake:duty` works in `intake`. */
function withPrefixes(roles: readonly string[]): string[] {
	return [...new Set(roles.flatMap((role) => [role, role.split(':')[0] ?? role]))];
}
