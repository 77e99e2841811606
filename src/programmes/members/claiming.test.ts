import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { findMovedSlug } from '#commons/organisations/index.ts';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { organisationChanges, organisationPage } from '#programmes/directory/index.ts';
import { makeClient } from '#test/builders/client.ts';
import { foundBy, must, startNetwork, type TestPerson } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import type { OrganisationId } from '#vault/format/model.ts';
import type { applyToJoin, listApplications, recordCallBack, refuseApplicant } from './actions/apply.ts';
import { entryToBegin } from './asked-alike.ts';
import { admit } from './sealed/invite.ts';

const server = withRuntime();
const entry = '6d1c7a52-2f0e-4c55-9f57-0d1c2f9a7b10';
const slug = 'zerkalo-tula';
let office: TestPerson;
let organisation: OrganisationId;

beforeAll(async () => {
	const started = await startNetwork(server.runtime);
	office = started.coordinator;
	organisation = started.organisation as OrganisationId;
	await within(server.runtime.db, system, async (tx) => {
		await sql`insert into accord.organisation (id, slug, name_ru, town_ru, town_slug, region, about_ru, telephone, state, joined_on, listed_from, listed_on)
			values (${entry}, ${slug}, 'РОО «Зеркало»', 'Тула', 'tula', 'RU-TUL', 'Помогает должникам', '+7 000 12-34', 'listed', current_date, 'Список', current_date)`.execute(
			tx,
		);
		await sql`insert into accord.organisation_fact (organisation, field, audience, value, changed_on)
			values (${entry}, 'themes', 'public', '["army"]', current_date)`.execute(tx);
	});
});

const apply = (name: string, same: string) =>
	makeClient(server.runtime).act<typeof applyToJoin>('members.applyToJoin', {
		name,
		town: 'Тула',
		region: 'RU-TUL',
		about: 'Помогаем',
		contact: 'somebody@example.org',
		locale: 'ru',
		same,
	});
const waiting = async (name: string) =>
	must(await office.client.act<typeof listApplications>('members.listApplications', {})).find(
		(one) => one.name === name,
	);

describe('an organisation that is in the directory and no member', () => {
	test('begins its application with what its entry says', async () => {
		expect(await entryToBegin(server.runtime, slug, 'ru')).toEqual({
			name: 'РОО «Зеркало»',
			town: 'Тула',
			region: 'RU-TUL',
			about: 'Помогает должникам',
			same: slug,
		});
		expect(await entryToBegin(server.runtime, 'nobody', 'ru')).toEqual({});
	});

	test('may be claimed by anybody, and stays as it is: the office sees both, and whose number to call', async () => {
		must(await apply('Зеркало', slug));
		must(await apply('Самозванцы', slug));
		for (const name of ['Зеркало', 'Самозванцы'])
			expect(await waiting(name)).toMatchObject({ claims: { slug, telephone: '+7 000 12-34' } });
		expect(await organisationPage(server.runtime, slug)).toMatchObject({ organisation: entry, listed: {} });
		const applicant = (await waiting('Самозванцы'))?.organisation as OrganisationId;
		must(await office.client.act<typeof refuseApplicant>('members.refuseApplicant', { applicant }));
		expect(await organisationPage(server.runtime, slug)).toMatchObject({ organisation: entry, listed: {} });
	});

	test('called back and begun, keeps its entry itself: the address, what it says, and its history', async () => {
		const applicant = (await waiting('Зеркало'))?.organisation as OrganisationId;
		const early = await admit(office.client.act, { applicant, organisation, locale: 'ru' });
		expect(early).toMatchObject({ refusal: { id: 'application.nobody-vouched' } });
		must(await office.client.act<typeof recordCallBack>('members.recordCallBack', { applicant }));
		const admitted = must(await admit(office.client.act, { applicant, organisation, locale: 'ru' }));
		const begun = await foundBy(server.runtime, admitted.path, 'Зеркало');
		expect(begun.organisation).toBe(applicant);
		const page = await organisationPage(server.runtime, slug);
		expect(page).toMatchObject({
			organisation: applicant,
			name: { ru: 'Зеркало' },
			telephone: '+7 000 12-34',
			facts: { themes: { value: ['army'] } },
		});
		expect(page?.listed).toBeUndefined();
		expect(await organisationChanges(server.runtime, applicant)).toMatchObject([
			{ kind: 'claimed', about: slug },
		]);
		expect(await findMovedSlug(server.runtime.publicDb, slug)).toBeUndefined();
		const { rows } = await sql`select from accord.organisation where id = ${entry}`.execute(
			server.runtime.db,
		);
		expect(rows).toEqual([]);
	});
});
