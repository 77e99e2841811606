import { within } from '#platform/db/within.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { SealedEntry, SealedKeyBox } from '#vault/format/envelope.ts';
import { ChainPlace } from '#vault/format/model.ts';
import type { FollowUp } from '#vault/seal/follow-up.ts';
import { openOwnDialogue, type OpenChain } from '#vault/without-script/index.ts';
import { answersIn, type Answer } from '../answers.ts';
import { findFollowed, listDialogue, type Followed } from '../store/visitor.ts';
import type { House } from './house.ts';
import { locatorOf } from './seal.ts';

/** A dialogue, opened for the one who holds its code. */
export interface Dialogue {
	readonly followed: Followed;
	readonly chain: OpenChain;
	readonly answers: readonly Answer[];
}

/** Fetches and opens what a code leads to; every code that leads nowhere is told the same. */
export async function openDialogue(house: House, followUp: FollowUp): Promise<Result<Dialogue>> {
	const found = await within(house.db, { kind: 'visitor', locator: locatorOf(followUp) }, async (tx) => {
		const followed = await findFollowed(tx);
		return followed && { followed, sealed: await listDialogue(tx, followed) };
	});
	if (!found) return refuse('follow.unknown', { field: 'code' });
	const { followed, sealed } = found;
	const { organisation, vault, folder } = followed;
	const place = ChainPlace.parse({ organisation, vault, folder, chain: 'dialogue' });
	const chain = openOwnDialogue(
		place,
		sealed.boxes as SealedKeyBox[],
		sealed.entries as SealedEntry[],
		followUp,
	);
	if (!chain.ok) return chain;
	return ok({ followed, chain: chain.value, answers: answersIn(chain.value) });
}
