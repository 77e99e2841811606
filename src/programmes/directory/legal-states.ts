import type { Actor } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { statesInForce, type LegalState } from './rules/legal-state.ts';
import { viewerOf } from './rules/visible-to.ts';
import { listLegalHistories, listPlaces } from './store/profile.ts';

/** In which legal states organisations are now, as far as the actor may know. */
export async function listLegalStates(
	tx: Tx,
	actor: Actor,
	organisations: readonly string[],
): Promise<ReadonlyMap<string, readonly LegalState[]>> {
	const own = actor.kind === 'member' ? actor.memberships.map(({ organisation }) => organisation) : [];
	const places = await listPlaces(tx, own);
	const histories = await listLegalHistories(tx, organisations, (owner) => viewerOf(owner, places));
	return new Map([...histories].map(([id, history]) => [id, statesInForce(history)]));
}
