import type { Refusal, Result } from '#platform/result.ts';
import { ok, refuse } from '#platform/result.ts';
import type { Letter, LetterContent, Signature } from '../model/letter.ts';

/** For how long at the most a letter may be open for signing, in days. */
const longest = 366;

/**
 * What is wrong with a letter as it is written: it needs one language at least, and in each that it has begun a
 * title, an addressee and a text; the last day of signing is today or later, and within a year.
 */
export function whyNot(content: LetterContent, signUntil: string, today: string): Refusal | undefined {
	const parts = ['title', 'addressee', 'text'] as const;
	const begun = (['ru', 'en'] as const).filter((locale) =>
		parts.some((part) => content[part][locale] !== ''),
	);
	if (begun.length === 0) return { id: 'letter.empty', field: 'title-ru' };
	for (const locale of begun) {
		const missing = parts.find((part) => content[part][locale] === '');
		if (missing) return { id: 'letter.half-a-language', field: `${missing}-${locale}` };
	}
	const days = (Date.parse(signUntil) - Date.parse(today)) / 86_400_000;
	if (days < 0 || days > longest) return { id: 'letter.wrong-day', field: 'until' };
	return undefined;
}

/** Whether two texts are the same letter. */
export function sameContent(a: LetterContent, b: LetterContent): boolean {
	return (['title', 'addressee', 'text'] as const).every(
		(part) => a[part].ru === b[part].ru && a[part].en === b[part].en,
	);
}

/** The signatures under the text as it now stands. */
export function inForce<S extends Pick<Signature, 'version'>>(
	{ version }: Pick<Letter, 'version'>,
	signatures: readonly S[],
): S[] {
	return signatures.filter((one) => one.version === version);
}

/** Whether it may be signed today. */
export function maySign({ state, signUntil }: Letter, today: string): Result<void> {
	if (state !== 'draft') return refuse('letter.published');
	return today > signUntil ? refuse('letter.too-late') : ok(undefined);
}

/** Whether its author may publish it now: they have signed this very text themselves. */
export function mayPublish(
	letter: Letter,
	version: number,
	signatures: readonly Pick<Signature, 'signer' | 'version'>[],
): Result<void> {
	if (letter.state !== 'draft') return refuse('letter.published');
	if (letter.version !== version) return refuse('letter.moved-on');
	const own = inForce(letter, signatures).some(({ signer }) => signer === letter.organisation);
	return own ? ok(undefined) : refuse('letter.author-first');
}
