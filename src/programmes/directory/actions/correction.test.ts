import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { perform, system, visitor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Result } from '#platform/result.ts';
import { insertDesk, insertMember, type TestDesk, type TestMember } from '#test/builders/desks.ts';
import { withRuntime } from '#test/builders/server.ts';
import { forgetCorrections, organisationChanges, organisationPage } from '../index.ts';
import { mostWaiting } from '../model/correction.ts';
import { proposeCorrection, type CorrectionView } from './correction.ts';

const server = withRuntime();
const DAY = 86_400_000;
let desk: TestDesk;
let listed: string;
let chief: TestMember;
let member: TestMember;
let stranger: TestMember;
let officer: TestMember;

const house = <T>(work: Parameters<typeof within<T>>[2]) => within(server.runtime.db, system, work);

beforeAll(async () => {
	desk = await insertDesk(server.runtime, 'Ours');
	const other = await insertDesk(server.runtime, 'Other');
	const office = await insertDesk(server.runtime, 'Office', { office: true });
	chief = await insertMember(server.runtime, desk, 'Chief', { coordinator: true });
	member = await insertMember(server.runtime, desk, 'Member');
	stranger = await insertMember(server.runtime, other, 'Stranger', { coordinator: true });
	officer = await insertMember(server.runtime, office, 'Officer');
	listed = (await insertDesk(server.runtime, 'Listed')).organisation;
	await house((tx) =>
		sql`update accord.organisation set state = 'listed', listed_from = 'A list', listed_on = current_date
			where id = ${listed}`.execute(tx),
	);
});

const propose = (of: string, field: string, text: string, more: { id?: string; source?: string } = {}) =>
	perform(server.runtime, proposeCorrection, visitor, {
		slug: `o-${of}`,
		id: randomUUID(),
		field,
		text,
		source: '',
		locale: 'ru',
		...more,
	});
const refusal = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.id);
const waiting = async (by: TestMember) => {
	const done: Result<readonly CorrectionView[]> = await by.act('directory.viewCorrections', {});
	if (!done.ok) throw new Error(done.refusal.id);
	return done.value;
};
const only = async (by: TestMember) => {
	const [one, ...more] = await waiting(by);
	if (!one || more.length > 0) throw new Error('Not one waits');
	return { organisation: one.organisation, id: one.id };
};
const take = async (by: TestMember, to?: { ru: string; en: string }) =>
	by.act('directory.takeCorrection', { ...(await only(by)), ...(to ? { to } : {}) });
const page = (of: string) => organisationPage(server.runtime, `o-${of}`);

describe('a correction', () => {
	it('waits for those who answer for the entry, once however often it is sent, sealed at rest', async () => {
		const id = randomUUID();
		expect(
			refusal(await propose(desk.organisation, 'telephone', '+7 4872 11-22-33', { id, source: 'позвонили' })),
		).toBe('done');
		expect(refusal(await propose(desk.organisation, 'telephone', '+7 4872 11-22-33', { id }))).toBe('done');
		expect(await waiting(chief)).toMatchObject([
			{
				id,
				field: 'telephone',
				text: '+7 4872 11-22-33',
				source: 'позвонили',
				listed: false,
				now: { ru: '', en: '' },
			},
		]);
		const { rows } = await sql<{ row: string }>`select c::text || encode(sealed, 'escape') as row
			from accord.directory_correction c`.execute(server.runtime.db);
		expect(rows).toHaveLength(1);
		expect(rows[0]?.row).not.toMatch(/11-22-33|позвонили/);
	});

	it('is seen and decided on by nobody else', async () => {
		expect(await waiting(stranger)).toEqual([]);
		expect(await waiting(officer)).toEqual([]);
		expect(refusal(await member.act('directory.viewCorrections', {}))).toBe('access.denied');
		const at = await only(chief);
		for (const who of [member, stranger, officer]) {
			const why = who === officer ? 'correction.unknown' : 'access.denied';
			expect(refusal(await who.act('directory.takeCorrection', { ...at, to: { ru: 'x', en: 'x' } }))).toBe(
				why,
			);
			expect(refusal(await who.act('directory.declineCorrection', at))).toBe(why);
		}
		await expect(
			sql`select 1 from accord.directory_correction`.execute(server.runtime.publicDb),
		).rejects.toThrow(/permission denied/);
	});

	it('taken, changes the field, stands in the history, and is gone', async () => {
		const number = '+7 4872 11-22-33';
		expect(refusal(await take(chief, { ru: number, en: number }))).toBe('done');
		expect(await page(desk.organisation)).toMatchObject({ telephone: number });
		expect(await waiting(chief)).toEqual([]);
		const changes = await organisationChanges(server.runtime, desk.organisation);
		expect(changes).toMatchObject([{ kind: 'corrected', about: 'telephone' }]);
		const { rows } = await sql`select before, after from accord.directory_change`.execute(server.runtime.db);
		expect(rows).toEqual([{ before: { ru: '', en: '' }, after: { ru: number, en: number } }]);
		await expect(
			sql`select before from accord.directory_change`.execute(server.runtime.publicDb),
		).rejects.toThrow(/permission denied/);
	});

	it('declined, changes nothing and is gone', async () => {
		await propose(desk.organisation, 'name', 'Иное');
		expect(refusal(await chief.act('directory.declineCorrection', await only(chief)))).toBe('done');
		expect(await waiting(chief)).toEqual([]);
		expect(await page(desk.organisation)).toMatchObject({ name: { ru: 'Ours' } });
		expect(await organisationChanges(server.runtime, desk.organisation)).toHaveLength(1);
	});

	it.each([
		[
			'address',
			{ ru: 'ул. Новая, 1', en: '' },
			{ facts: { address: { audience: 'public', value: { kind: 'office' } } } },
		],
		[
			'site',
			{ ru: 'https://new.example', en: 'https://new.example' },
			{ facts: { links: { value: [{ href: 'https://new.example' }] } } },
		],
		['town', { ru: 'Ефремов', en: '' }, { town: { ru: 'Ефремов' } }],
		['about', { ru: 'Помогаем', en: '' }, { about: { ru: 'Помогаем' } }],
		['name', { ru: 'Новое имя', en: '' }, { name: { ru: 'Новое имя' } }],
	])('of its %s stands on the page', async (field, to, expected) => {
		await propose(desk.organisation, field, 'иначе');
		expect(refusal(await take(chief, { ru: '', en: '' }))).toBe('input.invalid');
		expect(refusal(await take(chief, to))).toBe('done');
		expect(await page(desk.organisation)).toMatchObject(expected);
	});

	it('never gives a shelter an address, nor a site that is no link', async () => {
		const shelter = {
			organisation: desk.organisation,
			description: { facts: { address: { audience: 'public', value: { kind: 'shelter' } } } },
		};
		expect(refusal(await chief.act('directory.describeOrganisation', shelter))).toBe('done');
		await propose(desk.organisation, 'address', 'ул. Тайная, 1');
		expect(refusal(await take(chief, { ru: 'ул. Тайная, 1', en: '' }))).toBe('input.invalid');
		await chief.act('directory.declineCorrection', await only(chief));
		await propose(desk.organisation, 'site', 'javascript:alert(1)');
		expect(refusal(await take(chief, { ru: 'javascript:alert(1)', en: '' }))).toBe('input.invalid');
		await chief.act('directory.declineCorrection', await only(chief));
	});

	it('of what is no plain text is made in the form, and said to be', async () => {
		server.passTime(DAY);
		await propose(desk.organisation, 'services', 'больше не консультируют');
		expect((await waiting(chief))[0]?.now).toBeUndefined();
		expect(refusal(await take(chief))).toBe('done');
		expect(await organisationChanges(server.runtime, desk.organisation)).toContainEqual(
			expect.objectContaining({ about: 'services' }),
		);
	});
});

