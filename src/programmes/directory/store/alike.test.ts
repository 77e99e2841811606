import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { system, visitor, type Actor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { newId, organisationId } from '#platform/ids.ts';
import { withRuntime } from '#test/builders/server.ts';
import type { LikenessEntry } from '../rules/alike.ts';
import { findAlike, type ToldTo } from './alike.ts';

const server = withRuntime();
const ids = { memorial: newId(organisationId), applied: newId(organisationId), left: newId(organisationId) };

const house = <T>(work: Parameters<typeof within<T>>[2]) => within(server.runtime.db, system, work);
const organisation = (id: string, name_ru: string, state: 'active' | 'applied' | 'left', telephone = '') => ({
	id,
	slug: `o-${id}`,
	name_ru,
	town_ru: 'Пермь',
	town_slug: 'perm',
	region: 'RU-PER',
	telephone,
	state,
	genesis_hash: null,
	sign_public: null,
	recovery_public: null,
	joined_on: '2026-11-24',
});
const say = (field: string, audience: 'public' | 'network' | 'region', value: unknown) =>
	house((tx) =>
		tx
			.insertInto('organisation_fact')
			.values({
				organisation: ids.memorial,
				field,
				audience,
				value: JSON.stringify(value),
				changed_on: '2026-11-24',
			})
			.onConflict((conflict) =>
				conflict.columns(['organisation', 'field']).doUpdateSet({ audience, value: JSON.stringify(value) }),
			)
			.execute(),
	);
const entry = (name: string, more: Partial<LikenessEntry> = {}): LikenessEntry => ({
	names: [name],
	region: 'RU-PER',
	townSlug: 'perm',
	...more,
});
const seek = async (one: LikenessEntry, actor: Actor = visitor, toldTo?: ToldTo) => {
	const found = await within(server.runtime.db, actor, (tx) => findAlike(tx, [one], toldTo));
	return (found.get(0) ?? []).map(({ organisation, reasons }) => [organisation, ...reasons]);
};
const address = { kind: 'office', text: { ru: 'ул. Ленина, 1', en: '' } };

beforeAll(async () => {
	await house((tx) =>
		tx
			.insertInto('organisation')
			.values([
				organisation(ids.memorial, 'РОО «Мемориал»', 'active', '8 (342) 212-34-56'),
				organisation(ids.applied, 'Родник', 'applied'),
				organisation(ids.left, 'Родник', 'left'),
			])
			.execute(),
	);
});

describe('perhaps already here', () => {
	it('is found by name and telephone, with the reasons; many at once by their places', async () => {
		expect(await seek(entry('Memorial'))).toEqual([[ids.memorial, 'name-alphabet']]);
		const found = await within(server.runtime.db, visitor, (tx) =>
			findAlike(tx, [entry('Никто'), entry('Иная', { telephones: ['+73422123456'] }), entry('Мемориал')]),
		);
		expect([...found.keys()].toSorted()).toEqual([1, 2]);
		expect(found.get(1)).toMatchObject([
			{ slug: `o-${ids.memorial}`, state: 'active', reasons: ['telephone'] },
		]);
	});

	it('is not the entry itself', async () => {
		const found = await house((tx) => findAlike(tx, [{ ...entry('Мемориал'), except: ids.memorial }]));
		expect(found.size).toBe(0);
	});

	it('is found at once by what it says of itself today, and no longer by what it does not', async () => {
		await say('formerNames', 'public', [{ name: { ru: 'Клуб «Факел»', en: '' } }]);
		expect(await seek(entry('Fakel'))).toEqual([[ids.memorial, 'former-name']]);
		await house((tx) =>
			tx.deleteFrom('organisation_fact').where('organisation', '=', ids.memorial).execute(),
		);
		expect(await seek(entry('Fakel'))).toEqual([]);
		await house((tx) =>
			tx.updateTable('organisation').set({ name_ru: 'Память' }).where('id', '=', ids.memorial).execute(),
		);
		expect(await seek(entry('Мемориал'))).toEqual([]);
		expect(await seek(entry('Pamyat’'))).toEqual([[ids.memorial, 'name-alphabet']]);
	});

	it('is told to everybody by what everybody may know; what is for one region, to nobody', async () => {
		const asked = entry('Память', { addresses: ['Ленина, 1'] });
		await say('address', 'network', address);
		expect(await seek(asked)).toEqual([[ids.memorial, 'name']]);
		expect(await seek(asked, system, 'network')).toEqual([[ids.memorial, 'name', 'address']]);
		expect(await seek(asked, system, 'public')).toEqual([[ids.memorial, 'name']]);
		await say('address', 'region', address);
		expect(await seek(asked, system, 'network')).toEqual([[ids.memorial, 'name']]);
		await say('address', 'public', address);
		expect(await seek(asked)).toEqual([[ids.memorial, 'name', 'address']]);
	});

	it('tells a visitor of no group that has applied, and nobody of one that has left', async () => {
		expect(await seek(entry('Родник'))).toEqual([]);
		expect(await seek(entry('Родник'), system)).toEqual([[ids.applied, 'name']]);
	});

	it('has keys that the public’s role cannot read beyond what is public, nor anybody write', async () => {
		await say('address', 'network', address);
		await seek(entry('x'));
		const { rows } = await sql<{
			audience: string;
		}>`select distinct audience from accord.directory_likeness`.execute(server.runtime.publicDb);
		expect(rows).toEqual([{ audience: 'public' }]);
		await expect(
			sql`select 1 from accord.directory_likeness_due`.execute(server.runtime.publicDb),
		).rejects.toThrow(/permission denied/);
		await expect(
			within(server.runtime.db, visitor, (tx) => sql`delete from accord.directory_likeness`.execute(tx)),
		).rejects.toThrow(/permission denied/);
	});

	it('is found by two who look at one moment', async () => {
		await house((tx) =>
			tx
				.updateTable('organisation')
				.set({ name_ru: 'Снова Мемориал' })
				.where('id', '=', ids.memorial)
				.execute(),
		);
		const asked = entry('Snova Memorial');
		const both = await Promise.all([seek(asked), seek(asked), seek(asked)]);
		expect(both.map((one) => one.length)).toEqual([1, 1, 1]);
	});

	it('is forgotten with an organisation that is erased', async () => {
		await house((tx) => tx.deleteFrom('organisation').where('id', '=', ids.applied).execute());
		expect(await seek(entry('Родник'), system)).toEqual([]);
	});

	it('is found for 500 rows among 20,000 organisations, as an import brings them, in a moment', async () => {
		await sql`insert into accord.organisation (id, slug, name_ru, region, town_slug, town_ru, telephone, state, joined_on)
			select gen_random_uuid(), 'many-' || n, 'РОО «Группа ' || n || '»', 'RU-TUL', 'tula', 'Тула',
				'8 4872 ' || (100000 + n), 'active', current_date from generate_series(1, 20000) n`.execute(
			server.runtime.db,
		);
		await house((tx) => findAlike(tx, [entry('x')]));
		const rows = Array.from({ length: 500 }, (_, at) => ({
			names: [`Gruppa ${at * 39}`, `Собрание ${at}`],
			region: 'RU-TUL',
			townSlug: 'tula',
			telephones: [`(4872) ${120_000 - at}`],
		}));
		await house((tx) => findAlike(tx, rows));
		const began = performance.now();
		const found = await house((tx) => findAlike(tx, rows));
		const took = performance.now() - began;
		expect(found.size).toBe(500);
		// A tenth of that on a machine that does nothing else; 2,000 rows a second leave a quarter of a second.
		expect(took).toBeLessThan(1500);
	});
});
