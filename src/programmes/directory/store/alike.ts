import '../tables.ts';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { InBoth } from '#commons/organisations/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { asHouse } from '#platform/db/within.ts';
import {
	compareRead,
	keysOf,
	readEntry,
	type Likeness,
	type LikenessEntry,
	type Read,
} from '../rules/alike.ts';
import { factsOf } from './profile.ts';

/** An organisation of the directory that may be the one that is asked about. */
export interface Alike {
	readonly organisation: string;
	readonly slug: string;
	readonly state: string;
	readonly name: InBoth;
	readonly town: InBoth;
	readonly region: string;
	readonly reasons: readonly Likeness[];
}

/** To whom the reasons are told: nobody learns by them what is not theirs to read. */
export type ToldTo = 'public' | 'network';

/** Of one key so many are compared: a name that hundreds bear in one region tells nothing. */
const mostOfKey = 20;
/** How often, and how long each time, one waits for another who makes them. */
const [mostWaits, waitMs] = [20, 30];
/** So many at once, when their keys are made anew. */
const mostAnew = 1000;

interface OrganisationRow {
	readonly id: string;
	readonly slug: string;
	readonly state: string;
	readonly name_ru: string;
	readonly name_en: string;
	readonly town_ru: string;
	readonly town_en: string;
	readonly town_slug: string | null;
	readonly region: string;
	readonly telephone: string;
	readonly facts: readonly { field: string; audience: string; value: unknown }[] | null;
}

const organisationColumns = sql`o.id, o.slug, o.state, o.name_ru, o.name_en, o.town_ru, o.town_en, o.town_slug,
	o.region, o.telephone`;
/** Of an organisation `o`: the facts that are compared, as far as these may know them. */
const factsFor = (audiences: readonly ToldTo[]) => sql`(select jsonb_agg(jsonb_build_object(
		'field', f.field, 'audience', f.audience, 'value', f.value))
	from accord.organisation_fact f where f.organisation = o.id and f.field in ('formerNames', 'links', 'address')
		and f.audience = any (${[...audiences]}::text[])) as facts`;

const audiencesOf = (toldTo: ToldTo): readonly ToldTo[] =>
	toldTo === 'public' ? ['public'] : ['public', 'network'];

/**
 * For each entry, by its place in the list, the organisations of the directory that may be the same, those with
 * the most reasons first; nothing of entries that are like nobody. One question however many entries. What the
 * reasons tell, everybody may know, unless it is said that members are asking.
 */
export const findAlike = (
	tx: Tx,
	entries: readonly (LikenessEntry & { readonly except?: string })[],
	toldTo: ToldTo = 'public',
): Promise<Map<number, Alike[]>> =>
	findAlikeRead(
		tx,
		entries.map((entry) => ({ read: readEntry(entry), except: entry.except })),
		toldTo,
	);

/** The same of entries that were read before. */
export async function findAlikeRead(
	tx: Tx,
	entries: readonly { readonly read: Read; readonly except?: string | undefined }[],
	toldTo: ToldTo = 'public',
): Promise<Map<number, Alike[]>> {
	const found = new Map<number, Alike[]>();
	if (entries.length === 0) return found;
	await updateLikeness(tx);
	const read = entries.map((entry) => entry.read);
	const asked = read.flatMap((one, at) => keysOf(one).map((key) => ({ at, key })));
	const { rows } = await sql<OrganisationRow & { at: number }>`
		select asked.at, ${organisationColumns}, ${factsFor(audiencesOf(toldTo))}
		from (
			select distinct a.at, k.organisation
			from unnest(${asked.map(({ at }) => at)}::int[], ${asked.map(({ key }) => key)}::text[]) as a (at, key)
			cross join lateral (
				select l.organisation from accord.directory_likeness l
				where l.key = a.key and l.audience = any (${[...audiencesOf(toldTo)]}::text[])
				order by l.organisation limit ${mostOfKey}) k
		) asked join accord.organisation o on o.id = asked.organisation
		where o.state not in ('left', 'refused')`.execute(tx);
	const known = new Map<string, Read>();
	for (const row of rows) {
		const entry = read[row.at];
		if (!entry || entries[row.at]?.except === row.id) continue;
		const other = known.get(row.id) ?? readEntry(toEntry(row));
		known.set(row.id, other);
		const reasons = compareRead(entry, other);
		if (reasons.length > 0) found.set(row.at, [...(found.get(row.at) ?? []), toAlike(row, reasons)]);
	}
	for (const some of found.values())
		some.sort((a, b) => b.reasons.length - a.reasons.length || (a.slug < b.slug ? -1 : 1));
	return found;
}

/** Entries of no member, as they are compared, in an order that stays. */
export async function listEntries(
	tx: Tx,
	after: string | undefined,
	limit: number,
): Promise<
	(Pick<Alike, 'slug' | 'name' | 'town'> & { readonly id: string; readonly entry: LikenessEntry })[]
> {
	const { rows } = await sql<OrganisationRow>`
		select ${organisationColumns}, ${factsFor(audiencesOf('network'))} from accord.organisation o
		where o.state = 'listed' ${after === undefined ? sql`` : sql`and o.id > ${after}`}
		order by o.id limit ${limit}`.execute(tx);
	return rows.map((row) => {
		const { slug, name, town } = toAlike(row, []);
		return { id: row.id, slug, name, town, entry: toEntry(row) };
	});
}

