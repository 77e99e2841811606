import { putSearchDocument } from '#commons/search/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { inLanguage, type Letter } from './model/letter.ts';

/** Letters belong to the region of whoever wrote them, and can be found by their words, whom they are to and who signed. */
export async function putLetter(
	tx: Tx,
	{ id, content: { title, addressee, text } }: Letter,
	published: { readonly slug: string; readonly on: string },
	region: string | undefined,
	signers: readonly { readonly name: { readonly ru: string; readonly en: string } }[],
): Promise<void> {
	const whole = (locale: 'ru' | 'en') =>
		[
			inLanguage(addressee, locale),
			inLanguage(text, locale),
			...signers.map(({ name }) => inLanguage(name, locale)),
		].join('\n');
	await putSearchDocument(tx, {
		programme: 'joint-actions',
		id,
		path: `/letters/${published.slug}`,
		title: { ru: inLanguage(title, 'ru'), en: inLanguage(title, 'en') },
		text: { ru: whole('ru'), en: whole('en') },
		...(region === undefined ? {} : { region }),
		themes: [],
		year: Number(published.on.slice(0, 4)),
		updatedOn: published.on,
	});
}
