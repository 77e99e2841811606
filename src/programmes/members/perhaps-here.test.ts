import { beforeAll, describe, expect, test } from 'vitest';
import { perform, visitor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { system } from '#platform/action/index.ts';
import type { AnswerOf } from '#platform/action/action.ts';
import type { Result } from '#platform/result.ts';
import { insertDesk, insertMember, type TestMember } from '#test/builders/desks.ts';
import { withRuntime } from '#test/builders/server.ts';
import { applyToJoin, type listApplications } from './actions/apply.ts';
import { checkFacts } from './actions/check-facts.ts';

const server = withRuntime();
let officer: TestMember;
let member: TestMember;
let slug: string;

beforeAll(async () => {
	const office = await insertDesk(server.runtime, 'Бюро', { office: true });
	officer = await insertMember(server.runtime, office, 'Officer', { coordinator: true });
	const desk = await insertDesk(server.runtime, 'РОО «Сутяжник»');
	member = await insertMember(server.runtime, desk, 'Member');
	slug = `o-${desk.organisation}`;
	await within(server.runtime.db, system, (tx) =>
		tx
			.updateTable('organisation')
			.set({ town_ru: 'Тула', town_slug: 'tula', telephone: '8 4872 12-34-56' })
			.where('id', '=', desk.organisation)
			.execute(),
	);
});

const group = { town: 'Тула', region: 'RU-TUL', about: 'Помогаем', locale: 'ru' as const };
const apply = (name: string, contact: string, more: { same?: string } = {}) =>
	perform(server.runtime, applyToJoin, visitor, { ...group, name, contact, ...more });
const refusal = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.id);
const check = async (more: object) => {
	const done = await perform(server.runtime, checkFacts, visitor, {
		name: { ru: 'Иная' },
		town: { ru: 'Тула' },
		region: 'RU-TUL',
		locale: 'ru',
		...more,
	});
	if (!done.ok) throw new Error(done.refusal.id);
	return done.value;
};
const applications = async (by: TestMember) => {
	const done: Result<AnswerOf<typeof listApplications>> = await by.act('members.listApplications', {});
	if (!done.ok) throw new Error(done.refusal.id);
	return done.value;
};

describe('a group that may be in the directory already', () => {
	test('is asked, with reasons; is neither merged nor held back when it says that it is another', async () => {
		expect(refusal(await apply('Sutyazhnik', 'a@example.org'))).toBe('application.perhaps-here');
		expect((await check({ name: { en: 'Sutyazhnik' } })).alike).toMatchObject([
			{ slug, reasons: ['name-alphabet'] },
		]);
		expect((await check({ reach: '+7 (4872) 12-34-56' })).alike).toMatchObject([
			{ slug, reasons: ['telephone'] },
		]);
		expect(refusal(await apply('Sutyazhnik', 'a@example.org', { same: 'none' }))).toBe('done');
		const [applied, ...more] = await applications(member);
		expect(more).toEqual([]);
		expect(applied).toMatchObject({
			name: 'Sutyazhnik',
			alike: [{ slug, state: 'active', reasons: ['name-alphabet'] }],
		});
	});

	test('that says it is a member is told whom to ask, and nothing is kept', async () => {
		const before = (await applications(officer)).length;
		expect(refusal(await apply('Сутяжник', 'b@example.org', { same: slug }))).toBe('application.is-member');
		expect(refusal(await apply('Сутяжник', 'b@example.org', { same: 'nobody' }))).toBe(
			'application.perhaps-here',
		);
		expect(await applications(officer)).toHaveLength(before);
	});

	test('tells a visitor of no other group that has applied; members are told', async () => {
		expect((await check({ reach: 'a@example.org' })).alike).toEqual([]);
		expect(refusal(await apply('Родник', 'c@example.org'))).toBe('done');
		expect((await check({ name: { ru: 'Родник' } })).alike).toEqual([]);
		expect(refusal(await apply('«Родник»', 'd@example.org'))).toBe('done');
		const twins = (await applications(member)).filter(({ name }) => /Родник/.test(name));
		expect(twins.map(({ alike }) => alike.map(({ state, reasons }) => [state, ...reasons]))).toEqual([
			[['applied', 'name']],
			[['applied', 'name']],
		]);
	});

	test('is asked which town, where the region has several of its name', async () => {
		const { towns } = await check({ town: { ru: 'Каменка' }, region: 'RU-VOR' });
		expect(towns.length).toBeGreaterThan(1);
		expect(
			(await check({ town: { ru: 'Каменка' }, region: 'RU-VOR', choice: towns[0]?.slug })).towns,
		).toEqual([]);
	});
});
