import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messageKeyOf } from './refusal-words.ts';

const root = new URL('../..', import.meta.url).pathname;
type Message = string | { selectors?: string[]; match: Record<string, string> }[];
const areas = readdirSync(join(root, 'messages'));
const read = (area: string, locale: string) =>
	JSON.parse(readFileSync(join(root, 'messages', area, `${locale}.json`), 'utf8')) as Record<string, Message>;

/** All our sources as one text per file, but for what the compiler of words makes. */
function sources(folder = join(root, 'src')): { path: string; text: string }[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return entry.name === 'words' ? [] : sources(path);
		return /\.(ts|svelte)$/.test(entry.name) ? [{ path, text: readFileSync(path, 'utf8') }] : [];
	});
}

const textsOf = (message: Message): string[] =>
	typeof message === 'string' ? [message] : message.flatMap((m) => Object.values(m.match));
const placesOf = (message: Message): string[] =>
	[
		...new Set(
			textsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '')),
		),
	].sort();

describe('words in both languages', () => {
	const all = areas.map((area) => ({ area, en: read(area, 'en'), ru: read(area, 'ru') }));
	const code = sources();
	const joined = code
		.filter(({ path }) => !path.endsWith('.test.ts'))
		.map(({ text }) => text)
		.join('\n');

	it('are listed for the compiler, area by area', () => {
		const settings = readFileSync(join(root, 'project.inlang/settings.json'), 'utf8');
		for (const area of areas) expect(settings).toContain(`./messages/${area}/{locale}.json`);
	});

	it.each(all)('$area: the same keys, each beginning with its area or error_', ({ area, en, ru }) => {
		expect(Object.keys(ru).sort()).toEqual(Object.keys(en).sort());
		for (const key of Object.keys(en)) expect(key).toMatch(new RegExp(`^(${area}|error)_[a-z0-9_]+$`));
	});

	it.each(all)('$area: the same places to fill in, nothing empty', ({ en, ru }) => {
		for (const [key, message] of Object.entries(en)) {
			const russian = ru[key] ?? '';
			expect(placesOf(russian), key).toEqual(placesOf(message));
			for (const text of [...textsOf(message), ...textsOf(russian)]) expect(text.trim(), key).not.toBe('');
		}
	});

	it.each(all)('$area: every Russian plural knows one, few and many', ({ ru }) => {
		for (const [key, message] of Object.entries(ru)) {
			if (typeof message === 'string') continue;
			const forms = message.flatMap((m) => Object.keys(m.match)).join(' ');
			if (/=one\b/.test(forms)) for (const form of ['few', 'many']) expect(forms, key).toContain(`=${form}`);
		}
	});

	it('no key stands in two areas', () => {
		const keys = all.flatMap(({ en }) => Object.keys(en));
		expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
	});

	it('no key is unused, and every refusal has its sentence', () => {
		const keys = new Set(all.flatMap(({ en }) => Object.keys(en)));
		const used = new Set([...joined.matchAll(/\bm\.(\w+)/g)].map((found) => found[1] ?? ''));
		const refusals = new Set(
			[...joined.matchAll(/(?:refuse\(|\bid: |refused?: )\s*'([a-z0-9-]+(?:\.[a-z0-9-]+)+)'/g)].map((found) =>
				messageKeyOf(found[1] ?? ''),
			),
		);
		const named = (key: string) => joined.includes(`'${key}'`) || joined.includes(`\`${key}\``);
		// Families are looked up by id: `m[`intake_need_${id}`]`; the stem stands in the code as a template.
		const stems = [...joined.matchAll(/`((?:[a-z0-9]+_)+)\$\{/g)].map((found) => found[1] ?? '');
		const unused = [...keys].filter(
			(key) =>
				!used.has(key) &&
				!refusals.has(key) &&
				!named(key) &&
				!stems.some((stem) => stem !== 'error_' && key.startsWith(stem)),
		);
		expect(unused).toEqual([]);
		// A key used but not there is a type error; a refusal without its sentence is told here.
		expect([...refusals].filter((key) => !keys.has(key))).toEqual([]);
	});
});
