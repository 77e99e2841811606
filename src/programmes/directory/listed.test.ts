import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { search } from '#commons/search/index.ts';
import { system, visitor, type Actor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { insertDesk, insertMember, type TestDesk, type TestMember } from '#test/builders/desks.ts';
import { withRuntime } from '#test/builders/server.ts';
import { placeOrganisation, type Placed } from '#test/directory/network.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import type { NeighbourView } from './actions/neighbours.ts';
import { directoryCsv, directoryGeoJson, listOrganisation, organisationPage, townPage } from './index.ts';
import { listPublicProfiles } from './store/public-profile.ts';

const server = withRuntime();
let member: TestMember;
let desk: TestDesk;
let listed: Placed;
const house = <T>(work: Parameters<typeof within<T>>[2]) => within(server.runtime.db, system, work);
const say = (field: string, audience: string, value: unknown) =>
	house((tx) =>
		sql`insert into accord.organisation_fact (organisation, field, audience, value, changed_on)
			values (${listed.id}, ${field}, ${audience}, ${JSON.stringify(value)}, '2026-11-01')`.execute(tx),
	);
const factsFor = async (actor: Actor) => {
	const { rows } = await within(server.runtime.db, actor, (tx) =>
		sql<{ field: string }>`select field from accord.organisation_fact where organisation = ${listed.id}
			order by field`.execute(tx),
	);
	return rows.map(({ field }) => field);
};
const themesKept = () =>
	house(async (tx) => {
		const { rows } = await sql<{ theme: string }>`select theme from accord.directory_theme
			where organisation = ${listed.id}`.execute(tx);
		return rows.map(({ theme }) => theme);
	});

beforeAll(async () => {
	await vaultReady();
	desk = await insertDesk(server.runtime, 'perm-desk');
	member = await insertMember(server.runtime, desk, 'perm-desk', { coordinator: true });
	listed = await placeOrganisation(server.runtime, 'listed-one', 'RU-PER', 'left');
	await house(async (tx) => {
		await sql`update accord.organisation set region = 'RU-PER', town_slug = 'perm'
			where id = ${desk.organisation}`.execute(tx);
		await sql`update accord.organisation set state = 'listed', listed_from = 'Справочник «Кама»', listed_on = '2026-11-01',
			town_slug = 'perm' where id = ${listed.id}`.execute(tx);
	});
	await say('themes', 'public', ['army']);
	await say('address', 'network', { kind: 'office', text: { ru: 'ул. Мира, 3', en: '' } });
	await house((tx) => listOrganisation(tx, listed.id, server.runtime.now()));
});

describe('an organisation that is only listed', () => {
	it('has a page that says whence its entry comes and since when; its address is for the network', async () => {
		const page = await organisationPage(server.runtime, 'listed-one');
		expect(page?.listed).toEqual({ from: 'Справочник «Кама»', on: '2026-11-01' });
		expect(Object.keys(page?.facts ?? {})).toEqual(['themes']);
		expect(await factsFor(visitor)).toEqual(['themes']);
		const insider = await member.act('directory.readProfile', { slug: 'listed-one' });
		expect(insider).toMatchObject({
			ok: true,
			value: { listed: { on: '2026-11-01' }, facts: { address: {} } },
		});
	});

	it('is found by search, and in its town beside the members, not among them', async () => {
		const found = await search(server.runtime.publicDb, {
			term: 'Группа listed',
			locale: 'ru',
			narrowing: {},
			page: 1,
		});
		expect(JSON.stringify(found)).toContain('/directory/listed-one');
		const town = await townPage(server.runtime, 'perm', 'ru');
		expect(town?.others.map(({ slug }) => slug)).toEqual(['listed-one']);
		expect(town?.organisations.map(({ id }) => id)).toEqual([desk.organisation]);
	});

	it('is in no output that others take over', async () => {
		expect((await listPublicProfiles(server.runtime.publicDb)).map(({ slug }) => slug)).not.toContain(
			'listed-one',
		);
		for (const output of [directoryCsv, directoryGeoJson])
			expect(await output(server.runtime, 'http://localhost', 'ru')).not.toContain('listed-one');
	});

	it('is nobody’s neighbour, is asked to sign nothing, and is not among the network’s organisations', async () => {
		await house((tx) =>
			sql`insert into accord.organisation_fact (organisation, field, audience, value, changed_on)
				values (${desk.organisation}, 'themes', 'public', '["army"]', '2026-11-01')`.execute(tx),
		);
		expect(await themesKept()).toEqual([]);
		const seen = await member.act('directory.viewNeighbours', { organisation: desk.organisation });
		expect(seen.ok && (seen.value as { neighbours: NeighbourView[] }).neighbours).toEqual([]);
		expect(
			await member.act('joint.weighPartner', { organisation: desk.organisation, slug: 'listed-one' }),
		).toMatchObject({ ok: false, refusal: { id: 'letter.nobody' } });
		const network = await member.act('directory.listNetwork', {});
		expect(network.ok && (network.value as { slug: string }[]).map(({ slug }) => slug)).not.toContain(
			'listed-one',
		);
	});

	it('gives nobody who claims to work in it any standing', async () => {
		expect(await factsFor(listed.coordinator)).toContain('themes');
		await within(server.runtime.db, listed.coordinator, async (tx) => {
			const { rows } = await sql`select accord.acting_regions() as regions`.execute(tx);
			expect(rows).toEqual([{ regions: [] }]);
		});
	});

	it('is refused by the table without its source, and with keys', async () => {
		const change = (set: ReturnType<typeof sql>) =>
			house((tx) => sql`update accord.organisation set ${set} where id = ${listed.id}`.execute(tx));
		await expect(change(sql`listed_from = ''`)).rejects.toThrow(/listed_says_whence/);
		await expect(change(sql`sign_public = decode(repeat('00', 32), 'hex')`)).rejects.toThrow(
			/listed_has_no_keys/,
		);
		await expect(change(sql`office = true`)).rejects.toThrow(/listed_has_no_keys/);
	});

	it('is found as a neighbour from the day it joins', async () => {
		await house((tx) =>
			sql`update accord.organisation set state = 'active' where id = ${listed.id}`.execute(tx),
		);
		expect(await themesKept()).toEqual(['army']);
		expect((await organisationPage(server.runtime, 'listed-one'))?.listed).toBeUndefined();
	});
});
