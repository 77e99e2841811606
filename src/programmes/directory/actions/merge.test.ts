import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { system, visitor } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { within } from '#platform/db/within.ts';
import type { Result } from '#platform/result.ts';
import { insertDesk, insertMember, type TestDesk, type TestMember } from '#test/builders/desks.ts';
import { withRuntime } from '#test/builders/server.ts';
import { findFreeSlug, findMovedSlug } from '#commons/organisations/index.ts';
import { listOrganisation, organisationChanges, organisationPage, takeOverEntry } from '../index.ts';
import { references } from '../store/merge.ts';
import type { CorrectionView } from './correction.ts';
import type { Twins } from './merge.ts';

const server = withRuntime();
let office: TestDesk;
let officer: TestMember;
let desk: TestDesk;
let chief: TestMember;
const voices: { desk: TestDesk; member: TestMember }[] = [];

const house = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => within(server.runtime.db, system, work);
const refusal = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.id);
const must = <T>(result: Result<unknown>): T => {
	if (!result.ok) throw new Error(JSON.stringify(result.refusal));
	return result.value as T;
};

beforeAll(async () => {
	office = await insertDesk(server.runtime, 'Office', { office: true });
	officer = await insertMember(server.runtime, office, 'Officer', { coordinator: true });
	desk = await insertDesk(server.runtime, 'Сутяжник');
	chief = await insertMember(server.runtime, desk, 'Chief', { coordinator: true });
	for (const name of ['One', 'Two']) {
		const its = await insertDesk(server.runtime, name);
		voices.push({ desk: its, member: await insertMember(server.runtime, its, name) });
	}
});

let number = 0;
/** An entry of no member, with a row in every table that may name it. */
async function insertEntry(name: string): Promise<{ id: string; slug: string }> {
	const id = randomUUID();
	number += 1;
	const slug = `entry-${number}`;
	await house(async (tx) => {
		await sql`insert into accord.organisation (id, slug, name_ru, town_ru, town_slug, region, telephone, state, joined_on, listed_from, listed_on)
			values (${id}, ${slug}, ${name}, 'Тула', 'tula', 'RU-TUL', ${`+7 000 ${number}`}, 'listed', current_date, 'Список', current_date)`.execute(
			tx,
		);
		const facts = {
			themes: ['army'],
			address: { kind: 'office', text: { ru: `ул. Ленина, ${number}`, en: '' } },
		};
		for (const [field, value] of Object.entries(facts))
			await sql`insert into accord.organisation_fact (organisation, field, audience, value, changed_on)
				values (${id}, ${field}, 'public', ${JSON.stringify(value)}, current_date)`.execute(tx);
		const applicant = randomUUID();
		await sql`insert into accord.organisation (id, slug, region, state, joined_on)
			values (${applicant}, ${`a-${number}`}, 'RU-MOW', 'applied', current_date)`.execute(tx);
		await sql`insert into accord.application (organisation, claims, contact_sealed, applied_on)
			values (${applicant}, ${id}, '', current_date)`.execute(tx);
		await sql`insert into accord.directory_correction (organisation, id, field, locale, sealed, proposed_on)
			values (${id}, gen_random_uuid(), 'name', 'ru', ${server.runtime.keys.sealAtRest('directory-correction', '{"text":"x","source":""}')}, current_date)`.execute(
			tx,
		);
		await sql`insert into accord.directory_change (organisation, id, kind, about, changed_on)
			values (${id}, gen_random_uuid(), 'corrected', 'name', current_date)`.execute(tx);
		await sql`insert into accord.organisation_former_slug (organisation, slug) values (${id}, ${`was-${slug}`})`.execute(
			tx,
		);
		await sql`insert into accord.directory_claim (organisation, entry, claimed_on)
			values (${voices[0]?.desk.organisation}, ${id}, current_date)`.execute(tx);
		await sql`insert into accord.directory_claim_vouching (organisation, entry, by_organisation, by_person, vouched_on)
			values (${voices[0]?.desk.organisation}, ${id}, ${voices[1]?.desk.organisation}, gen_random_uuid(), current_date)`.execute(
			tx,
		);
		await listOrganisation(tx, id, server.runtime.now());
	});
	return { id, slug };
}
const merge = (keep: string, away: string, choices: string[] = [], by = officer) =>
	by.act('directory.mergeEntries', { keep, away, choices, sure: true });

interface Column {
	readonly name: string;
	readonly type: string;
	readonly toOrganisation: boolean;
}
/** Every column of ours that can hold an id. */
const idColumns = () =>
	house(async (tx) => {
		const { rows } = await sql<Column>`
			select c.relname || '.' || a.attname as name, format_type(a.atttypid, null) as type,
				exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
					and k.confrelid = 'accord.organisation'::regclass and a.attnum = any (k.conkey)) as "toOrganisation"
			from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
			where c.relnamespace = 'accord'::regnamespace and c.relkind in ('r', 'p')
				and format_type(a.atttypid, null) in ('uuid', 'uuid[]') order by 1`.execute(tx);
		return rows;
	});
