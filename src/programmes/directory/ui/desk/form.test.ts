import { expect, test } from 'vitest';
import { samples } from '#test/directory/samples.ts';
import { fieldNames, type OwnFacts } from '../../model/fields.ts';
import type { OwnProfile } from '../../model/profile.ts';
import { faultOf, findAllFaults } from './faults.ts';
import { movesOf } from '../../rules/moves.ts';
import { changesOf, formOf, profileOf } from './form.ts';

const facts = Object.fromEntries(
	fieldNames.map((field) => [field, { audience: 'region', value: samples[field] }]),
) as OwnFacts;
const profile: OwnProfile = {
	organisation: 'a',
	slug: 'a',
	office: false,
	region: 'RU-PER',
	telephone: '',
	name: { ru: 'Ива', en: '' },
	town: { ru: 'Пермь', en: '' },
	about: { ru: '', en: '' },
	facts,
	services: [],
};
const today = '2026-11-23';

test('a form that nobody touched says nothing new, and shows what is published', () => {
	expect(changesOf(formOf(profile), profile)).toEqual({ facts: {}, sealed: {} });
	expect(profileOf(formOf(profile), profile).facts).toMatchObject(facts);
});

test('only what was changed is sent; what was emptied is taken away; an audience alone is a change', () => {
	const form = formOf(profile);
	form.rows.people = [];
	form.foundedOn = '1997';
	form.audiences.links = 'public';
	form.rows.sharing.push({ kind: 'room', ru: ' ', en: '' });
	const { basics, facts: changed } = changesOf(form, profile);
	expect(basics).toBeUndefined();
	expect(changed).toEqual({
		people: null,
		foundedOn: { audience: 'region', value: '1997' },
		links: { audience: 'public', value: samples.links },
	});
});

test('every fault is told at once, at its own place', () => {
	const form = formOf(profile);
	form.basics.name.ru = '';
	form.foundedOn = '1812';
	form.rows.links = [
		{ ru: 'Сайт', en: '', href: 'javascript:alert(1)' },
		{ ru: '', en: '', href: 'https://a.example' },
	];
	form.rows.people = [{ name: '', ru: '', en: '', reach: 'x' }];
	form.address = { kind: 'office', ru: '', en: '' };
	const { faults, valid } = findAllFaults(changesOf(form, profile), today);
	expect(valid).toBeUndefined();
	expect([...faults.keys()].toSorted()).toEqual([
		'basics.name.ru',
		'facts.address',
		'facts.foundedOn',
		'facts.links.0.href',
		'facts.links.1.ru',
		'facts.people.0.name',
		'facts.people.0.ru',
	]);
	for (const sentence of faults.values()) expect(sentence).not.toBe('');
});

test('a refusal of the server stands at the same places', () => {
	const refused = { id: 'input.invalid', field: 'description.facts.publications.value.2.href' };
	expect([...faultOf(refused).keys()]).toEqual(['facts.publications.2.href']);
	expect([...faultOf({ id: 'directory.date-future', field: 'facts.foundedOn' }).keys()]).toEqual([
		'facts.foundedOn',
	]);
});

test('what goes into the seal leaves the clear, and the other way round; each is checked alike', () => {
	const form = formOf(profile);
	form.audiences.address = 'only-us';
	form.audiences.foundedOn = 'only-us';
	form.foundedOn = '1997';
	const { facts: said, sealed } = changesOf(form, profile);
	expect(said).toEqual({ address: null, foundedOn: null });
	expect(sealed).toEqual({ address: samples.address, foundedOn: '1997' });

	const kept = { ...facts, address: { audience: 'only-us', value: samples.address } } as OwnFacts;
	const own = { ...profile, facts: kept };
	expect(changesOf(formOf(own), own)).toEqual({ facts: {}, sealed: {} });
	const opened = formOf(own);
	opened.audiences.address = 'network';
	expect(changesOf(opened, own)).toEqual({
		facts: { address: { audience: 'network', value: samples.address } },
		sealed: { address: null },
	});
	const emptied = formOf(own);
	emptied.address = { kind: '', ru: '', en: '' };
	expect(changesOf(emptied, own)).toEqual({ facts: {}, sealed: { address: null } });

	form.foundedOn = '2090';
	expect([...findAllFaults(changesOf(form, profile), today).faults.keys()]).toEqual(['facts.foundedOn']);
	form.foundedOn = ' 1998 ';
	expect(findAllFaults(changesOf(form, profile), today).valid).toEqual({
		description: { facts: { address: null, foundedOn: null } },
		sealed: { address: samples.address, foundedOn: '1998' },
	});
});

test('what is asked about first: what leaves the seal, and what others could read', () => {
	const sealedNow = { address: { audience: 'only-us', value: samples.address } } as const;
	const toldNow = { address: { audience: 'network', value: samples.address } } as const;
	expect(movesOf(sealedNow, toldNow)).toEqual({
		opened: [{ field: 'address', from: 'only-us', to: 'network' }],
		closed: [],
	});
	expect(movesOf(toldNow, sealedNow).closed).toEqual([{ field: 'address', from: 'network', to: 'only-us' }]);
	expect(movesOf({}, sealedNow)).toEqual({ opened: [], closed: [] });
});

test('a date that is still to come is told beside its own line, and so is one before 1900', () => {
	const form = formOf(profile);
	form.rows.legalState.push({ state: 'registered', on: '2090-01', source: 'Приказ' });
	const last = form.rows.legalState.length - 1;
	const future = findAllFaults(changesOf(form, profile), today).faults;
	expect([...future.keys()]).toEqual([`facts.legalState.${last}.on`]);
	form.rows.legalState[last] = { state: 'registered', on: '1899', source: 'Приказ' };
	form.rows.formerNames.push({ ru: 'Ольха', en: '', until: '1899-12-31' });
	const early = findAllFaults(changesOf(form, profile), today).faults;
	expect([...early.keys()].toSorted()).toEqual([
		`facts.formerNames.${form.rows.formerNames.length - 1}.until`,
		`facts.legalState.${last}.on`,
	]);
});
