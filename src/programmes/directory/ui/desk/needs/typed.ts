import { m } from '#words/messages.js';
import { listingWords } from '../../../model/listing.ts';

const isWhole = (text: string) => /^[1-9][0-9]{0,5}$/.test(text.trim());

/** What is wrong with what was typed of a listing, by its field. */
export function textFaults({ quantity, words }: { quantity: string; words: string }): Record<string, string> {
	return {
		...(quantity.trim() !== '' && !isWhole(quantity) ? { quantity: m.needs_quantity_wrong() } : {}),
		...(words.trim() === '' ? { words: m.needs_words_missing() } : {}),
		...(words.trim().length > listingWords ? { words: m.needs_words_long() } : {}),
	};
}

/** A quantity as it was typed; nothing where nothing was. */
export function quantityOf(text: string): number | null {
	return text.trim() === '' ? null : Number(text);
}
