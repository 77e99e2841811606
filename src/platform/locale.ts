/** The two languages that are complete from the first day; every address begins with one. */
export const locales = ['ru', 'en'] as const;
export type Locale = (typeof locales)[number];

/** Alphabetical order. Made once: making an `Intl` object costs more than all else on a small page. */
export const collators: Readonly<Record<Locale, Intl.Collator>> = {
	ru: new Intl.Collator('ru', { numeric: true }),
	en: new Intl.Collator('en', { numeric: true }),
};

export function isLocale(text: string): text is Locale {
	return (locales as readonly string[]).includes(text);
}

/**
 * Chooses by Accept-Language (RFC 9110 §12.5.4), Russian where nothing is said in favour of English:
 * the people this is for read Russian, and browsers of visitors over Tor all claim English.
 */
export function chooseLocale(acceptLanguage: string | null | undefined): Locale {
	const ranges = (acceptLanguage ?? '')
		.split(',')
		.map((part) => {
			const [range = '', ...params] = part.trim().toLowerCase().split(';');
			const q = params.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((x) => x !== undefined);
			return { range, q: q === undefined ? 1 : Number(q) };
		})
		.filter(({ range, q }) => /^(\*|[a-z]+(-[a-z0-9]+)*)$/.test(range) && q > 0)
		.sort((a, b) => b.q - a.q);
	for (const { range } of ranges) {
		const language = range.split('-')[0] ?? '';
		if (isLocale(language)) return language;
		if (['uk', 'be', 'kk', 'tt', 'ce', 'ba', 'cv', 'os', 'ab'].includes(language)) return 'ru';
	}
	return ranges.length === 0 || ranges[0]?.range === '*' ? 'ru' : 'en';
}
