/**
 * "Only us", over a real database and real keys: what others could read is gone from every table and output when
 * it is sealed, colleagues open it, and moved back it stands there again. The row of the table of
 * `../audience.test.ts` for the audience that has none.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { updateWords } from '#commons/search/store/words.ts';
import { perform, system, visitor, type Actor, type Member } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { foundOrganisation, type Colleague, type TestOrganisation } from '#test/builders/colleagues.ts';
import { folderView, listView, openDesk, outboxView, type TestDesk } from '#test/builders/folder-desks.ts';
import { must } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import { placeOrganisation } from '#test/directory/network.ts';
import { samples } from '#test/directory/samples.ts';
import { readWholeDatabase } from '#test/directory/whole-database.ts';
import type { FolderRef, VaultRef } from '#vault/client/folders/model.ts';
import type { folderActions } from '#vault/server/folders/index.ts';
import { openMembersVault } from '#vault/client/membership/members-vault.ts';
import { removeMember } from '#vault/client/membership/members.ts';
import { settle } from '#vault/client/membership/settle.ts';
import { listNetwork, readOwnProfile, readProfile, type describeOrganisation } from '../actions/profile.ts';
import { directoryCard, directoryCsv, directoryGeoJson, organisationPage } from '../index.ts';
import { fieldNames, type FieldName } from '../model/fields.ts';
import { ownFolder } from '../model/own.ts';
import type { ChangedFacts } from '../model/profile.ts';
import type { SealedChanges } from '../rules/moves.ts';
import { findAlike } from '../store/alike.ts';
import { insertChange } from '../store/correction.ts';
import { openOwn } from './open-own.ts';
import { fieldsEntry, noteEntry, ownCover } from './write-own.ts';

const server = withRuntime();
type Desk = TestDesk<Awaited<ReturnType<typeof sitting>>>;
let one: TestOrganisation;
let slug: string;
let at: FolderRef;
let chief: Desk;
let anna: Colleague;
let hers: Desk;
const others: Record<'visitor' | 'network' | 'region', Actor> = {
	visitor,
	network: visitor,
	region: visitor,
};
const desks: Desk[] = [];

async function sitting(who: Colleague) {
	return { actor: (await who.actor()) as Member, act: who.act, keys: who.ring };
}
async function sit(who: Colleague): Promise<Desk> {
	const desk = await openDesk(server.runtime, await sitting(who));
	desks.push(desk);
	return desk;
}
const all = (audience: 'public' | 'network') =>
	Object.fromEntries(fieldNames.map((field) => [field, { audience, value: samples[field] }])) as ChangedFacts;
const none = Object.fromEntries(fieldNames.map((field) => [field, null])) as ChangedFacts;
const everything: SealedChanges = samples;

/** What stands in the samples and nowhere else. */
const planted =
	/Willow|ивовое|пихте|Фиалка|Ромашкина|violet|Осиновая|Aspen|клёне|Maple|maple|рябиной|Rowan|linden/;

async function sent(desk: Desk): Promise<void> {
	await outboxView(desk, ({ items }) => items.length === 0);
}
async function seal(sealed: SealedChanges, facts: ChangedFacts): Promise<void> {
	must(await chief.folders.append(at, 'internal', fieldsEntry(sealed, { facts })));
	await sent(chief);
}

beforeAll(async () => {
	one = await foundOrganisation(server.runtime);
	slug = `o-${one.organisation}`;
	const elsewhere = await placeOrganisation(server.runtime, 'elsewhere', 'RU-PER');
	const neighbour = await placeOrganisation(server.runtime, 'neighbour', 'RU-MOW');
	Object.assign(others, { network: elsewhere.member, region: neighbour.member });
	anna = await one.join('Anna');
	const place = must(await openMembersVault(one.founder, { organisation: one.organisation, begin: true }));
	if (!place) throw new Error('No vault was begun');
	at = { organisation: one.organisation, folder: place.folder };
	chief = await sit(one.founder);
	const vault: VaultRef = { organisation: one.organisation, vault: place.vault };
	must(
		await chief.folders.create({
			vault,
			kind: ownFolder,
			id: place.folder,
			cover: ownCover,
			internal: [{ type: 'own.fields', body: { fields: {} } }],
		}),
	);
	await sent(chief);
	await anna.refresh();
	hers = await sit(anna);
});
afterAll(async () => {
	for (const desk of desks) await desk.stop();
});

