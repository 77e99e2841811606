import { describe, expect, it } from 'vitest';
import { findTheme } from '#commons/themes/index.ts';
import { countryPack } from '#country/ru/index.ts';
import { description } from '#programmes/directory/model/profile.ts';
import {
	dutyRota,
	network,
	organisations,
	passphrase,
	people,
	profiles,
	routingRules,
	themeCodes,
	themes,
	towns,
} from './index.ts';

const townOf = (slug: string) => towns.find((town) => town.slug === slug);
const organisationOf = (slug: string) => organisations.find((organisation) => organisation.slug === slug);
const count = (values: readonly string[]) => new Set(values).size;

describe('the demonstration network', () => {
	it('spans at least 24 organisations, 12 regions and 20 towns', () => {
		const active = organisations.filter((organisation) => organisation.state === 'active');
		expect(active.length).toBeGreaterThanOrEqual(24);
		expect(active.filter(({ town }) => townOf(town) === undefined)).toEqual([]);
		expect(count(active.map(({ town }) => town))).toBeGreaterThanOrEqual(20);
		expect(count(active.map(({ town }) => townOf(town)?.region ?? ''))).toBeGreaterThanOrEqual(12);
		expect(towns.filter((town) => !countryPack.isRegionCode(town.region))).toEqual([]);
	});

	it('has several towns with two groups, and one with nobody', () => {
		const groups = (slug: string) => organisations.filter(({ town }) => town === slug).length;
		expect(towns.filter(({ slug }) => groups(slug) > 1).map(({ slug }) => slug)).toEqual([
			'tula',
			'voronezh',
			'saint-petersburg',
			'yekaterinburg',
		]);
		expect(towns.filter(({ slug }) => groups(slug) === 0).map(({ slug }) => slug)).toEqual(['yefremov']);
	});

	it('has an office, and a group that waits to be vouched for', () => {
		expect(organisationOf(network.office)?.desk).toBe(true);
		expect(organisations.filter(({ state }) => state === 'applied')).toHaveLength(1);
	});

	it('names every organisation once in each language, under an address, a theme and a telephone of its own', () => {
		for (const of of [
			organisations.map(({ slug }) => slug),
			organisations.map(({ names }) => names.ru),
			organisations.map(({ names }) => names.en),
			organisations.map(({ telephone }) => telephone),
		]) {
			expect(count(of)).toBe(organisations.length);
		}
		expect(organisations.filter(({ slug }) => !/^[a-z0-9][a-z0-9-]{1,60}$/.test(slug))).toEqual([]);
		expect(organisations.filter(({ telephone }) => !/^\+7 800 555-01-\d\d$/.test(telephone))).toEqual([]);
		expect(
			organisations.flatMap((one) => one.themes).filter((theme) => !Object.hasOwn(themes, theme)),
		).toEqual([]);
		expect(organisations.filter((one) => one.themes.length === 0)).toEqual([]);
		const texts = [...organisations.flatMap((one) => [one.names, one.about]), network.names];
		expect(
			texts.filter(({ ru, en }) => !/\p{Script=Cyrillic}/u.test(ru) || /\p{Script=Cyrillic}/u.test(en)),
		).toEqual([]);
	});
});

describe('the people of the demonstration', () => {
	it('are entered as by ten names', () => {
		expect(
			people
				.filter((person) => person.enterAs)
				.map((person) => person.login)
				.sort(),
		).toEqual(
			[
				'coordinator',
				'delegate',
				'editor',
				'lawyer',
				'librarian',
				'monitor',
				'neighbour',
				'office',
				'operator',
				'teacher',
			].sort(),
		);
		expect(passphrase).toBe('demonstration network only');
		expect(count(people.map((person) => person.login))).toBe(people.length);
	});

	it('belong to organisations with a desk; every desk has a coordinator and takes requests', () => {
		const desks = organisations.filter((one) => one.desk).map((one) => one.slug);
		expect([...new Set(people.map((person) => person.organisation))].sort()).toEqual([...desks].sort());
		for (const desk of desks) {
			const staff = people.filter((person) => person.organisation === desk);
			expect(staff.some((person) => person.coordinator)).toBe(true);
			expect(staff.some((person) => person.programmes.includes('intake'))).toBe(true);
		}
	});

	it('are advocates only with a register number, which no bar gives out', () => {
		const wrong = people.filter(({ status, registerNumber }) =>
			status === 'advocate' ? !/^\d\d\/0000$/.test(registerNumber ?? '') : registerNumber !== undefined,
		);
		expect(wrong).toEqual([]);
		expect(people.find((person) => person.login === 'lawyer')?.status).toBe('advocate');
	});

	it('include the coordinators of two groups of one town', () => {
		const [ours, theirs] = ['coordinator', 'neighbour'].map((login) =>
			people.find((person) => person.login === login),
		);
		expect(ours?.coordinator && theirs?.coordinator).toBe(true);
		expect(ours?.organisation).not.toBe(theirs?.organisation);
		expect(organisationOf(ours?.organisation ?? '')?.town).toBe(
			organisationOf(theirs?.organisation ?? '')?.town,
		);
	});
});

describe('routing and duty', () => {
	it('leads to organisations with a desk, and from anywhere to the office', () => {
		expect(routingRules.filter((rule) => !organisationOf(rule.to)?.desk)).toEqual([]);
		expect(routingRules.filter((rule) => rule.need && !countryPack.isNeedId(rule.need))).toEqual([]);
		expect(routingRules.filter((rule) => rule.region && !countryPack.isRegionCode(rule.region))).toEqual([]);
		expect(routingRules.at(-1)).toEqual({ to: network.office });
	});

	it('has somebody on duty now, a member of the organisation', () => {
		const now = dutyRota.filter((duty) => duty.startsIn <= 0 && duty.endsIn > 0);
		expect(now.map((duty) => duty.person)).toEqual(['lawyer', 'operator', 'shatunov']);
		const strangers = dutyRota.filter(
			(duty) => people.find((person) => person.login === duty.person)?.organisation !== duty.organisation,
		);
		expect(strangers).toEqual([]);
	});
});

describe('what the invented organisations say of themselves', () => {
	it('fits the fields, and is said by organisations that are there', () => {
		for (const [slug, facts] of Object.entries(profiles)) {
			expect(organisationOf(slug), slug).toBeDefined();
			const said = description.safeParse({ facts });
			expect(said.error?.issues ?? [], slug).toEqual([]);
			for (const id of facts.rights?.value ?? []) expect(countryPack.findRight(id), id).toBeDefined();
		}
		for (const code of Object.values(themeCodes)) expect(findTheme(code), code).toBeDefined();
	});
});
