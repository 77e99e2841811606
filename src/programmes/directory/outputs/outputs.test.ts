/** What programs take over is in the shape that they know: HSDS 3.0, RFC 4180, RFC 6350, RFC 7946. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { perform, system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { withRuntime } from '#test/builders/server.ts';
import { placeOrganisation, type Placed } from '#test/directory/network.ts';
import { sampleService, samples } from '#test/directory/samples.ts';
import { describeOrganisation } from '../actions/profile.ts';
import { keepService } from '../actions/service.ts';
import {
	directoryCard,
	directoryCsv,
	directoryGeoJson,
	hsdsOne,
	hsdsPage,
	hsdsTables,
	openApi,
	readAsked,
	type HsdsTable,
} from '../index.ts';
import { fieldNames } from '../model/fields.ts';
import { cell } from './csv.ts';

const server = withRuntime();
const origin = 'http://localhost';
let own: Placed;
const service = randomUUID();

beforeAll(async () => {
	own = await placeOrganisation(server.runtime, 'own', 'RU-PER');
	for (let more = 0; more < 4; more += 1) await placeOrganisation(server.runtime, `more-${more}`, 'RU-MOW');
	const facts = Object.fromEntries(
		fieldNames.map((field) => [field, { audience: 'public', value: samples[field] }]),
	);
	const basics = {
		name: { ru: '=1+2; "Ива", союз', en: 'Willow, union; of "friends"' },
		town: { ru: 'Пермь', en: 'Perm' },
		region: 'RU-PER',
		about: { ru: `Мы\nдолго ${'рассказываем '.repeat(12)}`, en: '' },
		telephone: '+7 342 555-77-00',
	};
	const description = { basics, facts };
	const input = { organisation: own.id, description };
	const described = await perform(server.runtime, describeOrganisation, own.coordinator, input);
	if (!described.ok) throw new Error(described.refusal.id);
	const given = { organisation: own.id, id: service, service: sampleService };
	const kept = await perform(server.runtime, keepService, own.coordinator, given);
	if (!kept.ok) throw new Error(kept.refusal.id);
	await within(server.runtime.db, system, (tx) =>
		tx.updateTable('organisation').set({ town_slug: 'perm' }).where('id', '=', own.id).execute(),
	);
});

const page = async (table: HsdsTable, search = '') => {
	const read = readAsked(table, new URLSearchParams(search));
	if ('wrong' in read) throw new Error(read.wrong.join());
	return hsdsPage(server.runtime, table, read.asked, origin);
};
const one = (table: HsdsTable, id: string) => hsdsOne(server.runtime, table, id, { origin, locale: 'en' });

/**
 * What HSDS 3.0 requires of each object, by the property under which it stands. From `constraints_required` of
 * github.com/openreferral/specification, schema/simple/schema.csv, and `required` of schema/*.json.
 */
const required: Readonly<Record<string, readonly string[]>> = {
	organizations: ['id', 'name', 'description'],
	organization: ['id', 'name', 'description'],
	services: ['id', 'name', 'status'],
	service_at_locations: ['id'],
	locations: ['id', 'location_type'],
	location: ['id', 'location_type'],
	addresses: ['id', 'address_1', 'city', 'state_province', 'postal_code', 'country', 'address_type'],
	phones: ['id', 'number'],
	contacts: ['id'],
	schedules: ['id'],
	service_areas: ['id'],
	languages: ['id'],
	required_documents: ['id'],
	accessibility: ['id'],
	attributes: ['id'],
	additional_websites: ['id', 'url'],
	taxonomy_term: ['id', 'name', 'description'],
	taxonomy_terms: ['id', 'name', 'description'],
	taxonomies: ['id', 'name', 'description'],
};
/** Codes that a property may have (`enum` of the same). */
const codes: Readonly<Record<string, readonly string[]>> = {
	status: ['active', 'inactive', 'defunct', 'temporarily closed'],
	location_type: ['physical', 'postal', 'virtual'],
	address_type: ['physical', 'postal', 'virtual'],
};
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Goes through an answer; every object under a known property has what is required, and ids are UUIDs. */
function check(name: string, value: unknown, seen: Set<string>): void {
	if (Array.isArray(value)) for (const item of value) check(name, item, seen);
	else if (typeof value === 'object' && value !== null) {
		const wanted = required[name];
		expect(wanted, `HSDS knows ${name}`).toBeDefined();
		seen.add(name);
		for (const property of wanted ?? [])
			expect(value, `${property} of ${name}`).toHaveProperty(property, expect.any(String));
		for (const [property, said] of Object.entries(value)) {
			if (property === 'id' || property.endsWith('_id')) expect(said, property).toMatch(uuid);
			if (codes[property]) expect(codes[property]).toContain(said);
			expect(said, property).not.toBeUndefined();
			if (typeof said === 'object') check(property, said, seen);
		}
	}
}

