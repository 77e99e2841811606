/** A matter nobody works on here, and how many organisations elsewhere do. */
export interface MissingHere {
	readonly theme: string;
	readonly elsewhere: number;
}

const above = (theme: string) => theme.split('.', 1)[0] ?? theme;

/**
 * What the network has elsewhere and this place has not, most common elsewhere first. Themes are compared at the
 * first level: a group that works on arrests also knows trials, but nobody here knows the army.
 */
export function missingHere(
	here: Iterable<string>,
	network: ReadonlyMap<string, number>,
	most: number,
): readonly MissingHere[] {
	const covered = new Set([...here].map(above));
	const elsewhere = new Map<string, number>();
	for (const [theme, count] of network) {
		const first = above(theme);
		// One organisation may name several matters of one kind: the most common of them is the fewest it can be.
		if (!covered.has(first)) elsewhere.set(first, Math.max(elsewhere.get(first) ?? 0, count));
	}
	return [...elsewhere]
		.map(([theme, count]) => ({ theme, elsewhere: count }))
		.toSorted((a, b) => b.elsewhere - a.elsewhere || (a.theme < b.theme ? -1 : 1))
		.slice(0, most);
}