/** An organisation as it is compared; undefined where the reader sees none. */
export async function findEntry(tx: Tx, organisation: string): Promise<LikenessEntry | undefined> {
	const { rows } =
		await sql<OrganisationRow>`select ${organisationColumns}, ${factsFor(audiencesOf('network'))}
		from accord.organisation o where o.id = ${organisation}`.execute(tx);
	return rows[0] && toEntry(rows[0]);
}

/**
 * Makes the keys anew of those that have changed since. Whoever does so for some of them already is waited for, but
 * not for long: in the middle of a great import one looks without them.
 */
export async function updateLikeness(tx: Tx): Promise<void> {
	await asHouse(tx, async () => {
		for (let waited = 0; waited < mostWaits; waited += 1) {
			while ((await updateSome(tx)) === mostAnew);
			const { rows } = await sql`select 1 from accord.directory_likeness_due limit 1`.execute(tx);
			if (rows.length === 0) return;
			await pause(waitMs);
		}
	});
}

/**
 * Takes an organisation's keys away in the transaction that changed what they were made of: what is said no longer
 * does not wait in them for whoever looks next, and makes them anew.
 */
export async function deleteLikeness(tx: Tx, organisation: string): Promise<void> {
	await asHouse(tx, async () => {
		await sql`delete from accord.directory_likeness where organisation = ${organisation}`.execute(tx);
		await sql`insert into accord.directory_likeness_due (organisation) values (${organisation})`.execute(tx);
	});
}

async function updateSome(tx: Tx): Promise<number> {
	const { rows: due } = await sql<{ organisation: string }>`
		delete from accord.directory_likeness_due d using (
			select organisation, id from accord.directory_likeness_due limit ${mostAnew} for update skip locked) taken
		where d.organisation = taken.organisation and d.id = taken.id returning d.organisation`.execute(tx);
	if (due.length === 0) return 0;
	const ids = [...new Set(due.map(({ organisation }) => organisation))];
	const { rows } = await sql<OrganisationRow>`
		select ${organisationColumns}, ${factsFor(['public', 'network'])}
		from accord.organisation o where o.id = any (${ids}::uuid[])`.execute(tx);
	const keys = rows.flatMap((row) => {
		const toAll = new Set(keysOf(readEntry(toEntry(row, ['public']))));
		const toMembers = keysOf(readEntry(toEntry(row))).filter((key) => !toAll.has(key));
		return [
			...[...toAll].map((key) => ({ organisation: row.id, key, audience: 'public' })),
			...toMembers.map((key) => ({ organisation: row.id, key, audience: 'network' })),
		];
	});
	await sql`delete from accord.directory_likeness where organisation = any (${ids}::uuid[])`.execute(tx);
	await insertKeys(tx, keys);
	return due.length;
}

interface Key {
	readonly organisation: string;
	readonly key: string;
	readonly audience: string;
}

async function insertKeys(tx: Tx, keys: readonly Key[]): Promise<void> {
	await sql`insert into accord.directory_likeness (organisation, key, audience)
		select * from unnest(${keys.map(({ organisation }) => organisation)}::uuid[],
			${keys.map(({ key }) => key)}::text[], ${keys.map(({ audience }) => audience)}::text[])
		on conflict do nothing`.execute(tx);
}

/**
 * Keeps the keys of organisations that have just been put in by whoever has read them anyhow: nothing is owed for
 * them any more. What of an entry is not for the public is said apart. Runs as the house.
 */
export async function insertLikeness(
	tx: Tx,
	entries: readonly { readonly organisation: string; readonly read: Read; readonly forPublic: Read }[],
): Promise<void> {
	const ids = entries.map(({ organisation }) => organisation);
	await sql`delete from accord.directory_likeness_due where organisation = any (${ids}::uuid[])`.execute(tx);
	await insertKeys(
		tx,
		entries.flatMap(({ organisation, read, forPublic }) => {
			const toAll = new Set(keysOf(forPublic));
			return keysOf(read).map((key) => ({
				organisation,
				key,
				audience: toAll.has(key) ? 'public' : 'network',
			}));
		}),
	);
}

function toEntry(row: OrganisationRow, audiences: readonly string[] = ['public', 'network']): LikenessEntry {
	const facts = factsOf((row.facts ?? []).filter(({ audience }) => audiences.includes(audience)));
	const address = facts.address?.value;
	return {
		names: [row.name_ru, row.name_en],
		formerNames: (facts.formerNames?.value ?? []).flatMap(({ name }) => [name.ru, name.en]),
		region: row.region,
		townSlug: row.town_slug ?? undefined,
		towns: [row.town_ru, row.town_en],
		telephones: [row.telephone],
		addresses: address?.kind === 'office' ? [address.text.ru, address.text.en] : [],
		links: (facts.links?.value ?? []).map(({ href }) => href),
	};
}

function toAlike(row: OrganisationRow, reasons: readonly Likeness[]): Alike {
	return {
		organisation: row.id,
		slug: row.slug,
		state: row.state,
		name: { ru: row.name_ru || row.name_en, en: row.name_en || row.name_ru },
		town: { ru: row.town_ru || row.town_en, en: row.town_en || row.town_ru },
		region: row.region,
		reasons,
	};
}
