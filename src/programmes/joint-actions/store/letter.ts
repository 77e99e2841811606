import '../tables.ts';
import type { Selectable } from 'kysely';
import type { Reader, Tx } from '#platform/db/database.ts';
import { asHouse } from '#platform/db/within.ts';
import type { Letter, LetterContent, LetterRef } from '../model/letter.ts';
import type { LetterTable } from '../tables.ts';

/** How many letters one list shows. */
const MOST = 400;

function toLetter(row: Selectable<LetterTable>): Letter {
	return {
		organisation: row.organisation,
		id: row.id,
		version: row.version,
		content: {
			title: { ru: row.title_ru, en: row.title_en },
			addressee: { ru: row.addressee_ru, en: row.addressee_en },
			text: { ru: row.text_ru, en: row.text_en },
		},
		signUntil: row.sign_until,
		state: row.state,
		drafted: row.drafted_on,
		slug: row.slug,
		published: row.published_on,
		networkVersion: row.network_version,
		publication: row.publication && new Uint8Array(row.publication),
	};
}

function columnsOf({ title, addressee, text }: LetterContent) {
	return {
		title_ru: title.ru,
		title_en: title.en,
		addressee_ru: addressee.ru,
		addressee_en: addressee.en,
		text_ru: text.ru,
		text_en: text.en,
	};
}

/** The letters that an organisation wrote or is asked to sign, the latest first. */
export async function listLettersOf(tx: Tx, organisation: string): Promise<Letter[]> {
	const rows = await tx
		.selectFrom('open_letter')
		.selectAll()
		.where((eb) =>
			eb.or([
				eb('organisation', '=', organisation),
				eb('id', 'in', eb.selectFrom('open_letter_party').select('letter').where('party', '=', organisation)),
			]),
		)
		.orderBy('drafted_on', 'desc')
		.orderBy('id')
		.limit(MOST)
		.execute();
	return rows.map(toLetter);
}

/** What everybody may read, the latest first. */
export async function listPublishedLetters(from: Reader): Promise<Letter[]> {
	const rows = await from
		.selectFrom('open_letter')
		.selectAll()
		.where('state', '=', 'published')
		.orderBy('published_on', 'desc')
		.orderBy('slug')
		.limit(MOST)
		.execute();
	return rows.map(toLetter);
}

/** What everybody may read of the letters that an organisation signed, the latest first. */
export async function listLettersSignedBy(from: Reader, organisation: string): Promise<Letter[]> {
	const rows = await from
		.selectFrom('open_letter as l')
		.innerJoin('open_letter_signature as s', (join) =>
			join
				.onRef('s.organisation', '=', 'l.organisation')
				.onRef('s.letter', '=', 'l.id')
				// Of the text that was published, not of one before it.
				.onRef('s.version', '=', 'l.version'),
		)
		.selectAll('l')
		.where('s.signer', '=', organisation)
		.where('l.state', '=', 'published')
		.orderBy('l.published_on', 'desc')
		.orderBy('l.slug')
		.limit(MOST)
		.execute();
	return rows.map(toLetter);
}

/** The latest published letter that two or more of these organisations signed, in the text that was published. */
export async function findLatestSignedTogether(
	from: Reader,
	organisations: readonly string[],
): Promise<Letter | undefined> {
	const row = await from
		.selectFrom('open_letter as l')
		.selectAll('l')
		.where('l.state', '=', 'published')
		.where(
			(eb) =>
				eb
					.selectFrom('open_letter_signature as s')
					.select((count) => count.fn.countAll<number>().as('signed'))
					.whereRef('s.organisation', '=', 'l.organisation')
					.whereRef('s.letter', '=', 'l.id')
					.whereRef('s.version', '=', 'l.version')
					.where('s.signer', 'in', organisations),
			'>=',
			2,
		)
		.orderBy('l.published_on', 'desc')
		.orderBy('l.slug')
		.limit(1)
		.executeTakeFirst();
	return row && toLetter(row);
}

/** The published letter of that address. */
export async function findPublishedLetter(from: Reader, slug: string): Promise<Letter | undefined> {
	const row = await from
		.selectFrom('open_letter')
		.selectAll()
		.where('slug', '=', slug)
		.where('state', '=', 'published')
		.executeTakeFirst();
	return row && toLetter(row);
}

/** One letter, if the reader may see it. */
export async function findLetter(tx: Tx, { organisation, id }: LetterRef): Promise<Letter | undefined> {
	const row = await tx
		.selectFrom('open_letter')
		.selectAll()
		.where('organisation', '=', organisation)
		.where('id', '=', id)
		.executeTakeFirst();
	return row && toLetter(row);
}

/**
 * The same, its row locked first: signing, taking back and publishing wait for one another. Those who sign may not
 * change the letter, so the house locks it; whether they see it is asked in their own name.
 */
export async function findLetterLocked(tx: Tx, at: LetterRef): Promise<Letter | undefined> {
	await asHouse(tx, () =>
		tx
			.selectFrom('open_letter')
			.select('id')
			.where('organisation', '=', at.organisation)
			.where('id', '=', at.id)
			.forUpdate()
			.execute(),
	);
	return findLetter(tx, at);
}

/** A new letter; the same one again changes nothing. */
export async function insertLetter(
	tx: Tx,
	one: LetterRef & { content: LetterContent; signUntil: string; drafted: string },
): Promise<void> {
	await tx
		.insertInto('open_letter')
		.values({
			organisation: one.organisation,
			id: one.id,
			version: 1,
			...columnsOf(one.content),
			sign_until: one.signUntil,
			state: 'draft',
			drafted_on: one.drafted,
			slug: null,
			published_on: null,
			network_version: null,
			publication: null,
		})
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Another text, or another last day. */
export async function updateLetter(
	tx: Tx,
	{ organisation, id }: LetterRef,
	to: { content: LetterContent; version: number; signUntil: string },
): Promise<void> {
	await tx
		.updateTable('open_letter')
		.set({ ...columnsOf(to.content), version: to.version, sign_until: to.signUntil })
		.where('organisation', '=', organisation)
		.where('id', '=', id)
		.execute();
}

export async function updateLetterPublished(
	tx: Tx,
	{ organisation, id }: LetterRef,
	published: { slug: string; on: string; networkVersion: number; document: Uint8Array },
): Promise<void> {
	await tx
		.updateTable('open_letter')
		.set({
			state: 'published',
			slug: published.slug,
			published_on: published.on,
			network_version: published.networkVersion,
			publication: published.document,
		})
		.where('organisation', '=', organisation)
		.where('id', '=', id)
		.execute();
}

/** Throws a draft away, with whom was asked and who signed. */
export async function deleteLetter(tx: Tx, { organisation, id }: LetterRef): Promise<void> {
	await tx.deleteFrom('open_letter').where('organisation', '=', organisation).where('id', '=', id).execute();
}

/** A free address like that one: `on-the-hall`, else `on-the-hall-2`, … Runs as the house: drafts have none. */
export async function findFreeLetterSlug(tx: Tx, wanted: string): Promise<string> {
	const rows = await tx
		.selectFrom('open_letter')
		.select('slug')
		.where('slug', 'like', `${wanted}%`)
		.execute();
	const taken = new Set(rows.map(({ slug }) => slug));
	let slug = wanted;
	for (let number = 2; taken.has(slug); number += 1) slug = `${wanted}-${number}`;
	return slug;
}
