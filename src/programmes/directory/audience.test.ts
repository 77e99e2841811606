/**
 * Every field, for every audience, before every viewer, in every output, and in the rows themselves through each
 * role of the database: whoever adds a field or an output adds it here, or the counts do not come out.
 */
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { perform, visitor, type Actor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { placeOrganisation, type Placed } from '#test/directory/network.ts';
import { samples } from '#test/directory/samples.ts';
import { withRuntime } from '#test/builders/server.ts';
import { describeOrganisation, listNetwork, readOwnProfile, readProfile } from './actions/profile.ts';
import { organisationPage } from './index.ts';
import { audiences, viewers, type Audience, type Viewer } from './model/audience.ts';
import { fieldNames, type FieldName } from './model/fields.ts';
import { profileFor } from './rules/preview.ts';

const server = withRuntime();
let own: Placed;
let neighbour: Placed;
let elsewhere: Placed;
let left: Placed;

beforeAll(async () => {
	own = await placeOrganisation(server.runtime, 'own', 'RU-PER');
	neighbour = await placeOrganisation(server.runtime, 'neighbour', 'RU-PER');
	elsewhere = await placeOrganisation(server.runtime, 'elsewhere', 'RU-MOW');
	left = await placeOrganisation(server.runtime, 'left', 'RU-PER', 'left');
});

/** Who may see a field for each audience, written out once more, so that the rule is checked against words. */
const seen: Readonly<Record<Audience, readonly Viewer[]>> = {
	public: ['visitor', 'network', 'region', 'own'],
	network: ['network', 'region', 'own'],
	region: ['region', 'own'],
};

const actors = (): Readonly<Record<Viewer, Actor>> => ({
	visitor,
	network: elsewhere.member,
	region: neighbour.member,
	own: own.member,
});

async function sayAll(audience: Audience): Promise<void> {
	const facts = Object.fromEntries(fieldNames.map((field) => [field, { audience, value: samples[field] }]));
	const input = { organisation: own.id, description: { facts } };
	const done = await perform(server.runtime, describeOrganisation, own.coordinator, input);
	expect(done).toMatchObject({ ok: true });
}

/** A word of each field that search reads. */
const searched = {
	themes: 'Conscripts',
	formerNames: 'Willow',
	townsServed: 'Plyushchikha',
	people: 'Фиалка',
	publications: 'Maple',
	sharing: 'Rowan',
} as const;
type Searched = keyof typeof searched;

const fieldsIn = (facts: object | undefined) => Object.keys(facts ?? {}).toSorted();

/** What each output gives a viewer of the organisation; undefined: the output is not for such a viewer. */
const outputs: Readonly<Record<string, (viewer: Viewer) => Promise<readonly string[] | undefined>>> = {
	async 'rows, by a query that asks for everything'(viewer) {
		const { rows } = await within(server.runtime.db, actors()[viewer], (tx) =>
			sql<{
				field: string;
			}>`select field from accord.organisation_fact where organisation = ${own.id}`.execute(tx),
		);
		return rows.map(({ field }) => field).toSorted();
	},
	async 'rows of the pool of public reading'(viewer) {
		if (viewer !== 'visitor') return undefined;
		const { rows } = await sql<{
			field: string;
		}>`select field from accord.organisation_fact`.execute(server.runtime.publicDb);
		return rows.map(({ field }) => field).toSorted();
	},
	async 'the public page'(viewer) {
		if (viewer !== 'visitor') return undefined;
		return fieldsIn((await organisationPage(server.runtime, 'own'))?.facts);
	},
	async 'the page at the desk of a member'(viewer) {
		const answer = await perform(server.runtime, readProfile, actors()[viewer], { slug: 'own' });
		if (viewer === 'visitor') {
			expect(answer).toMatchObject({ ok: false, refusal: { id: 'access.sign-in' } });
			return undefined;
		}
		return answer.ok ? fieldsIn(answer.value.facts) : [];
	},
	async 'the form'(viewer) {
		const answer = await perform(server.runtime, readOwnProfile, actors()[viewer], { organisation: own.id });
		if (viewer === 'own') return answer.ok ? fieldsIn(answer.value.profile.facts) : [];
		expect(answer.ok).toBe(false);
		return undefined;
	},
	async 'what search finds'(viewer) {
		if (viewer !== 'visitor') return undefined;
		const { rows } = await sql<{ text: string; themes: string[] }>`select text_ru || text_en as text, themes
			from accord.search_document where id = ${own.id}`.execute(server.runtime.publicDb);
		const text = rows[0]?.text ?? '';
		const told = Object.keys(searched).filter((field) => text.includes(searched[field as Searched]));
		// Every field that search reads is found, or none of them; the others it never reads.
		expect(rows[0]?.themes).toEqual(told.length > 0 ? samples.themes : []);
		if (told.length === Object.keys(searched).length) return fieldNames.toSorted();
		return told;
	},
	async 'the preview'(viewer) {
		const answer = await perform(server.runtime, readOwnProfile, own.member, { organisation: own.id });
		return answer.ok ? fieldsIn(profileFor(answer.value.profile, viewer).facts) : [];
	},
};

describe.each(audiences)('fields for: %s', (audience) => {
	beforeAll(() => sayAll(audience));
	const cases = viewers.flatMap((viewer) => Object.keys(outputs).map((output) => [viewer, output] as const));
	test.each(cases)('before %s, in %s', async (viewer, output) => {
		const given = await outputs[output]?.(viewer);
		if (given === undefined) return;
		expect(given).toEqual(seen[audience].includes(viewer) ? fieldNames.toSorted() : []);
	});

	test.each(viewers.filter((viewer) => viewer !== 'visitor'))('before %s, in the list', async (viewer) => {
		const answer = await perform(server.runtime, listNetwork, actors()[viewer], {});
		const line = answer.ok ? answer.value.find(({ slug }) => slug === 'own') : undefined;
		expect(line?.themes).toEqual(seen[audience].includes(viewer) ? samples.themes : []);
	});
});

test('each field goes by its own audience, not by that of the others', async () => {
	for (const field of fieldNames) {
		await sayAll('region');
		const facts = { [field]: { audience: 'public', value: samples[field] } };
		const input = { organisation: own.id, description: { facts } };
		expect((await perform(server.runtime, describeOrganisation, own.coordinator, input)).ok).toBe(true);
		const page = await organisationPage(server.runtime, 'own');
		expect(Object.keys(page?.facts ?? {})).toEqual([field]);
		expect(page?.facts[field as FieldName]?.value).toEqual(samples[field]);
	}
});

test('an organisation that left tells nobody anything, and its members are told no more than visitors', async () => {
	await sayAll('network');
	await within(server.runtime.db, { kind: 'system' }, (tx) =>
		sql`insert into accord.organisation_fact values (${left.id}, 'themes', 'public', '["army"]', '2026-01-01')`.execute(
			tx,
		),
	);
	expect(await organisationPage(server.runtime, 'left')).toBeUndefined();
	for (const actor of [visitor, elsewhere.member, neighbour.member]) {
		const { rows } = await within(server.runtime.db, actor, (tx) =>
			sql`select from accord.organisation_fact where organisation = ${left.id}`.execute(tx),
		);
		expect(rows).toEqual([]);
	}
	const { rows } = await within(server.runtime.db, left.member, (tx) =>
		sql`select from accord.organisation_fact where organisation = ${own.id}`.execute(tx),
	);
	expect(rows).toEqual([]);
});

test('nobody writes for another organisation, even by a faulty query', async () => {
	await sayAll('public');
	const input = { organisation: own.id, description: { facts: { themes: null } } };
	for (const actor of [visitor, own.member, neighbour.coordinator])
		expect((await perform(server.runtime, describeOrganisation, actor, input)).ok).toBe(false);
	const changed = await within(server.runtime.db, neighbour.coordinator, (tx) =>
		sql`update accord.organisation_fact set audience = 'public' where organisation = ${own.id}`.execute(tx),
	);
	expect(changed.numAffectedRows).toBe(0n);
	await expect(
		within(server.runtime.db, visitor, (tx) => sql`delete from accord.organisation_fact`.execute(tx)),
	).rejects.toThrow(/permission denied/);
	const removed = await within(server.runtime.db, neighbour.coordinator, (tx) =>
		sql`delete from accord.organisation_fact where organisation = ${own.id}`.execute(tx),
	);
	expect(removed.numAffectedRows).toBe(0n);
});

describe('a shelter', () => {
	test('has no address that could be said', async () => {
		const value = { kind: 'shelter', text: { ru: 'улица Тайная, 1', en: '' } };
		const input = {
			organisation: own.id,
			description: { facts: { address: { audience: 'region', value } } },
		};
		expect(await perform(server.runtime, describeOrganisation, own.coordinator, input)).toMatchObject({
			refusal: { id: 'input.invalid' },
		});
	});

	test('has none in the table, whoever writes it', async () => {
		await expect(
			within(server.runtime.db, { kind: 'system' }, (tx) =>
				sql`insert into accord.organisation_fact values (${elsewhere.id}, 'address', 'region',
					${JSON.stringify({ kind: 'shelter', text: { ru: 'улица Тайная, 1' } })}, '2026-01-01')`.execute(tx),
			),
		).rejects.toThrow(/shelter_without_address/);
	});
});

// What is for the organisation alone is the subject of `sealed/own.test.ts`: it has no row here, nor in any output.
test('what is for the organisation alone has no row: the table takes none', async () => {
	await expect(
		within(server.runtime.db, own.coordinator, (tx) =>
			sql`insert into accord.organisation_fact values (${own.id}, 'secret', 'only-us', '{}', '2026-01-01')`.execute(
				tx,
			),
		),
	).rejects.toThrow(/audience/);
});
