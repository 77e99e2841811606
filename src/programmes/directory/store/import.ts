import type { ColumnType, Selectable } from 'kysely';
import type { Tx } from '#platform/db/database.ts';

export interface ImportTable {
	organisation: string;
	id: string;
	told_sealed: Buffer;
	begun_on: string;
	parts: number;
	choice: ColumnType<number, number | undefined>;
}
export interface ImportPartTable {
	organisation: string;
	import: string;
	part: number;
	rows: number;
	cells_sealed: Buffer;
	verdicts_sealed: Buffer;
	/** The choice under which it was checked. */
	checked: number;
	good: number;
	bad: number;
	asking: number;
	alike: number;
	skipped: number;
	brought: ColumnType<number[], number[] | undefined>;
}

declare module '#platform/db/database.ts' {
	interface Database {
		directory_import: ImportTable;
		directory_import_part: ImportPartTable;
	}
}

/** Which import of which office. */
export interface ImportPlace {
	readonly organisation: string;
	readonly import: string;
}
export type ImportRow = Selectable<ImportTable>;
export type ImportPartRow = Selectable<ImportPartTable>;

/** Begins one, unless one of that id was begun: then nothing changes. */
export async function insertImport(tx: Tx, row: Omit<ImportRow, 'choice'>): Promise<boolean> {
	const done = await tx
		.insertInto('directory_import')
		.values(row)
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirst();
	return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** One import; locked, where two calls must not change it or its parts at once. */
export async function findImport(tx: Tx, at: ImportPlace, lock = false): Promise<ImportRow | undefined> {
	return tx
		.selectFrom('directory_import')
		.selectAll()
		.where('organisation', '=', at.organisation)
		.where('id', '=', at.import)
		.$if(lock, (query) => query.forUpdate())
		.executeTakeFirst();
}

/** All of the office's, the newest first. */
export async function listImports(tx: Tx, organisations: readonly string[]): Promise<ImportRow[]> {
	if (organisations.length === 0) return [];
	return tx
		.selectFrom('directory_import')
		.selectAll()
		.where('organisation', 'in', organisations)
		.orderBy('begun_on', 'desc')
		.orderBy('id')
		.execute();
}

/** What is told of it has changed: whatever was checked is to be checked again. */
export async function updateImport(tx: Tx, at: ImportPlace, told_sealed: Buffer): Promise<void> {
	await tx
		.updateTable('directory_import')
		.set((set) => ({ told_sealed, choice: set('choice', '+', 1) }))
		.where('organisation', '=', at.organisation)
		.where('id', '=', at.import)
		.execute();
}

/** Forgets one with all its rows; what was brought in stays. */
export async function deleteImport(tx: Tx, at: ImportPlace): Promise<void> {
	await tx
		.deleteFrom('directory_import')
		.where('organisation', '=', at.organisation)
		.where('id', '=', at.import)
		.execute();
}

/** Forgets those of an office that were begun before a day. */
export async function deleteImportsBefore(tx: Tx, organisation: string, day: string): Promise<void> {
	await tx
		.deleteFrom('directory_import')
		.where('organisation', '=', organisation)
		.where('begun_on', '<', day)
		.execute();
}

/** One part with its rows. */
export async function findPart(tx: Tx, at: ImportPlace, part: number): Promise<ImportPartRow | undefined> {
	return tx
		.selectFrom('directory_import_part')
		.selectAll()
		.where('organisation', '=', at.organisation)
		.where('import', '=', at.import)
		.where('part', '=', part)
		.executeTakeFirst();
}

/** How the parts stand, without their rows. */
export async function listParts(tx: Tx, at: ImportPlace) {
	return tx
		.selectFrom('directory_import_part')
		.select(['part', 'rows', 'checked', 'good', 'bad', 'asking', 'alike', 'skipped', 'brought'])
		.where('organisation', '=', at.organisation)
		.where('import', '=', at.import)
		.orderBy('part')
		.execute();
}

/** Keeps a part that has come; sent once more, it stays as it is. */
export async function insertPart(tx: Tx, row: Omit<ImportPartRow, 'brought'>): Promise<void> {
	await tx
		.insertInto('directory_import_part')
		.values(row)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

type Checked = Omit<ImportPartRow, 'organisation' | 'import' | 'part' | 'rows' | 'cells_sealed'>;

/** Keeps what a check found, or which rows were brought in. */
export async function updatePart(tx: Tx, at: ImportPlace, part: number, to: Checked): Promise<void> {
	await tx
		.updateTable('directory_import_part')
		.set(to)
		.where('organisation', '=', at.organisation)
		.where('import', '=', at.import)
		.where('part', '=', part)
		.execute();
}