/** Ids of other things than organisations, by the name of their column. */
const ofOtherThings =
	/\.(id|person|vault|with_vault|folder|entry|file|import|key|listing|with_listing|letter|service|invitation|taken_by|backup|called_back_by|assured_by|invited_by|for_person|accepted_by|made_by|granted_by|proposed_by|by_person|restored)$/;
/** Columns of that name which are organisations all the same. */
const entries = new Set(['directory_claim.entry', 'directory_claim_vouching.entry']);

describe('what names an organisation', () => {
	it('is known, table by table: one that comes later is to say what becomes of it', async () => {
		const columns = await idColumns();
		const known = Object.keys(references);
		const forgotten = columns.filter(
			({ name, toOrganisation }) =>
				!known.includes(name) && (toOrganisation || !ofOtherThings.test(name) || entries.has(name)),
		);
		expect(
			forgotten.map(({ name }) => name),
			'add it to store/merge.ts',
		).toEqual([]);
		const gone = known.filter((name) => !columns.some((column) => column.name === name));
		expect(gone, 'named in store/merge.ts, and gone').toEqual([]);
	});

	it('names the other entry when two are merged, and the one that went nowhere but in the history', async () => {
		const keep = await insertEntry('Мемориал');
		const away = await insertEntry('РОО «Мемориал»');
		const filled: string[] = [];
		for (const [name, what] of Object.entries(references)) {
			if (what !== 'moves') continue;
			const [table = '', column = ''] = name.split('.');
			const { rows } = await house((tx) =>
				sql`select 1 from ${sql.table(`accord.${table}`)} where ${sql.ref(column)} = ${away.id}`.execute(tx),
			);
			if (rows.length > 0) filled.push(name);
		}
		expect(filled.toSorted(), 'the test knows every table that moves').toEqual(
			Object.entries(references)
				.flatMap(([name, what]) => (what === 'moves' ? [name] : []))
				.toSorted(),
		);
		expect(refusal(await merge(keep.id, away.id))).toBe('done');
		const left: string[] = [];
		for (const { name, type } of await idColumns()) {
			const [table = '', column = ''] = name.split('.');
			const { rows } = await house((tx) =>
				sql`select 1 from ${sql.table(`accord.${table}`)} t
					where ${type === 'uuid' ? sql`${sql.ref(column)} = ${away.id}` : sql`${away.id}::uuid = any (${sql.ref(column)})`}`.execute(
					tx,
				),
			);
			if (rows.length > 0) left.push(name);
		}
		expect(left.filter((name) => name !== 'directory_likeness_due.organisation')).toEqual([]);
		const count = async (name: string) => {
			const [table = '', column = ''] = name.split('.');
			const { rows } = await house((tx) =>
				sql<{
					n: string;
				}>`select count(*) as n from ${sql.table(`accord.${table}`)} where ${sql.ref(column)} = ${keep.id}`.execute(
					tx,
				),
			);
			return Number(rows[0]?.n);
		};
		expect(await count('application.claims')).toBe(2);
		expect(await count('directory_correction.organisation')).toBe(2);
		expect(await count('directory_change.organisation')).toBe(3);
		expect(await count('organisation_former_slug.organisation')).toBe(3);
		expect(await count('directory_claim.entry'), 'who claimed both claimed once').toBe(1);
	});
});

