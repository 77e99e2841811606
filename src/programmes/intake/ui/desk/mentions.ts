interface Named {
	readonly name: string;
}

const plain = (text: string) => text.toLocaleLowerCase().replaceAll('ё', 'е');

/** The colleagues whose name begins as what stands after the `@` before the caret; none where there is no `@`. */
export function mentionAt<N extends Named>(text: string, caret: number, colleagues: readonly N[]): N[] {
	const typed = /(?:^|[\s(])@([\p{L}\p{N}-]*(?: [\p{L}\p{N}-]+)?)$/u.exec(
		text.slice(0, Math.max(0, caret)),
	)?.[1];
	if (typed === undefined) return [];
	const begun = plain(typed);
	// A name that is written out whole needs no further offer.
	return colleagues
		.filter(
			({ name }) =>
				plain(name) !== begun &&
				plain(name)
					.split(' ')
					.some((_, at, words) => words.slice(at).join(' ').startsWith(begun)),
		)
		.slice(0, 6);
}

/** The text with the name in the place of what was begun, and where the caret stands then. */
export function completeMention(text: string, caret: number, name: string): { text: string; caret: number } {
	const start = text.lastIndexOf('@', Math.max(0, caret - 1));
	const before = `${text.slice(0, start)}@${name} `;
	return { text: before + text.slice(caret), caret: before.length };
}

/** Whoever is named with an `@` before their whole name. */
export function mentionedIn<N extends Named>(text: string, colleagues: readonly N[]): N[] {
	return colleagues.filter(({ name }) => text.includes(`@${name}`));
}
