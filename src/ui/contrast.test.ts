import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const sheet = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

/** The colour roles declared in the first block that follows `selector`. */
function rolesOf(selector: string): Record<string, string> {
	const start = sheet.indexOf(`${selector} {`);
	if (start === -1) throw new Error(`tokens.css has no ${selector}`);
	const block = sheet.slice(start, sheet.indexOf('}', start));
	return Object.fromEntries([...block.matchAll(/--([a-z-]+): (#[\da-f]{3,6});/g)].map(([, k, v]) => [k, v]));
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
	const full = hex.length === 4 ? hex.slice(1).replaceAll(/./g, '$&$&') : hex.slice(1);
	const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
		const c = Number.parseInt(full.slice(at, at + 2), 16) / 255;
		return c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
	const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (high + 0.05) / (low + 0.05);
}

const grounds = ['paper', 'field', 'wash'];
const must: [string, string[], number][] = [
	['ink', [...grounds, 'blue-wash', 'red-wash', 'green-wash'], 7],
	['quiet', [...grounds, 'blue-wash'], 4.5],
	['blue', ['paper', 'field'], 7],
	['blue', ['wash', 'blue-wash'], 4.5],
	['blue-deep', [...grounds, 'blue-wash'], 7],
	['red', ['paper', 'field'], 7],
	['red', ['wash', 'red-wash', 'blue-wash'], 4.5],
	['red-deep', ['red-wash'], 7],
	['green', [...grounds, 'green-wash', 'blue-wash'], 4.5],
	['on-solid', ['blue', 'blue-deep', 'red', 'red-deep'], 4.5],
	// Edges of controls and states, WCAG 1.4.11.
	['edge', grounds, 3],
];

const themes = {
	light: ':root',
	dark: ":root[data-theme='dark']",
};

describe('contrast of the tokens', () => {
	for (const theme of ['light', 'dark'] as const) {
		it(`${theme}: text 4.5, what one must read 7, edges 3`, () => {
			const roles = rolesOf(themes[theme]);
			const short: string[] = [];
			for (const [front, backs, least] of must) {
				for (const back of backs) {
					const ratio = contrast(roles[front] ?? '', roles[back] ?? '');
					if (ratio < least) short.push(`${front} on ${back} is ${ratio.toFixed(2)}, not ${least}`);
				}
			}
			expect(short).toEqual([]);
		});
	}

	it('is the same dark, asked for by the system or by the reader', () => {
		expect(rolesOf(":root:not([data-theme='light'])")).toEqual(rolesOf(themes.dark));
	});

	it('keeps the roles look.md names', () => {
		expect(rolesOf(themes.light)).toMatchObject({
			paper: '#fbfaf7',
			ink: '#1c1b19',
			quiet: '#5c5a55',
			rule: '#dedad2',
			blue: '#1d4e79',
			red: '#a3231a',
			green: '#2f6b3a',
		});
		expect(rolesOf(themes.dark)['paper']).toBe('#161614');
	});
});
