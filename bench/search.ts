import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { composeRuntime } from '#app/compose.ts';
import { gatherWords, inLatin, putSearchDocument, search, type Asked } from '#commons/search/index.ts';
import { countryPack } from '#country/ru/index.ts';
import { system } from '#platform/action/index.ts';
import { readConfig } from '#platform/config.ts';
import { migrate } from '#platform/db/migrate.ts';
import { within } from '#platform/db/within.ts';
import { startPostgres } from '#platform/postgres/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { dice } from './desk/texts.ts';
import { percentile, type Bench, type Figure } from './figure.ts';

const documents = 20_000;
const questions = 300;
const kinds = {
	'one word': (say: (count: number) => string) => say(1),
	'two words': (say: (count: number) => string) => say(2),
	'Latin for Cyrillic': (say: (count: number) => string) => inLatin(say(1)),
	'a slip': (say: (count: number) => string) => say(1).replace(/(.)(.)(.)$/, '$1$3$2'),
	'a town': (_: (count: number) => string, roll: number) =>
		countryPack.regions[Math.floor(roll * countryPack.regions.length)]?.centre.ru ?? '',
} as const;

/**
 * Words by their frequency (Zipf), as in a language without the fifty commonest, which say nothing: the commonest
 * that is left stands on one page of eight.
 */
function wordsOf(roll: () => number): (count: number) => string {
	const starts =
		'задерж суд пенс отдел воен справ заяв кварт зарпл школ боль полиц колон изол адвок жалоб реш сроч доку пасп'.split(
			' ',
		);
	const middles = 'ан ен ов ел ит ар ок ин ат ун ор ис аз ож ук еч ыл яд ев ош'.split(' ');
	const endings = ['ие', 'ия', 'ный', 'ного', 'ами', 'ов', 'а', 'у', 'ость', 'ости'];
	const all = middles.flatMap((one) => middles.flatMap((two) => starts.map((start) => start + one + two)));
	const pick = () => {
		const rank = Math.floor(50 * ((all.length - 1) / 50) ** roll());
		return `${all[(rank * 4801) % all.length] ?? ''}${endings[Math.floor(roll() * endings.length)] ?? ''}`;
	};
	return (count) => Array.from({ length: count }, pick).join(' ');
}

/** 20,000 public pages, each of some seventy words in two languages; questions by the frequency of words. */
async function fill(runtime: Runtime, say: (line: string) => void): Promise<number> {
	const roll = dice(7);
	const words = wordsOf(roll);
	const began = performance.now();
	for (let at = 0; at < documents; at += 1000) {
		say(`${at} of ${documents} documents`);
		await within(runtime.db, system, async (tx) => {
			for (let number = at; number < at + 1000; number += 1) {
				const region = countryPack.regions[Math.floor(roll() * countryPack.regions.length)];
				const title = `${words(3)} ${number}`;
				const text = `${region?.centre.ru ?? ''}. ${words(40)}`;
				await putSearchDocument(tx, {
					programme: number % 4 === 0 ? 'chronicle' : 'directory',
					id: randomUUID(),
					path: `/directory/n${number}`,
					title: { ru: title, en: inLatin(title) },
					text: { ru: text, en: inLatin(`${region?.centre.en ?? ''}. ${words(20)}`) },
					...(region ? { region: region.code } : {}),
					themes: [`theme-${number % 17}`, `theme-${number % 5}`],
					year: 1996 + (number % 30),
					updatedOn: '2026-11-23',
				});
			}
		});
	}
	await gatherWords(runtime);
	return documents / ((performance.now() - began) / 1000);
}

/** How long a question takes on the server, page and facets together, one asked after another. */
export const searching: Bench = {
	name: 'search',
	says: `what is public, ${documents.toLocaleString('en-GB')} documents`,
	async run(say) {
		const folder = await mkdtemp(join(os.tmpdir(), 'accord-bench-'));
		const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
		try {
			await migrate(postgres.url);
			const config = readConfig({ ACCORD_DATA: folder, ACCORD_LOG: 'quiet' });
			const { runtime, close } = await composeRuntime(config, postgres.url);
			try {
				const rate = await fill(runtime, say);
				const figures: Figure[] = [];
				const every: number[] = [];
				const roll = dice(11);
				const words = wordsOf(roll);
				for (const [kind, ask] of Object.entries(kinds)) {
					const times: number[] = [];
					for (let number = 0; number < questions; number += 1) {
						if (number % 50 === 0) say(`${kind}, ${number} of ${questions}`);
						const asked: Asked = { term: ask(words, roll()), narrowing: {}, page: 1, locale: 'ru' };
						const began = performance.now();
						await search(runtime.publicDb, asked);
						times.push(performance.now() - began);
					}
					every.push(...times);
					figures.push({ name: `search, ${kind}, p95`, value: percentile(times, 0.95), unit: 'ms' });
				}
				return [
					{ name: 'search, all questions, p50', value: percentile(every, 0.5), unit: 'ms' },
					{
						name: 'search, all questions, p95',
						value: percentile(every, 0.95),
						unit: 'ms',
						target: 'under 20',
					},
					...figures,
					{ name: 'search, documents put in', value: rate, unit: 'a second' },
				];
			} finally {
				await close();
			}
		} finally {
			await postgres.stop();
			await rm(folder, { recursive: true, force: true });
		}
	},
};
