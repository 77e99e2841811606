import type { InstrumentArticle } from '#country/model.ts';

type Row = readonly [number: string, ru: string, en: string];

/** Articles written as rows; only such as were compared with the instrument's text. */
export function articles(rows: readonly Row[]): readonly InstrumentArticle[] {
	return rows.map(([number, ru, en]) => ({ number, label: { ru, en } }));
}
