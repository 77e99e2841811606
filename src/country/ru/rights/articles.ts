import type { InstrumentArticle } from '#country/model.ts';

type Row = readonly [number: string, ru: string, en: string];

/**
 * Articles written as rows. Where an instrument's text was not at hand as a whole, `checked` names the
 * articles that were confirmed from it; without the list every article is.
 */
export function articles(rows: readonly Row[], checked?: readonly string[]): readonly InstrumentArticle[] {
	return rows.map(([number, ru, en]) => ({
		number,
		label: { ru, en },
		checked: checked === undefined || checked.includes(number),
	}));
}
