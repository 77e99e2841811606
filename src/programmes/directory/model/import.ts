import { z } from 'zod';
import type { InBoth } from '#commons/organisations/model.ts';
import type { Likeness } from '../rules/alike.ts';

/** What a column of a list can be to the directory, in the order in which it is offered. */
export const targets = [
	'name',
	'nameRu',
	'nameEn',
	'formerNames',
	'town',
	'region',
	'latitude',
	'longitude',
	'about',
	'aboutRu',
	'aboutEn',
	'telephone',
	'mail',
	'site',
	'address',
	'themes',
	'foundedOn',
] as const;
export type Target = (typeof targets)[number];

/** How much is taken at once; whoever has more divides the list. */
export const most = {
	rows: 50_000,
	columns: 200,
	cell: 5_000,
	bytes: 20 * 1024 * 1024,
	rowsOfPart: 500,
} as const;

/** Column by column, what it is; `null`: it stays outside. */
export type Mapping = readonly (Target | null)[];

const names: readonly Target[] = ['name', 'nameRu', 'nameEn'];

/** Whether a mapping says enough: a name, a place, and nothing twice. */
export function isWhole(mapping: Mapping): boolean {
	const chosen = mapping.filter((one) => one !== null);
	return (
		new Set(chosen).size === chosen.length &&
		names.some((name) => chosen.includes(name)) &&
		(chosen.includes('town') || chosen.includes('region'))
	);
}

const cell = z.string().max(most.cell);
export const cells = z.array(z.array(cell).max(most.columns)).min(1).max(most.rowsOfPart);
export const mapping = z.array(z.enum(targets).nullable()).min(1).max(most.columns).refine(isWhole);

/** What is told of an import, beside its rows. */
export const told = z.strictObject({
	/** Whose list it is, as pages will say it. */
	source: z.string().trim().min(1).max(300),
	fileName: z.string().max(300),
	/** SHA-256 of the file: whoever goes on with it must choose the same. */
	digest: z.string().regex(/^[0-9a-f]{64}$/),
	/** Between the cells of the file that is handed back. */
	delimiter: z.enum([',', ';', '\t', '|']),
	rows: z.number().int().min(1).max(most.rows),
	headings: z.array(cell).min(1).max(most.columns),
	mapping,
	/** By the key of a town that was asked about: the address of one, or that it is none of them. */
	choices: z.record(z.string().max(300), z.string().max(80)),
});
export type Told = z.output<typeof told>;

/** What can be wrong with a cell, or with a row. */
export const faults = [
	'name-missing',
	'town-missing',
	'region-missing',
	'region-unknown',
	'formula',
	'too-long',
	'coordinates-unread',
	'coordinates-reversed',
	'coordinates-outside',
	'coordinates-impossible',
	'date-unread',
	'date-early',
	'date-future',
	'theme-unknown',
	'mail-unread',
	'site-unread',
	'columns-many',
] as const;
export interface Fault {
	readonly is: (typeof faults)[number];
	/** Of the column; none where it is the row as a whole. */
	readonly column: number | null;
	/** The words that are meant, where the cell has more. */
	readonly words?: string;
}

/** A town that may be meant. */
export interface MeantTown {
	readonly slug: string;
	readonly name: InBoth;
	readonly region: string;
}

/** An organisation that may be the same: of the directory, or of a row above. */
export interface AlikeTo {
	readonly slug?: string;
	readonly name: InBoth;
	readonly state?: string;
	/** Of the same part, counted from 0. */
	readonly row?: number;
	readonly reasons: readonly Likeness[];
}

/** What is to be said of a row that is not simply good; rows are counted from 0 within their part. */
export type Verdict = { readonly row: number } & (
	| { readonly is: 'bad'; readonly faults: readonly Fault[] }
	| {
			readonly is: 'asking';
			readonly key: string;
			readonly written: string;
			readonly among: readonly MeantTown[];
	  }
	| { readonly is: 'alike'; readonly to: readonly AlikeTo[]; readonly decided?: 'bring' | 'skip' }
);

/** How a part stands. */
export interface PartCounts {
	readonly part: number;
	readonly rows: number;
	/** Will be brought in when it is asked. */
	readonly good: number;
	readonly bad: number;
	/** A town is to be chosen first. */
	readonly asking: number;
	/** May be here already, and nobody has decided. */
	readonly alike: number;
	/** May be here already, and stay outside. */
	readonly skipped: number;
	readonly brought: number;
	/** Checked under what is chosen now. */
	readonly current: boolean;
}
