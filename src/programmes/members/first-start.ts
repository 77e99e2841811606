import { randomUUID } from 'node:crypto';
import { findNetwork } from '#commons/organisations/index.ts';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Runtime } from '#platform/runtime.ts';
import { insertInvitation } from './store/invitation.ts';
import { hashToken, newToken } from './tokens.ts';

const holdsFor = 7 * 86_400_000;

/**
 * While there is no network: the path of a fresh one-time link by which it is created (earlier ones stop
 * working, so the newest start's link is the one). `undefined` once the network is there.
 */
export async function ensureFirstStartLink(runtime: Runtime): Promise<string | undefined> {
	return within(runtime.db, system, async (tx) => {
		if (await findNetwork(tx)) return undefined;
		await tx.deleteFrom('invitation').where('kind', '=', 'first-start').execute();
		const token = newToken();
		await insertInvitation(tx, {
			organisation: randomUUID(),
			id: randomUUID(),
			kind: 'first-start',
			token_hash: hashToken(token),
			invited_by: null,
			invited_by_organisation: null,
			for_person: null,
			note: '',
			coordinator: true,
			programmes: [],
			expires_at: new Date(runtime.now().getTime() + holdsFor),
		});
		return `/ru/desk/begin#${token}`;
	});
}