describe('of an entry of no member', () => {
	it('the office decides, and a field it has no form for is not taken', async () => {
		await propose(listed, 'telephone', '+7 4872 99-88-77');
		expect(await waiting(chief)).toEqual([]);
		expect(await waiting(officer)).toMatchObject([{ organisation: listed, listed: true }]);
		expect(refusal(await take(officer, { ru: '+7 4872 99-88-77', en: '' }))).toBe('done');
		expect(await page(listed)).toMatchObject({ telephone: '+7 4872 99-88-77' });
		await propose(listed, 'address', 'ул. Новая, 2');
		expect(refusal(await take(officer, { ru: 'ул. Новая, 2', en: '' }))).toBe('done');
		await propose(listed, 'people', 'Иванов там больше не работает');
		expect(refusal(await take(officer))).toBe('correction.no-form');
		expect(refusal(await officer.act('directory.declineCorrection', await only(officer)))).toBe('done');
	});

	it('that is no more, the office takes it out of the directory', async () => {
		await propose(listed, 'closed', 'Закрылись весной');
		expect(refusal(await take(officer))).toBe('done');
		expect(await page(listed)).toBeUndefined();
		expect(refusal(await propose(listed, 'name', 'x'))).toBe('directory.unknown');
		expect(await waiting(officer)).toEqual([]);
	});
});

describe('whoever sends too much', () => {
	it('is asked to wait, and drives nobody out for long', async () => {
		server.passTime(DAY);
		const all = await Promise.all(
			Array.from({ length: 12 }, (_, n) => propose(desk.organisation, 'other', `${n}`)),
		);
		expect(all.filter((one) => refusal(one) === 'correction.too-many')).toHaveLength(2);
		expect(refusal(await propose('nobody', 'other', 'x'))).toBe('directory.unknown');
		expect(refusal(await propose(desk.organisation, 'other', 'x'.repeat(1001)))).toBe('input.invalid');
		for (let more = 10; more < mostWaiting; more += 1) {
			server.passTime(DAY / 24);
			expect(refusal(await propose(desk.organisation, 'other', `${more}`))).toBe('done');
		}
		server.passTime(DAY / 24);
		expect(refusal(await propose(desk.organisation, 'other', 'one more'))).toBe('correction.many-wait');
	});

	it('is forgotten after half a year, decided on or not', async () => {
		await forgetCorrections(server.runtime);
		expect(await waiting(chief)).toHaveLength(mostWaiting);
		server.passTime(182 * DAY);
		await forgetCorrections(server.runtime);
		expect(await waiting(chief)).toEqual([]);
	});
});
