import { describe, expect, it } from 'vitest';
import { chooseLocale } from './locale.ts';

describe('the language of an address that names none', () => {
	it.each([
		['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
		['en-GB,en;q=0.9', 'en'],
		['de-DE,de;q=0.9,ru;q=0.5,en;q=0.4', 'ru'],
		['uk-UA,uk;q=0.9', 'ru'],
		['fr', 'en'],
		['en;q=0, ru', 'ru'],
		['*', 'ru'],
		['', 'ru'],
		[undefined, 'ru'],
		[';;,,q=', 'ru'],
	])('%s → %s', (header, locale) => {
		expect(chooseLocale(header)).toBe(locale);
	});
});
