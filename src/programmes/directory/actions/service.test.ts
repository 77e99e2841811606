import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { perform, system, visitor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { insertDesk, insertMember, type TestDesk, type TestMember } from '#test/builders/desks.ts';
import { withRuntime } from '#test/builders/server.ts';
import { sampleService } from '#test/directory/samples.ts';
import type { Result } from '#platform/result.ts';
import { askToAssure, organisationPage } from '../index.ts';
import { mostServices, type Service } from '../model/service.ts';
import { readProfile } from './profile.ts';
import type { OwnServiceView } from './service.ts';

const server = withRuntime();
const DAY = 24 * 60 * 60 * 1000;
let desk: TestDesk;
let other: TestDesk;
let chief: TestMember;
let member: TestMember;
let stranger: TestMember;

beforeAll(async () => {
	desk = await insertDesk(server.runtime, 'Ours');
	other = await insertDesk(server.runtime, 'Other');
	chief = await insertMember(server.runtime, desk, 'Chief', {
		coordinator: true,
		email: 'chief@example.org',
		locale: 'ru',
	});
	member = await insertMember(server.runtime, desk, 'Member', { email: 'member@example.org' });
	stranger = await insertMember(server.runtime, other, 'Stranger', { coordinator: true });
});

const must = <T>(result: Result<unknown>): T => {
	if (!result.ok) throw new Error(JSON.stringify(result.refusal));
	return result.value as T;
};
const refusal = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.id);
const keep = (id: string, over: Partial<Service> = {}, by = chief) =>
	by.act('directory.keepService', {
		organisation: desk.organisation,
		id,
		service: { ...sampleService, ...over },
	});
const own = async (by = chief) =>
	must<{ services: OwnServiceView[]; mayKeep: boolean }>(
		await by.act('directory.viewServices', { organisation: desk.organisation }),
	);
const slug = () => `o-${desk.organisation}`;
const onPage = async () => (await organisationPage(server.runtime, slug()))?.services ?? [];
const found = async () => {
	const { rows } = await sql<{ ru: string; en: string }>`select text_ru as ru, text_en as en
		from accord.search_document where id = ${desk.organisation}`.execute(server.runtime.publicDb);
	return `${rows[0]?.ru} ${rows[0]?.en}`;
};
const letters = () =>
	within(server.runtime.db, system, async (tx) => {
		const rows = await tx.selectFrom('letter').selectAll().execute();
		return rows.map(
			({ sealed }) =>
				JSON.parse(server.runtime.keys.openAtRest('letter', sealed)) as { to: string; text: string },
		);
	});

describe('a service', () => {
	const id = randomUUID();

	it('written by a coordinator, is on the page and found by search; who assured it, its members alone know', async () => {
		must(await keep(id));
		expect(await onPage()).toMatchObject([{ id, ...sampleService }]);
		expect(JSON.stringify(await onPage())).not.toContain(chief.person);
		expect(await found()).toMatch(/Осока.*Sedge/s);
		expect(await own(member)).toMatchObject({
			mayKeep: false,
			services: [{ id, assuredBy: chief.person, stale: false }],
		});
		expect(refusal(await keep(id, {}, member))).toBe('access.denied');
		expect(refusal(await keep(id, {}, stranger))).toBe('access.denied');
	});

	it('has no address: the form’s shape takes none, and the table neither', async () => {
		const service = { ...sampleService, address: { ru: 'улица Тайная, 1', en: '' } };
		expect(
			refusal(await chief.act('directory.keepService', { organisation: desk.organisation, id, service })),
		).toBe('input.invalid');
		await expect(
			within(server.runtime.db, system, (tx) =>
				sql`update accord.directory_service set said = said || '{"address": "x"}' where id = ${id}`.execute(
					tx,
				),
			),
		).rejects.toThrow(/said/);
	});

	it('given no longer, is shown to nobody else, in no output and by no query', async () => {
		must(await keep(id, { status: 'defunct' }));
		expect(await onPage()).toEqual([]);
		expect(await found()).not.toMatch(/Осока/);
		const profile = must<{ services: unknown[] }>(await stranger.act(readProfile.name, { slug: slug() }));
		expect(profile.services).toEqual([]);
		const { rows } = await sql`select organisation from accord.directory_service where id = ${id}`.execute(
			server.runtime.publicDb,
		);
		expect(rows).toEqual([]);
		expect((await own()).services).toMatchObject([{ id, status: 'defunct' }]);
		must(await keep(id));
	});

	it('of an organisation that left is shown to nobody', async () => {
		const become = (state: 'active' | 'left') =>
			within(server.runtime.db, system, (tx) =>
				tx.updateTable('organisation').set({ state }).where('id', '=', desk.organisation).execute(),
			);
		await become('left');
		const { rows } = await sql`select organisation from accord.directory_service where id = ${id}`.execute(
			server.runtime.publicDb,
		);
		expect(rows).toEqual([]);
		expect(await organisationPage(server.runtime, slug())).toBeUndefined();
		await become('active');
	});

	it('is nobody else’s to write, whatever they send; a visitor reads no further than the page', async () => {
		const at = { organisation: other.organisation, id };
		expect(refusal(await stranger.act('directory.assureService', at))).toBe('service.unknown');
		expect(refusal(await perform(server.runtime, readProfile, visitor, { slug: slug() }))).toBe(
			'access.sign-in',
		);
		await expect(
			sql`select asked_on from accord.directory_service`.execute(server.runtime.publicDb),
		).rejects.toThrow(/permission denied/);
		await expect(
			sql`select assured_by from accord.directory_service_assurance`.execute(server.runtime.publicDb),
		).rejects.toThrow(/permission denied/);
	});

	it('is one of fifty at most', async () => {
		for (let more = 1; more < mostServices; more += 1) must(await keep(randomUUID(), { status: 'defunct' }));
		expect(refusal(await keep(randomUUID()))).toBe('service.too-many');
		expect(refusal(await keep(id))).toBe('done');
		await within(server.runtime.db, system, (tx) =>
			tx.deleteFrom('directory_service').where('id', '<>', id).execute(),
		);
	});

	it('is asked about when half a year has gone by, once, and its page forgotten; assured, it is not', async () => {
		await askToAssure(server.runtime);
		expect(await letters()).toEqual([]);
		server.passTime(185 * DAY);
		expect((await own()).services).toMatchObject([{ stale: true }]);
		await askToAssure(server.runtime);
		await askToAssure(server.runtime);
		const [letter, ...more] = await letters();
		expect(more).toEqual([]);
		expect(letter?.to).toBe('chief@example.org');
		expect(letter?.text).toMatch(/[а-я].*\/ru\/desk\/services/s);
		expect(letter?.text).not.toContain('Осока');
		server.passTime(185 * DAY);
		await askToAssure(server.runtime);
		expect(await letters()).toHaveLength(2);
		must(await chief.act('directory.assureService', { organisation: desk.organisation, id }));
		expect((await own()).services).toMatchObject([{ stale: false, assuredBy: chief.person }]);
		server.passTime(100 * DAY);
		await askToAssure(server.runtime);
		expect(await letters()).toHaveLength(2);
	});
});
