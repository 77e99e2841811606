import { sql, type Generated, type Selectable } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { SealedIntroduction } from '#vault/format/envelope.ts';

export interface IntroductionTable {
	organisation: string;
	id: string;
	with_organisation: string;
	ask: Uint8Array;
	asked_on: string;
	answer: Uint8Array | null;
	answered_on: string | null;
	ask_told: Generated<boolean>;
	answer_told: Generated<boolean>;
}

declare module '#platform/db/database.ts' {
	interface Database {
		directory_introduction: IntroductionTable;
	}
}

/** One asks, the other answers; what they say is sealed. */
export interface Introduction {
	readonly id: string;
	readonly from: string;
	readonly to: string;
	readonly ask: SealedIntroduction;
	readonly asked: string;
	readonly answer: SealedIntroduction | null;
	readonly answered: string | null;
}

type Row = Pick<
	Selectable<IntroductionTable>,
	'organisation' | 'id' | 'with_organisation' | 'ask' | 'asked_on' | 'answer' | 'answered_on'
>;
const columns = [
	'organisation',
	'id',
	'with_organisation',
	'ask',
	'asked_on',
	'answer',
	'answered_on',
] as const;

function toIntroduction(row: Row): Introduction {
	return {
		id: row.id,
		from: row.organisation,
		to: row.with_organisation,
		ask: new Uint8Array(row.ask) as SealedIntroduction,
		asked: row.asked_on,
		answer: row.answer && (new Uint8Array(row.answer) as SealedIntroduction),
		answered: row.answered_on,
	};
}

/** What an organisation asked and was asked, the latest first. */
export async function listIntroductions(tx: Tx, organisation: string): Promise<Introduction[]> {
	const rows = await tx
		.selectFrom('directory_introduction')
		.select(columns)
		.where((eb) => eb.or([eb('organisation', '=', organisation), eb('with_organisation', '=', organisation)]))
		.orderBy((eb) => eb.fn.coalesce('answered_on', 'asked_on'), 'desc')
		.orderBy('id')
		.limit(400)
		.execute();
	return rows.map(toIntroduction);
}

/** The question put to an organisation, under its lock. */
export async function findAsked(
	tx: Tx,
	at: { readonly from: string; readonly id: string; readonly to: string },
): Promise<Introduction | undefined> {
	const row = await tx
		.selectFrom('directory_introduction')
		.select(columns)
		.where('organisation', '=', at.from)
		.where('id', '=', at.id)
		.where('with_organisation', '=', at.to)
		.forUpdate()
		.executeTakeFirst();
	return row && toIntroduction(row);
}

/** Keeps a question; false where one to the same organisation waits already. */
export async function insertIntroduction(
	tx: Tx,
	{ from, to, id, ask, asked }: Pick<Introduction, 'from' | 'to' | 'id' | 'ask' | 'asked'>,
): Promise<boolean> {
	const kept = await tx
		.insertInto('directory_introduction')
		.values({ organisation: from, id, with_organisation: to, ask, asked_on: asked })
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	return kept.numInsertedOrUpdatedRows === 1n;
}

export async function updateAnswer(
	tx: Tx,
	at: { readonly from: string; readonly id: string },
	answer: Uint8Array,
	answered: string,
): Promise<void> {
	await tx
		.updateTable('directory_introduction')
		.set({ answer, answered_on: answered })
		.where('organisation', '=', at.from)
		.where('id', '=', at.id)
		.execute();
}

/** The organisations for which something waits that nobody was told of. As the house. */
export async function listWaiting(tx: Tx): Promise<string[]> {
	const { rows } = await sql<{ organisation: string }>`
		select with_organisation as organisation from accord.directory_introduction where answer is null and not ask_told
		union select organisation from accord.directory_introduction where answer is not null and not answer_told
		union select ours.organisation from accord.directory_wish ours
			join accord.directory_wish theirs on theirs.token = ours.token and theirs.organisation <> ours.organisation
			where not ours.told
		order by 1 limit 500`.execute(tx);
	return rows.map(({ organisation }) => organisation);
}

/** They were told. What was answered before anybody was told of the question needs no telling. */
export async function updateTold(tx: Tx, organisation: string): Promise<void> {
	await sql`update accord.directory_introduction set ask_told = true
		where with_organisation = ${organisation} and not ask_told`.execute(tx);
	await sql`update accord.directory_introduction set ask_told = true, answer_told = true
		where organisation = ${organisation} and answer is not null and not answer_told`.execute(tx);
	await sql`update accord.directory_wish ours set told = true
		where organisation = ${organisation} and not told and exists (
			select from accord.directory_wish theirs
			where theirs.token = ours.token and theirs.organisation <> ours.organisation)`.execute(tx);
}
