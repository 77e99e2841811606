import { expect, test } from 'vitest';
import { findTheme, themeAbove, themeLabel, themes, underTheme } from './index.ts';

test('codes are unique, of two levels at the most, and stand after the theme they belong to', () => {
	const codes = themes.map(({ code }) => code);
	expect(new Set(codes).size).toBe(codes.length);
	let above = '';
	for (const code of codes) {
		expect(code).toMatch(/^[a-z-]+(\.[a-z-]+)?$/);
		if (code.includes('.')) expect(themeAbove(code)).toBe(above);
		else above = code;
	}
});

test('every theme has words in both languages, each its own', () => {
	for (const locale of ['ru', 'en'] as const) {
		const labels = themes.map(({ code }) => themeLabel(code, locale));
		expect(new Set(labels).size).toBe(themes.length);
	}
	for (const { labels } of themes) {
		expect(labels.ru).toMatch(/^[А-ЯЁ]/);
		expect(labels.en).toMatch(/^[A-Z]/);
	}
});

test('what is under a theme', () => {
	expect(underTheme('army')).toEqual(['army', 'army.conscripts', 'army.soldiers', 'army.armed-conflict']);
	expect(underTheme('army.soldiers')).toEqual(['army.soldiers']);
	expect(underTheme('nothing')).toEqual([]);
	expect(findTheme('nothing')).toBeUndefined();
	expect(themeLabel('nothing', 'en')).toBe('nothing');
});