const read = async (desk: Desk, wanted: (open: ReturnType<typeof openOwn>) => boolean) => {
	const view = await folderView(desk, at, ({ internal }) => wanted(openOwn(internal)));
	expect(view.warnings).toEqual([]);
	return openOwn(view.internal);
};
const factsSeen = async (viewer: Actor) => {
	const answer = await perform(server.runtime, readProfile, viewer, { slug });
	return answer.ok ? Object.keys(answer.value.facts) : [];
};

describe('every field, public a moment ago, now only ours', () => {
	test('stands in the clear everywhere, and is sealed', async () => {
		must(
			await one.founder.act<typeof describeOrganisation>('directory.describeOrganisation', {
				organisation: one.organisation,
				description: { facts: all('public') },
			}),
		);
		// Somebody looks for doubles: keys are made of the names, the links and the address.
		await within(server.runtime.db, system, (tx) =>
			findAlike(tx, [
				{
					names: ['Nobody at all'],
					formerNames: [],
					region: 'RU-MOW',
					townSlug: undefined,
					towns: [],
					telephones: [],
					addresses: [],
					links: [],
				},
			]),
		);
		// A reader corrected the address, and what it was is kept.
		await within(server.runtime.db, system, (tx) =>
			insertChange(tx, {
				organisation: one.organisation,
				id: randomUUID(),
				kind: 'corrected',
				about: 'address',
				before: 'Осиновая, 4',
				after: 'Осиновая, 5',
				on: '2026-11-01',
			}),
		);
		await within(server.runtime.db, system, updateWords);
		const before = [...(await readWholeDatabase(server.runtime)).values()].join('\n');
		expect(before).toMatch(planted);
		expect(await factsSeen(others.network)).toHaveLength(fieldNames.length);
		await seal(everything, none);
	});

	test.each(['visitor', 'network', 'region'] as const)(
		'before %s: nothing, in page and list',
		async (viewer) => {
			expect(await factsSeen(others[viewer])).toEqual([]);
			const list = await perform(server.runtime, listNetwork, others[viewer], {});
			expect(JSON.stringify(list)).not.toMatch(/army/);
			expect((await organisationPage(server.runtime, slug))?.facts).toEqual({});
		},
	);

	test('before its own members: nothing from the server, all of it from the seal', async () => {
		const own = await perform(server.runtime, readOwnProfile, await anna.actor(), {
			organisation: one.organisation,
		});
		expect(own).toMatchObject({ ok: true, value: { profile: { facts: {} } } });
		const open = await read(hers, ({ facts }) => facts.address !== undefined);
		const values = Object.fromEntries(Object.entries(open.facts).map(([field, { value }]) => [field, value]));
		expect(values).toEqual(samples);
		expect(open.facts.address?.by).toBe(one.founder.person);
	});

	test('in no output that programs take over', async () => {
		const { runtime } = server;
		for (const text of [
			await directoryCsv(runtime, 'http://localhost', 'ru'),
			await directoryGeoJson(runtime, 'http://localhost', 'en'),
			await directoryCard(runtime, slug, 'http://localhost', 'ru'),
		])
			expect(JSON.stringify(text)).not.toMatch(planted);
	});

	test('in no row of any table: search documents, keys of likeness, audit, answers, jobs', async () => {
		await within(server.runtime.db, system, updateWords);
		for (const [table, text] of await readWholeDatabase(server.runtime))
			expect(text.match(planted)?.[0], table).toBeUndefined();
		const { rows } = await within(server.runtime.db, system, (tx) =>
			sql`select from accord.directory_theme where organisation = ${one.organisation}`.execute(tx),
		);
		expect(rows).toEqual([]);
	});
});

