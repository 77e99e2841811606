import { z } from 'zod';
import { action, signedIn } from '#platform/action/index.ts';
import { sessionsChanged } from '../find-actor.ts';
import { ok, refuse } from '#platform/result.ts';
import { listSessions, updateSessionsEnded } from '../store/session.ts';

/** One's own sessions that have not ended. */
export const listMySessions = action({
	name: 'members.listMySessions',
	input: z.strictObject({}),
	access: signedIn('full'),
	writes: false,
	async run({ tx, actor }) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const sessions = await listSessions(tx, actor.person);
		return ok(
			sessions.map(({ id, label, level, started_at, seen_at }) => ({
				id,
				label,
				level,
				startedAt: started_at.toISOString(),
				seenAt: seen_at.toISOString(),
				thisOne: id === actor.session,
			})),
		);
	},
});

/** Ends one of one's own sessions, or with `session` left out all others. */
export const endSession = action({
	name: 'members.endSession',
	input: z.strictObject({ session: z.uuid().optional() }),
	access: signedIn('full'),
	async run(doing, { session }) {
		const { tx, actor, now, touched } = doing;
		if (actor.kind !== 'member') return refuse('access.sign-in');
		if (session !== undefined) touched('session', session);
		const which = session === undefined ? { but: actor.session } : { only: session };
		await updateSessionsEnded(tx, actor.person, now, which);
		await sessionsChanged(doing, actor.person);
		return ok({});
	},
});
