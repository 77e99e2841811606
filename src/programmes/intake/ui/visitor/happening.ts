import type { CountryPack } from '#country/model.ts';
import type { Locale } from '#platform/locale.ts';
import { monthInWords } from './month.ts';
import type { WritePageData } from './page-data.ts';

/** What helps in the first hours, from the country pack. */
export function happeningNow(country: CountryPack, locale: Locale): WritePageData['happening'] {
	return {
		tell: country.whatToTell[locale],
		facts: country.emergencyFacts.map(({ text, source, asOf }) => ({
			text: text[locale],
			source: source[locale],
			asOf: monthInWords(asOf, locale),
		})),
	};
}
