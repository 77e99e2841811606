/** What says what kind of region it is, and is left out, shortened or put elsewhere in lists. */
const kinds = new Set(
	`республика респ область обл край автономный автономная автономное округ ао аобл г город народная
	republic of oblast region krai kray territory autonomous okrug area city the`.split(/\s+/),
);

const allWordsOf = (name: string) =>
	name
		.toLowerCase()
		.replaceAll('ё', 'е')
		.split(/[^\p{L}]+/u)
		.filter(Boolean);
const wordsOf = (name: string) => allWordsOf(name).filter((word) => !kinds.has(word));

interface Named {
	readonly code: string;
	readonly names: { readonly ru: string; readonly en: string };
}

/**
 * Reads regions as lists write them: by code, or by name in either language, with the kind or without it, shortened or
 * with a second name («Саха /Якутия/»).
 */
export function makeRegionReader(regions: readonly Named[]): (written: string) => string | undefined {
	const known = regions.flatMap(({ code, names }) =>
		[names.ru, names.en].map((name) => ({ code, words: new Set(wordsOf(name)) })),
	);
	const codes = new Set(regions.map(({ code }) => code));
	// In English a city and the region around it may differ by the kind alone.
	const whole = new Map(
		regions.flatMap(({ code, names }) =>
			[names.ru, names.en].map((name) => [allWordsOf(name).join(' '), code] as const),
		),
	);
	const read = (written: string) => {
		const code = written.trim().toUpperCase();
		if (codes.has(code)) return code;
		const called = whole.get(allWordsOf(written).join(' '));
		if (called !== undefined) return called;
		const words = new Set(wordsOf(written));
		if (words.size === 0) return undefined;
		const only = (found: readonly { code: string }[]) => {
			const [one, ...others] = new Set(found.map((region) => region.code));
			return others.length === 0 ? one : undefined;
		};
		const same = known.filter((one) => one.words.size === words.size && words.isSubsetOf(one.words));
		if (same.length > 0) return only(same);
		return only(
			known.filter(
				(one) => words.isSubsetOf(one.words) || (one.words.size > 0 && one.words.isSubsetOf(words)),
			),
		);
	};
	const before = new Map<string, string | undefined>();
	return (written) => {
		if (!before.has(written)) {
			// A hostile list has a new name in every row.
			if (before.size > 5_000) before.clear();
			before.set(written, read(written));
		}
		return before.get(written);
	};
}