describe('two entries of no member', () => {
	let keep: { id: string; slug: string };
	let away: { id: string; slug: string };
	beforeEach(async () => {
		keep = await insertEntry('Родник');
		away = await insertEntry('Rodnik');
	});

	it('become one by what was chosen; the old addresses lead to it, search finds it once, its history says so', async () => {
		const before = await organisationPage(server.runtime, away.slug);
		expect(refusal(await merge(keep.id, away.id, ['telephone', 'address', 'town']))).toBe('done');
		const page = await organisationPage(server.runtime, keep.slug);
		expect(page).toMatchObject({
			name: { ru: 'Родник' },
			telephone: before?.telephone,
			facts: { address: before?.facts.address },
		});
		expect(await organisationPage(server.runtime, away.slug)).toBeUndefined();
		for (const old of [away.slug, `was-${away.slug}`])
			expect(await findMovedSlug(server.runtime.publicDb, old)).toBe(keep.slug);
		expect(await house((tx) => findFreeSlug(tx, away.slug))).not.toBe(away.slug);
		expect(await organisationChanges(server.runtime, keep.id)).toContainEqual(
			expect.objectContaining({ kind: 'merged', about: away.slug }),
		);
		const { rows } = await sql<{ path: string }>`select path from accord.search_document
			where path in (${`/directory/${keep.slug}`}, ${`/directory/${away.slug}`})`.execute(
			server.runtime.publicDb,
		);
		expect(rows).toEqual([{ path: `/directory/${keep.slug}` }]);
		expect(refusal(await merge(keep.id, away.id))).toBe('merge.unknown');
	});

	it('are found as a pair once, with the reasons', async () => {
		const { pairs } = must<{ pairs: Twins[] }>(await officer.act('directory.findTwins', {}));
		const these = pairs.filter(
			({ entry, other }) =>
				[entry.slug, other.slug].includes(keep.slug) && [entry.slug, other.slug].includes(away.slug),
		);
		expect(these).toHaveLength(1);
		expect(these[0]?.reasons).toContain('name-alphabet');
		expect(
			must(await officer.act('directory.compareEntries', { keep: keep.slug, away: away.slug })),
		).toMatchObject({
			keep: { slug: keep.slug },
			away: { slug: away.slug, name: { ru: 'Rodnik' } },
		});
	});

	it('are merged by the office alone, and by nobody unasked', async () => {
		for (const who of [chief, voices[0]?.member ?? chief]) {
			expect(refusal(await merge(keep.id, away.id, [], who))).toBe('access.denied');
			expect(refusal(await who.act('directory.findTwins', {}))).toBe('access.denied');
		}
		expect(
			refusal(
				await officer.act('directory.mergeEntries', {
					keep: keep.id,
					away: away.id,
					choices: [],
					sure: false,
				}),
			),
		).toBe('input.invalid');
		expect(await organisationPage(server.runtime, away.slug)).toBeDefined();
		await expect(
			within(server.runtime.db, visitor, (tx) =>
				sql`delete from accord.organisation_former_slug`.execute(tx),
			),
		).rejects.toThrow(/permission denied/);
	});
});

describe('a member', () => {
	it('is never merged away, nor an entry in which somebody has work', async () => {
		const entry = await insertEntry('Сутяжник');
		expect(refusal(await merge(entry.id, desk.organisation))).toBe('merge.has-members');
		expect(
			refusal(
				await officer.act('directory.compareEntries', { keep: entry.slug, away: `o-${desk.organisation}` }),
			),
		).toBe('merge.has-members');
		await house((tx) =>
			sql`insert into accord.directory_service (organisation, id, status, said, changed_on, assured_on)
				values (${entry.id}, gen_random_uuid(), 'active', '{}', current_date, current_date)`.execute(tx),
		);
		expect(refusal(await merge(desk.organisation, entry.id))).toBe('merge.has-work');
		expect(await organisationPage(server.runtime, entry.slug)).toBeDefined();
	});

	it('that takes an entry in is not spoken for: what was chosen is proposed to it', async () => {
		const entry = await insertEntry('Сутяжник');
		const page = await organisationPage(server.runtime, entry.slug);
		expect(refusal(await merge(desk.organisation, entry.id, ['telephone', 'themes']))).toBe('done');
		expect((await organisationPage(server.runtime, `o-${desk.organisation}`))?.telephone).toBe('');
		const waiting = must<CorrectionView[]>(await chief.act('directory.viewCorrections', {}));
		expect(waiting.filter(({ field }) => field === 'telephone')).toMatchObject([
			{ text: page?.telephone, source: 'Список' },
		]);
		expect(await findMovedSlug(server.runtime.publicDb, entry.slug)).toBe(`o-${desk.organisation}`);
	});
});

describe('an organisation that joins', () => {
	it('takes over the entry it said is its own: its address, and what it does not say itself', async () => {
		const entry = await insertEntry('Искра');
		const joined = await insertDesk(server.runtime, 'Искра заново');
		const doing = { now: server.runtime.now(), runtime: server.runtime, touched: () => undefined };
		const page = await organisationPage(server.runtime, entry.slug);
		await house((tx) => takeOverEntry({ ...doing, tx }, joined.organisation, entry.id));
		const now = await organisationPage(server.runtime, entry.slug);
		expect(now).toMatchObject({
			organisation: joined.organisation,
			name: { ru: 'Искра заново' },
			telephone: page?.telephone,
			town: page?.town,
			facts: page?.facts,
		});
		expect(now?.listed).toBeUndefined();
		expect(await organisationChanges(server.runtime, joined.organisation)).toContainEqual(
			expect.objectContaining({ kind: 'claimed' }),
		);
		const themes = await house((tx) =>
			tx
				.selectFrom('directory_theme')
				.select('theme')
				.where('organisation', '=', joined.organisation)
				.execute(),
		);
		expect(themes).toEqual([{ theme: 'army' }]);
		await house((tx) => takeOverEntry({ ...doing, tx }, joined.organisation, entry.id));
	});
});
