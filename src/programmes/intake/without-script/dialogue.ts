import { within } from '#platform/db/within.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { SealedEntry, SealedKeyBox } from '#vault/format/envelope.ts';
import { ChainPlace } from '#vault/format/model.ts';
import type { FollowUp } from '#vault/seal/follow-up.ts';
import { openOwnDialogue, type OpenChain } from '#vault/without-script/index.ts';
import type { z } from 'zod';
import { AnswerBody, entryTypes, MessageBody, RequestBody } from '../model.ts';
import { findFollowed, listDialogue, type Followed } from '../store/visitor.ts';
import type { House } from './house.ts';
import { locatorOf } from './seal.ts';

/** A dialogue, opened for the one who holds its code. */
export interface Dialogue {
	readonly followed: Followed;
	readonly chain: OpenChain;
	readonly answers: readonly { readonly id: string; readonly body: z.infer<typeof AnswerBody> }[];
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
	const answers = chain.value.ordered.flatMap(({ id, type, body }) => {
		const read = type === entryTypes.answer ? AnswerBody.safeParse(body) : undefined;
		return read?.success ? [{ id, body: read.data }] : [];
	});
	return ok({ followed, chain: chain.value, answers });
}

/** Whether the sender has said this before: then a post is a repetition and not a second message. */
export function wasSaid(chain: OpenChain, text: Uint8Array): boolean {
	return chain.ordered.some(({ type, body }) => {
		if (type !== entryTypes.request && type !== entryTypes.message) return false;
		const read = (type === entryTypes.request ? RequestBody : MessageBody).safeParse(body);
		return read.success && Buffer.compare(read.data.text, text) === 0;
	});
}
