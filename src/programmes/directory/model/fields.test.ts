import { describe, expect, test } from 'vitest';
import { samples } from '#test/directory/samples.ts';
import { whyNot } from '../rules/description.ts';
import { fieldNames, fields } from './fields.ts';
import { link } from './link.ts';
import { partialDate } from './partial-date.ts';

const known = { isRegion: (code: string) => code !== 'RU-XXX', isRight: (id: string) => id !== 'no-such' };
const today = '2026-11-23';

test('what can tell on people or draw a raid is not public unless somebody says so', () => {
	const unlessSaid = (field: (typeof fieldNames)[number]) => fields[field].unlessSaid;
	for (const field of ['people', 'address', 'sharing', 'legalState'] as const)
		expect(unlessSaid(field)).toBe('network');
});

test('every field takes its sample and refuses what is empty', () => {
	for (const field of fieldNames) {
		expect(fields[field].value.safeParse(samples[field]).success, field).toBe(true);
		for (const empty of ['', [], [{}], null, {}])
			expect(fields[field].value.safeParse(empty).success, `${field} ${JSON.stringify(empty)}`).toBe(false);
	}
});

describe('a link', () => {
	test.each([
		'https://example.org/',
		'http://exampleonionaddress.onion/a?b=c',
		'https://пример.рф/страница',
		'mailto:group@example.org',
	])('%s leads somewhere', (text) => expect(link.safeParse(text).success).toBe(true));
	test.each([
		'javascript:alert(1)',
		'data:text/html,x',
		'ftp://example.org/',
		'example.org',
		'https://',
		'https://localhost/',
		'https://bank.example@evil.example/',
		'mailto:nobody',
		'mailto:a@b.example?bcc=c@d.example x',
		'https://example.org/ x',
		`https://example.org/${'x'.repeat(500)}`,
	])('%s does not', (text) => expect(link.safeParse(text).success).toBe(false));
});

describe('a date', () => {
	test.each(['1900', '1996', '1996-05', '2000-02-29', '2026-11-23'])('%s is one', (text) =>
		expect(partialDate.safeParse(text).success).toBe(true),
	);
	test.each(['1899', '1899-12-31', '1996-13', '2001-02-29', '1996-5', '17.05.1996', '', '3000'])(
		'%s is none',
		(text) => expect(partialDate.safeParse(text).success).toBe(false),
	);
	test.each([
		['2026-11-23', undefined],
		['2026-11-24', 'directory.date-future'],
		['2026-12', 'directory.date-future'],
		['2026-11', undefined],
		['2027', 'directory.date-future'],
	])('%s: %s', (value, why) => {
		const facts = { foundedOn: { audience: 'public' as const, value } };
		expect(whyNot({ facts }, today, known)?.id).toBe(why);
	});
});

test('codes that the country has not are refused, beside their field', () => {
	const facts = { regionsServed: { audience: 'public' as const, value: ['RU-XXX'] } };
	expect(whyNot({ facts }, today, known)).toEqual({ id: 'input.invalid', field: 'facts.regionsServed' });
	const rights = { rights: { audience: 'public' as const, value: ['no-such'] } };
	expect(whyNot({ facts: rights }, today, known)?.field).toBe('facts.rights');
});
