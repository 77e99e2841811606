import { expect, test } from 'vitest';
import { samples } from '#test/directory/samples.ts';
import { fieldNames, type Facts } from '../../model/fields.ts';
import type { Profile } from '../../model/profile.ts';
import { faultOf, findFaults } from './faults.ts';
import { changesOf, formOf, profileOf } from './form.ts';

const facts = Object.fromEntries(
	fieldNames.map((field) => [field, { audience: 'region', value: samples[field] }]),
) as Facts;
const profile: Profile = {
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
	expect(changesOf(formOf(profile), profile)).toEqual({ facts: {} });
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
	const { faults, valid } = findFaults(changesOf(form, profile), today);
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
