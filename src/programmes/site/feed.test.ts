import { expect, test } from 'vitest';
import { writeFeed } from './feed.ts';

const feed = {
	origin: 'http://localhost:3000',
	locale: 'ru',
	title: 'Новое в сети: Тульская область',
	author: 'Сеть',
	page: '/directory/regions/RU-TUL',
	self: '/directory/regions/RU-TUL/feed.atom',
} as const;

test('tells what is new, each with its page and its day, and is as new as the newest', () => {
	const entry = (path: string, updatedOn: string) => ({ title: path, path, updatedOn, beginning: 'Тула' });
	const said = writeFeed({
		...feed,
		entries: [entry('/directory/a', '2026-11-02'), entry('/letters/b', '2026-11-20')],
	});
	expect(said).toContain(
		'<link rel="alternate" type="text/html" href="http://localhost:3000/ru/letters/b"/>',
	);
	expect([...said.matchAll(/<updated>([^<]+)/g)].map(([, at]) => at)).toEqual([
		'2026-11-20T00:00:00Z',
		'2026-11-02T00:00:00Z',
		'2026-11-20T00:00:00Z',
	]);
});

test('stays a feed whatever an organisation is called', () => {
	const title = '</title><script>&"\u0000\u001b';
	const said = writeFeed({
		...feed,
		entries: [{ title, path: '/a', updatedOn: '2026-01-01', beginning: title }],
	});
	expect(said).toContain('<title>&lt;/title&gt;&lt;script&gt;&amp;&quot;</title>');
	for (const sign of ['\u0000', '\u001b', '<script']) expect(said.includes(sign)).toBe(false);
	expect(writeFeed({ ...feed, entries: [] })).toMatch(/<updated>1996-01-01T00:00:00Z<\/updated>/);
});