describe('HSDS 3.0', () => {
	test('has what is required of every object, in lists and in full', async () => {
		const seen = new Set<string>();
		for (const table of hsdsTables) {
			check(table, (await page(table)).contents, seen);
			if (table === 'organizations' || table === 'services')
				check(table, (await page(table, 'full=true&language=en')).contents, seen);
			for (const { id } of (await page(table, 'per_page=3')).contents as { id: string }[])
				check(table, await one(table, id), seen);
		}
		// One link is one website; the others have a test of their own elsewhere.
		expect([...seen].toSorted()).toEqual(
			Object.keys(required)
				.filter((name) => name !== 'additional_websites')
				.toSorted(),
		);
	});

	test('says of a service what its page says', async () => {
		expect(await one('services', service)).toMatchObject({
			id: service,
			organization_id: own.id,
			name: 'Sedge aid',
			alternate_name: 'Помощь «Осока»',
			description: 'Burdock',
			status: 'active',
			eligibility_description: 'Nettle',
			application_process: 'Wormwood',
			fees_description: 'Clover',
			interpretation_services: 'Mint',
			alert: 'Bulrush',
			assured_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
			phones: [{ number: '+7 342 555-77-01' }],
			schedules: [{ description: 'Heather' }],
			service_areas: [{ name: 'Lingonberry' }],
			required_documents: [{ document: 'Plantain' }],
			languages: [{ code: 'tt' }, { code: 'rsl' }],
			service_at_locations: [{ location: { accessibility: [{ description: 'Fern' }], name: 'Perm' } }],
			attributes: [{ taxonomy_term: { code: 'taking-new' } }],
		});
	});

	test('gives pages that together are the whole, each once', async () => {
		const ids: string[] = [];
		for (let number = 1; ; number += 1) {
			const got = await page('organizations', `page=${number}&per_page=2`);
			expect(got).toMatchObject({ total_items: 5, total_pages: 3, page_number: number, empty: false });
			expect(got.first_page).toBe(number === 1);
			ids.push(...(got.contents as { id: string }[]).map(({ id }) => id));
			if (got.last_page) break;
		}
		expect(new Set(ids).size).toBe(5);
		expect(ids).toHaveLength(5);
		expect(await page('organizations', 'page=9')).toMatchObject({ empty: true, last_page: true, size: 0 });
	});

	test('narrows by what it says that it narrows by, and refuses the rest', async () => {
		const terms = (await page('taxonomy_terms', 'per_page=500')).contents as { id: string; code: string }[];
		const term = terms.find(({ code }) => code === 'army.conscripts')?.id;
		expect(await page('organizations', `taxonomy_term_id=${term}`)).toMatchObject({
			total_items: 1,
			contents: [{ id: own.id }],
		});
		expect(await page('services', `organization_id=${own.id}`)).toMatchObject({ total_items: 1 });
		expect(await page('services', `organization_id=${randomUUID()}`)).toMatchObject({ total_items: 0 });
		expect(await page('services', 'modified_after=2999-01-01T00:00:00Z')).toMatchObject({ total_items: 0 });
		for (const [search, wrong] of [
			['page=0', 'page'],
			['per_page=501', 'per_page'],
			['postcode=614000', 'postcode'],
			['language=de', 'language'],
			['organization_id=own', 'organization_id'],
			["modified_after=2020' or 1=1", 'modified_after'],
		] as const)
			expect(readAsked('services', new URLSearchParams(search))).toEqual({ wrong: [wrong] });
		expect(await one('services', "' or 1=1")).toBeUndefined();
	});

	test('is described: every table, and what may be asked of it', () => {
		const { paths } = openApi(origin);
		for (const table of hsdsTables)
			expect(Object.keys(paths)).toEqual(
				expect.arrayContaining([`/v1/hsds/${table}`, `/v1/hsds/${table}/{id}`]),
			);
	});
});

