/**
 * The crosswalk of rights: what the network calls a right, and which article of which instrument
 * speaks of it. References and neutral labels only; nobody's text is copied.
 */
import type { Instrument, InstrumentArticle, Right, RightReference } from '#country/model.ts';
import { constitutionInstruments } from './rights/constitution.ts';
import { rights } from './rights/crosswalk.ts';
import { europeanInstruments } from './rights/european.ts';
import { regionalInstruments } from './rights/regional.ts';
import { unitedNationsInstruments } from './rights/united-nations.ts';

export { rights, type RightId } from './rights/crosswalk.ts';

export const instruments: readonly Instrument[] = [
	...constitutionInstruments,
	...unitedNationsInstruments,
	...europeanInstruments,
	...regionalInstruments,
];

const byId: ReadonlyMap<string, Right> = new Map(rights.map((right) => [right.id, right]));

/** The right of an id, or undefined: ids arrive from forms and old records. */
export function findRight(id: string): Right | undefined {
	return byId.get(id);
}

/** The article a reference points at, with the instrument it belongs to. */
export function findArticle(
	reference: RightReference,
): { readonly instrument: Instrument; readonly article: InstrumentArticle } | undefined {
	const instrument = instruments.find((one) => one.id === reference.instrument);
	const article = instrument?.articles.find((one) => one.number === reference.article);
	return instrument && article && { instrument, article };
}
