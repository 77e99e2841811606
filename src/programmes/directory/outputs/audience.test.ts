/**
 * Every field, for every audience, in every output that programs take over: the table of `../audience.test.ts`
 * goes on here. Whatever is asked, and whoever asks, the answer is what a visitor may know.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { perform, system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { withRuntime } from '#test/builders/server.ts';
import { placeOrganisation, type Placed } from '#test/directory/network.ts';
import { sampleService, samples } from '#test/directory/samples.ts';
import { describeOrganisation } from '../actions/profile.ts';
import { keepService } from '../actions/service.ts';
import { directoryCard, directoryCsv, directoryGeoJson, hsdsOne, hsdsPage, readAsked } from '../index.ts';
import { audiences, type Audience } from '../model/audience.ts';
import { fieldNames, type FieldName } from '../model/fields.ts';
import { listPublicProfiles } from '../store/public-profile.ts';

const server = withRuntime();
const origin = 'http://localhost';
const service = randomUUID();
let own: Placed;
let left: Placed;

beforeAll(async () => {
	own = await placeOrganisation(server.runtime, 'own', 'RU-PER');
	left = await placeOrganisation(server.runtime, 'left', 'RU-PER');
	for (const [of, id] of [
		[own, service],
		[left, randomUUID()],
	] as const) {
		const input = { organisation: of.id, id, service: sampleService };
		const kept = await perform(server.runtime, keepService, of.coordinator, input);
		if (!kept.ok) throw new Error(kept.refusal.id);
	}
	await sayAll(left, 'public');
	await within(server.runtime.db, system, (tx) =>
		tx.updateTable('organisation').set({ state: 'left' }).where('id', '=', left.id).execute(),
	);
});

async function sayAll(of: Placed, audience: Audience): Promise<void> {
	const facts = Object.fromEntries(fieldNames.map((field) => [field, { audience, value: samples[field] }]));
	const input = { organisation: of.id, description: { facts } };
	const done = await perform(server.runtime, describeOrganisation, of.coordinator, input);
	expect(done).toMatchObject({ ok: true });
}

/** What gives each field away, in any output, in either language. */
const words: Readonly<Record<FieldName, RegExp>> = {
	themes: /Conscripts|призывник|conscripts/,
	rights: /no-torture|torture/i,
	languages: /Tatar|LANG:tt|"tt"/,
	regionsServed: /Kaliningrad|RU-KGD/,
	townsServed: /Plyushchikha/,
	foundedOn: /1996/,
	formerNames: /Willow/,
	legalState: /пихте/,
	people: /Фиалка/,
	address: /Aspen/,
	publications: /Maple|maple/,
	sharing: /Rowan/,
	links: /linden/,
};

const page = async (table: 'organizations' | 'services' | 'service_at_locations', search = '') => {
	const read = readAsked(table, new URLSearchParams(`language=en${search}`));
	if ('wrong' in read) throw new Error(read.wrong.join());
	return hsdsPage(server.runtime, table, read.asked, origin);
};
const one = (table: 'organizations' | 'services', id: string) =>
	hsdsOne(server.runtime, table, id, { origin, locale: 'en' });

/** Each output in full, and the fields that it has a place for. */
const outputs: Readonly<Record<string, { text: () => Promise<string>; has: readonly FieldName[] }>> = {
	CSV: { text: () => directoryCsv(server.runtime, origin, 'en'), has: fieldNames },
	vCard: {
		text: async () => (await directoryCard(server.runtime, 'own', origin, 'en')) ?? '',
		has: ['themes', 'languages', 'address', 'links'],
	},
	GeoJSON: { text: () => directoryGeoJson(server.runtime, origin, 'en'), has: ['themes'] },
	'HSDS, list of organisations': {
		text: async () => JSON.stringify(await page('organizations')),
		has: ['legalState', 'links'],
	},
	'HSDS, list of organisations in full': {
		text: async () => JSON.stringify(await page('organizations', '&full=true')),
		has: ['themes', 'languages', 'legalState', 'people', 'address', 'links'],
	},
	'HSDS, one organisation': {
		text: async () => JSON.stringify(await one('organizations', own.id)),
		has: ['themes', 'languages', 'legalState', 'people', 'address', 'links'],
	},
	'HSDS, list of services in full': {
		text: async () => withoutService(await page('services', '&full=true')),
		has: ['languages', 'address'],
	},
	'HSDS, services at their places': {
		text: async () => withoutService(await page('service_at_locations')),
		has: ['languages', 'address'],
	},
	'HSDS, one service': {
		text: async () => withoutService(await one('services', service)),
		has: ['languages', 'address'],
	},
};