describe('a note for one’s own people', () => {
	test('is written by any member, changed by another, and taken away; the server reads none of it', async () => {
		const note = randomUUID();
		const said = { note, heading: 'Ключ', text: 'Под третьим камнем', gone: false };
		must(await hers.folders.append(at, 'internal', noteEntry(said)));
		await sent(hers);
		await read(chief, ({ notes }) => notes.some(({ text }) => text === said.text));
		must(await chief.folders.append(at, 'internal', noteEntry({ ...said, text: 'У соседки' })));
		await sent(chief);
		const open = await read(hers, ({ notes }) => notes.some(({ text }) => text === 'У соседки'));
		expect(open.notes).toMatchObject([{ heading: 'Ключ', by: one.founder.person }]);
		const whole = [...(await readWholeDatabase(server.runtime)).values()].join('\n');
		expect(whole).not.toMatch(/камнем|У соседки/);
		must(await hers.folders.append(at, 'internal', noteEntry({ ...said, text: '', gone: true })));
		await sent(hers);
		await read(chief, ({ notes }) => notes.length === 0);
	});
});

describe('the way back', () => {
	test('what is said to others again leaves the seal in the same step', async () => {
		const field: FieldName = 'address';
		await seal({ [field]: null }, { [field]: { audience: 'network', value: samples[field] } });
		expect(await factsSeen(others.network)).toEqual([field]);
		expect(await factsSeen(others.visitor)).toEqual([]);
		const open = await read(hers, ({ facts }) => facts.address === undefined);
		expect(Object.keys(open.facts)).toHaveLength(fieldNames.length - 1);
		await seal({ [field]: samples[field] }, { [field]: null });
		expect(await factsSeen(others.network)).toEqual([]);
	});

	test('refused, it changes neither: nothing is in both places, or in none', async () => {
		const future = { foundedOn: { audience: 'public', value: '2090' } } as const;
		const entry = fieldsEntry({ foundedOn: null }, { facts: future });
		must(await chief.folders.append(at, 'internal', entry));
		const { items } = await outboxView(chief, (view) => view.items.some(({ refusal }) => refusal));
		expect(items[0]?.refusal?.id).toBe('directory.date-future');
		await chief.folders.dismiss(items[0]?.id ?? '');
		expect(await factsSeen(others.network)).toEqual([]);
		const fresh = await sit(one.founder);
		const open = await read(fresh, ({ facts }) => facts.foundedOn !== undefined);
		expect(open.facts.foundedOn?.value).toBe(samples.foundedOn);
	});

	test('is a coordinator’s: a member’s word on fields is refused by the server', async () => {
		must(
			await hers.folders.append(
				at,
				'internal',
				fieldsEntry({ foundedOn: null }, { facts: { foundedOn: { audience: 'public', value: '1990' } } }),
			),
		);
		const { items } = await outboxView(hers, (view) => view.items.some(({ refusal }) => refusal));
		expect(items[0]?.refusal?.id).toBe('access.denied');
		await hers.folders.dismiss(items[0]?.id ?? '');
		expect(await factsSeen(others.network)).toEqual([]);
	});
});

test('whoever was let in reads it on a new device; whoever was removed gets nothing written after', async () => {
	const boris = await one.join('Boris');
	must(await settle(one.founder, one.organisation));
	await boris.refresh();
	const desk = await sit(boris);
	await listView(desk, { window: { start: 0, count: 9 } }, ({ rows }) => rows.length === 1);
	await read(desk, ({ facts }) => facts.address !== undefined);
	must(await removeMember(one.founder, { organisation: one.organisation, person: boris.person }));
	const answer = await boris.act<typeof folderActions.readFolder>('folders.readFolder', { ...at });
	expect(answer.ok).toBe(false);
});
