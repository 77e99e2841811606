/** The guide says what is so: its links and pictures exist, and what it calls a button is one. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..');
const guide = path.join(root, 'docs', 'guide');
const languages = ['en', 'ru'] as const;
const read = (file: string) => readFileSync(file, 'utf8');
const pagesOf = (language: string) => readdirSync(path.join(guide, language)).toSorted();

/** Documents for people, whose links must lead somewhere. */
const documents = [
	...['README', 'ARCHITECTURE', 'CONTRIBUTING', 'SECURITY', 'CHANGELOG'].map((name) =>
		path.join(root, `${name}.md`),
	),
	path.join(root, 'deploy', 'README.md'),
	path.join(guide, 'README.md'),
	...languages.flatMap((language) => pagesOf(language).map((name) => path.join(guide, language, name))),
];

/** Every message of a language that is one sentence or name. */
function messagesIn(language: string): Set<string> {
	const areas = readdirSync(path.join(root, 'messages'));
	const said = areas.flatMap((area) =>
		Object.values(JSON.parse(read(path.join(root, 'messages', area, `${language}.json`))) as object),
	);
	return new Set(said.filter((one): one is string => typeof one === 'string'));
}

test('both languages have a page for each role', () => {
	expect(pagesOf('ru')).toEqual(pagesOf('en'));
	expect(pagesOf('en').length).toBeGreaterThan(4);
});

test.each(languages)('what is bold in the guide stands on the pages exactly so (%s)', (language) => {
	const known = messagesIn(language);
	const unknown = pagesOf(language).flatMap((page) =>
		[...read(path.join(guide, language, page)).matchAll(/\*\*([^*]+)\*\*/g)]
			.map((found) => (found[1] ?? '').replaceAll(/\s+/g, ' '))
			.filter((words) => !known.has(words))
			.map((words) => `${page}: ${words}`),
	);
	expect(unknown).toEqual([]);
});

test('links and pictures of every document lead to something that is there', () => {
	const broken = documents.flatMap((document) =>
		[...read(document).matchAll(/\]\(([^)\s]+)\)/g)]
			.map((found) => (found[1] ?? '').replace(/#.*$/, ''))
			.filter((target) => target !== '' && !/^https?:/.test(target))
			.filter((target) => !existsSync(path.join(path.dirname(document), target)))
			.map((target) => `${path.relative(root, document)}: ${target}`),
	);
	expect(broken).toEqual([]);
});

test('pictures are small, and each is shown somewhere', () => {
	const folder = path.join(guide, 'pictures');
	const shown = documents.map(read).join('\n');
	for (const picture of readdirSync(folder)) {
		expect(statSync(path.join(folder, picture)).size, picture).toBeLessThan(100_000);
		expect(shown, picture).toContain(picture);
	}
});