/** The sample service is in the same language as the sample organisation: what is its own is taken out. */
function withoutService(answer: unknown): string {
	return JSON.stringify(answer, (key, value: unknown) =>
		Array.isArray(value) && key === 'languages' && (value[0] as { service_id?: string })?.service_id
			? undefined
			: value,
	);
}

describe.each(audiences)('fields for: %s', (audience) => {
	beforeAll(() => sayAll(own, audience));
	test.each(Object.keys(outputs))('in %s', async (name) => {
		const output = outputs[name];
		const text = (await output?.text()) ?? '';
		const told = fieldNames.filter((field) => words[field].test(text));
		expect(text).not.toBe('');
		expect(told).toEqual(
			audience === 'public' ? fieldNames.filter((field) => output?.has.includes(field)) : [],
		);
		expect(text).not.toContain(left.id);
		expect(text).not.toContain('/directory/left');
	});
});

test('whoever reads with a member’s own rights is given no more', async () => {
	for (const audience of audiences) {
		await sayAll(own, audience);
		for (const actor of [own.member, { kind: 'system' } as const]) {
			const profiles = await within(server.runtime.db, actor, (tx) => listPublicProfiles(tx));
			const facts = profiles.find(({ slug }) => slug === 'own')?.facts;
			expect(Object.keys(facts ?? {}).toSorted()).toEqual(audience === 'public' ? fieldNames.toSorted() : []);
		}
	}
});

test('a shelter, told to everybody to be one, has an address in no output, and stands on no map but its town’s', async () => {
	const facts = { address: { audience: 'public', value: { kind: 'shelter' } } };
	const said = { organisation: own.id, description: { facts } };
	expect(await perform(server.runtime, describeOrganisation, own.coordinator, said)).toMatchObject({
		ok: true,
	});
	for (const text of [
		await directoryCsv(server.runtime, origin, 'en'),
		await directoryCard(server.runtime, 'own', origin, 'en'),
		JSON.stringify(await one('organizations', own.id)),
		JSON.stringify(await one('services', service)),
		JSON.stringify(await page('service_at_locations')),
		await directoryGeoJson(server.runtime, origin, 'en'),
	])
		expect(text).not.toMatch(/Aspen|Осинов|address_1":"[^"]|ADR[^:]*:;;[^;]/);
	const point = { ...sampleService, address: 'улица Тайная, 1', latitude: 58, longitude: 56 };
	const kept = await perform(server.runtime, keepService, own.coordinator, {
		organisation: own.id,
		id: service,
		service: point,
	});
	expect(kept).toMatchObject({ refusal: { id: 'input.invalid' } });
});

test('a service given no longer, and one of an organisation that left, is in no output', async () => {
	const { total_items: total } = await page('services');
	expect(total).toBe(1);
	await within(server.runtime.db, system, (tx) =>
		sql`update accord.directory_service set status = 'defunct' where id = ${service}`.execute(tx),
	);
	expect(await page('services')).toMatchObject({ total_items: 0, empty: true, contents: [] });
	expect(await page('service_at_locations')).toMatchObject({ empty: true });
	expect(await one('services', service)).toBeUndefined();
	expect(await one('organizations', left.id)).toBeUndefined();
	expect(await directoryCard(server.runtime, 'left', origin, 'en')).toBeUndefined();
	for (const text of [
		await directoryCsv(server.runtime, origin, 'en'),
		await directoryGeoJson(server.runtime, origin, 'en'),
		JSON.stringify(await one('organizations', own.id)),
	])
		expect(text).not.toContain('Sedge');
});
