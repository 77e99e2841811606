import { ok, refuse, type Result } from '#platform/result.ts';
import { fromSealedCbor } from '../format/cbor.ts';
import type { SealedWishes } from '../format/envelope.ts';
import { readFrame } from '../format/frame.ts';
import type { OrganisationId } from '../format/model.ts';
import { WishesBody, WishesHeader, type WishSlot } from '../format/wishes.ts';
import { openWithKey } from './box.ts';

/** Opens an organisation's list with the key in force, or with the one under which it was made. */
export function openWishes(
	sealed: SealedWishes,
	organisation: OrganisationId,
	keys: readonly Uint8Array[],
): Result<{ readonly number: number; readonly slots: readonly WishSlot[] }> {
	const frame = readFrame('wishes', sealed, WishesHeader);
	if (!frame.ok) return refuse('introduction.wishes-forged');
	const { header, headerBytes, content } = frame.value;
	if (header.organisation !== organisation) return refuse('introduction.wishes-forged');
	for (const key of keys) {
		const opened = openWithKey('accord/v1/introduction-wishes', headerBytes, content, key);
		if (!opened.ok) continue;
		const body = WishesBody.safeParse(fromSealedCbor(opened.value));
		return body.success
			? ok({ number: header.number, slots: body.data.slots })
			: refuse('introduction.wishes-forged');
	}
	return refuse('introduction.wishes-forged');
}
