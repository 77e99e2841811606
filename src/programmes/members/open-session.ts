import { newId, sessionId } from '#platform/ids.ts';
import type { Tx } from '#platform/db/database.ts';
import { insertSession } from './store/session.ts';
import { updateLastSeen } from './store/membership.ts';
import { hashToken, newToken } from './tokens.ts';

/** Opens a session for a person and answers its token, which becomes the cookie. As the house. */
export async function openSession(
	tx: Tx,
	opening: { person: string; level: 'passphrase' | 'full'; label: string; now: Date },
): Promise<string> {
	const token = newToken();
	const { person, level, label, now } = opening;
	await insertSession(tx, { id: newId(sessionId), person, token_hash: hashToken(token), level, label, now });
	await updateLastSeen(tx, person, now.toISOString().slice(0, 10));
	return token;
}