describe('a table', () => {
	test.each([
		['=1+2', "'=1+2"],
		['+7 342', "'+7 342"],
		['-1', "'-1"],
		['@sum', "'@sum"],
		['\tx', "'\tx"],
		[' =1', "' =1"],
		['a,b', '"a,b"'],
		['say "x"', '"say ""x"""'],
		['a\nb', '"a\nb"'],
		['a=1', 'a=1'],
		['', ''],
	])('gives %j as %j', (text, given) => expect(cell(text)).toBe(given));

	test('has a row for each organisation, and no formula', async () => {
		const text = await directoryCsv(server.runtime, origin, 'ru');
		expect(text.startsWith('\u{FEFF}Номер,Название,Город,')).toBe(true);
		expect(text).toContain(`"'=1+2; ""Ива"", союз",Пермь,RU-PER,Пермский край,`);
		expect(text).toContain("'+7 342 555-77-00");
		expect(text.match(/\/ru\/directory\//g)).toHaveLength(5);
	});
});

test('a visiting card is folded, escaped, and of version 4', async () => {
	const card = (await directoryCard(server.runtime, 'own', origin, 'ru')) ?? '';
	const lines = card.split('\r\n');
	expect(lines.slice(0, 3)).toEqual(['BEGIN:VCARD', 'VERSION:4.0', 'KIND:org']);
	expect(lines.at(-2)).toBe('END:VCARD');
	for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
	const unfolded = card.replaceAll('\r\n ', '');
	expect(unfolded).toContain(String.raw`FN;LANGUAGE=ru:=1+2\; "Ива"\, союз`);
	expect(unfolded).toContain('TEL;VALUE=uri;TYPE=voice:tel:+73425557700');
	expect(unfolded).toContain(String.raw`ADR;LANGUAGE=ru:;;улица Осиновая\, 5;Пермь;Пермский край;;RU`);
	expect(unfolded).toContain(String.raw`NOTE;LANGUAGE=ru:Мы\nдолго`);
	expect(unfolded).toMatch(/GEO:geo:5\d\.\d+,5\d\.\d+/);
	expect(unfolded).toContain('URL:https://linden.example/');
});

test('points are those of towns, longitude first; who has none has no point', async () => {
	const { type, features } = JSON.parse(await directoryGeoJson(server.runtime, origin, 'en')) as {
		type: string;
		features: { id: string; geometry: { coordinates: [number, number] } | null; properties: object }[];
	};
	expect(type).toBe('FeatureCollection');
	expect(features).toHaveLength(5);
	const [point, ...none] = features.toSorted((a) => (a.id === own.id ? -1 : 1));
	expect(point?.geometry?.coordinates[0]).toBeCloseTo(56.2, 0);
	expect(point?.geometry?.coordinates[1]).toBeCloseTo(58, 0);
	expect(point?.properties).toMatchObject({
		town: 'Perm',
		services: ['Sedge aid'],
		page: `${origin}/en/directory/own`,
	});
	for (const { geometry } of none) expect(geometry).toBeNull();
});
