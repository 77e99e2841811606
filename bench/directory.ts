import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { composeRuntime } from '#app/compose.ts';
import { themes } from '#commons/themes/index.ts';
import { towns } from '#country/ru/towns.ts';
import { system } from '#platform/action/index.ts';
import { readConfig } from '#platform/config.ts';
import { migrate } from '#platform/db/migrate.ts';
import { within } from '#platform/db/within.ts';
import { startPostgres } from '#platform/postgres/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { dice } from './desk/texts.ts';
import { percentile, type Bench, type Figure } from './figure.ts';
import { serve } from './server.ts';

const organisations = 20_000;
const readings = 300;

/** Made-up organisations where people live: the greater a town, the more of them. */
async function fill(runtime: Runtime, say: (line: string) => void): Promise<void> {
	const roll = dice(13);
	const peopled = towns.map((town) => Math.sqrt(town.population));
	const all = peopled.reduce((sum, one) => sum + one, 0);
	const somewhere = () => {
		let at = roll() * all;
		return towns[peopled.findIndex((one) => (at -= one) < 0)] ?? towns[0];
	};
	for (let from = 0; from < organisations; from += 1000) {
		say(`${from} of ${organisations} organisations`);
		const rows = Array.from({ length: 1000 }, (_, i) => {
			const town = somewhere();
			return {
				id: randomUUID(),
				slug: `group-${from + i}`,
				name_ru: `Правозащитная группа ${from + i}`,
				name_en: `Human rights group ${from + i}`,
				town_ru: town?.names.ru ?? '',
				town_en: town?.names.en ?? '',
				town_slug: town?.slug ?? null,
				region: town?.region ?? '',
				about_ru: 'Принимаем по вторникам и четвергам, ходим в суды, пишем жалобы, ездим в колонии области.',
				about_en: 'We receive on Tuesdays and Thursdays, go to court, write complaints, visit the colonies.',
				telephone: '+7 000 000-00-00',
				state: 'active' as const,
				office: false,
				genesis_hash: null,
				sign_public: null,
				recovery_public: null,
				joined_on: '2026-11-23',
			};
		});
		await within(runtime.db, system, async (tx) => {
			await tx.insertInto('organisation').values(rows).execute();
			const facts = rows.map(({ id }) => ({
				organisation: id,
				field: 'themes',
				audience: 'public' as const,
				value: JSON.stringify([themes[Math.floor(roll() * themes.length)]?.code]),
				changed_on: '2026-11-23',
			}));
			await tx.insertInto('organisation_fact').values(facts).execute();
		});
	}
}

/** How long pages of places take that are not in memory (an address with another question in it never is). */
async function read(address: string, paths: readonly string[]): Promise<number[]> {
	const times: number[] = [];
	for (const [i, path] of paths.entries()) {
		const began = performance.now();
		const answer = await fetch(`${address}${path}?fresh=${i}`, { headers: { accept: 'text/html' } });
		await answer.arrayBuffer();
		if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
		times.push(performance.now() - began);
	}
	return times;
}

/** Pages of towns and regions with 20,000 organisations, one after another. */
export const directory: Bench = {
	name: 'directory',
	says: `pages of towns and regions, ${organisations.toLocaleString('en-GB')} organisations`,
	async run(say) {
		const folder = await mkdtemp(join(os.tmpdir(), 'accord-bench-'));
		const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
		try {
			await migrate(postgres.url);
			const config = readConfig({ ACCORD_DATA: folder, ACCORD_LOG: 'quiet' });
			const { runtime, close } = await composeRuntime(config, postgres.url);
			try {
				await fill(runtime, say);
				await runtime.pool.query('analyze');
			} finally {
				await close();
			}
			const server = await serve('serve', { env: { DATABASE_URL: postgres.url } });
			try {
				const roll = dice(17);
				const anyTown = () => `/ru/directory/towns/${towns[Math.floor(roll() * towns.length)]?.slug ?? ''}`;
				const great = towns.filter(({ population }) => population > 500_000);
				const greatTown = () => `/ru/directory/towns/${great[Math.floor(roll() * great.length)]?.slug ?? ''}`;
				const anyRegion = () =>
					`/ru/directory/regions/${towns[Math.floor(roll() * towns.length)]?.region ?? ''}`;
				const made = (path: () => string, count: number) => Array.from({ length: count }, path);
				const [first = Number.NaN] = await read(server.address, made(anyTown, 1));
				await read(server.address, made(anyTown, 30));
				const figures: Figure[] = [
					{
						name: 'town page, the first after a change',
						value: first,
						unit: 'ms',
						note: 'all places are counted anew',
					},
				];
				for (const [name, path, target] of [
					['town page, uncached', anyTown, 'under 15'],
					['page of a city over 500,000, uncached', greatTown, 'under 15'],
					['region page, uncached', anyRegion, undefined],
				] as const) {
					say(name);
					const times = await read(server.address, made(path, readings));
					figures.push({ name: `${name}, p50`, value: percentile(times, 0.5), unit: 'ms' });
					figures.push({ name: `${name}, p95`, value: percentile(times, 0.95), unit: 'ms', target });
				}
				return figures;
			} finally {
				await server.stop();
			}
		} finally {
			await postgres.stop();
			await rm(folder, { recursive: true, force: true });
		}
	},
};
