import type { DocumentTemplate } from '#country/model.ts';
import type { Locale } from '#platform/locale.ts';

/** The paper with what is known of the organisation; everything else stays a blank. */
export function fillIn(
	template: DocumentTemplate,
	locale: Locale,
	known: { readonly organisation: string; readonly town: string },
): string {
	const blank = {
		ru: { organisation: '[название организации]', town: '[город]' },
		en: { organisation: '[name of the organisation]', town: '[town]' },
	}[locale];
	return template.text[locale].replaceAll(
		/\{(organisation|town)\}/g,
		(_, of: 'organisation' | 'town') => known[of] || blank[of],
	);
}

/** A file name that every system keeps: the paper's title, and the month it was read through. */
export function fileNameOf(template: DocumentTemplate): string {
	return `${template.id}-${template.asOf}.txt`;
}
