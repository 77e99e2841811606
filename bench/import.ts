import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { actions } from '#app/actions.ts';
import { composeRuntime } from '#app/compose.ts';
import { themes } from '#commons/themes/index.ts';
import { towns } from '#country/ru/towns.ts';
import { perform, type Member } from '#platform/action/index.ts';
import { readConfig } from '#platform/config.ts';
import { migrate } from '#platform/db/migrate.ts';
import { newId, organisationId, personId, sessionId } from '#platform/ids.ts';
import { startPostgres } from '#platform/postgres/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { most, type PartCounts } from '#programmes/directory/model/import.ts';
import { dice } from './desk/texts.ts';
import type { Bench } from './figure.ts';

const organisations = Number(process.env.ACCORD_BENCH_ORGANISATIONS ?? 20_000);
const rows = 10_000;

const kinds = ['Комитет', 'Центр', 'Движение', 'Группа', 'Союз', 'Фонд', 'Правозащитная организация'];
const ofWhat = [
	'солдатских матерей',
	'защиты прав',
	'помощи беженцам',
	'наблюдения в судах',
	'памяти',
	'женщин',
	'правовой помощи',
];
const own = [
	'Заступа',
	'Роза',
	'Мост',
	'Слово',
	'Закон',
	'Рубеж',
	'Берег',
	'Маяк',
	'Ковчег',
	'Вече',
	'Надежда',
	'Опора',
];

/** A list as such lists are: name, town, region, telephone, site, mail, address, themes, what it does. */
function makeList(count: number, seed: number): string[][] {
	const roll = dice(seed);
	const any = <T>(of: readonly T[]): T => of[Math.floor(roll() * of.length)] as T;
	const some = towns.filter(({ population }) => population > 5000);
	return Array.from({ length: count }, (_, at) => {
		const town = any(some);
		const number = `${seed}${at}`;
		return [
			`${any(kinds)} ${any(ofWhat)} «${any(own)}-${number}»`,
			town.names.ru,
			town.region,
			`+7 ${300 + Math.floor(roll() * 600)} ${String(1_000_000 + Math.floor(roll() * 8_999_999))}`,
			`https://group-${number}.example`,
			`office@group-${number}.example`,
			`ул. Мира, ${at}, оф. ${seed}`,
			any(themes).labels.ru,
			'Принимаем по вторникам и четвергам, ходим в суды, пишем жалобы, ездим в колонии области.',
		];
	});
}

const office = (organisation: Member['memberships'][number]['organisation']): Member => ({
	kind: 'member',
	person: newId(personId),
	session: newId(sessionId),
	level: 'full',
	memberships: [{ organisation, office: true, coordinator: true, programmes: [] }],
});

/** Takes a list over by the actions that the page calls, one part after another. */
async function takeOver(
	runtime: Runtime,
	actor: Member,
	list: readonly string[][],
	say: (line: string) => void,
) {
	const doing = async <T>(name: string, input: object): Promise<T> => {
		const declared = actions.get(name);
		if (!declared) throw new Error(`There is no action ${name}`);
		const done = await perform(runtime, declared, actor, input);
		if (!done.ok) throw new Error(`${name}: ${done.refusal.id} ${done.refusal.field ?? ''}`);
		return done.value as T;
	};
	const id = randomUUID();
	const parts = Array.from({ length: Math.ceil(list.length / most.rowsOfPart) }, (_, part) =>
		list.slice(part * most.rowsOfPart, (part + 1) * most.rowsOfPart),
	);
	await doing('directory.beginImport', {
		import: id,
		parts: parts.length,
		told: {
			source: 'Список',
			fileName: 'list.csv',
			digest: '0'.repeat(64),
			delimiter: ';',
			rows: list.length,
			headings: ['name', 'town', 'region', 'telephone', 'site', 'mail', 'address', 'themes', 'about'],
			mapping: ['name', 'town', 'region', 'telephone', 'site', 'mail', 'address', 'themes', 'about'],
			choices: {},
		},
	});
	const began = performance.now();
	for (const [part, some] of parts.entries()) {
		say(`checked ${part} of ${parts.length} parts`);
		await doing('directory.addImportRows', { import: id, part, rows: some });
	}
	const checked = performance.now();
	let brought = 0;
	let alike = 0;
	for (const part of parts.keys()) {
		say(`brought in ${part} of ${parts.length} parts`);
		const counts = await doing<PartCounts>('directory.bringInPart', { import: id, part });
		brought += counts.brought;
		alike += counts.alike;
	}
	return { check: checked - began, bring: performance.now() - checked, brought, alike };
}

export const importing: Bench = {
	name: 'import',
	says: `${rows.toLocaleString('en-GB')} rows of a list, checked and brought into a directory of ${organisations.toLocaleString('en-GB')} organisations`,
	async run(say) {
		const dataDir = await mkdtemp(path.join(os.tmpdir(), 'accord-bench-import-'));
		const postgres = await startPostgres({ dataDir: path.join(dataDir, 'postgres') });
		try {
			await migrate(postgres.url);
			const config = readConfig({ ACCORD_DATA: dataDir, ACCORD_LOG: 'quiet' });
			const { runtime, close } = await composeRuntime(config, postgres.url, { write: () => undefined });
			const organisation = newId(organisationId);
			await sql`insert into accord.organisation (id, slug, name_ru, region, state, office, joined_on)
				values (${organisation}, 'office', 'Бюро', 'RU-MOW', 'active', true, current_date)`.execute(
				runtime.db,
			);
			const actor = office(organisation);
			await takeOver(runtime, actor, makeList(organisations, 3), (line) => say(`filling: ${line}`));
			await sql`vacuum analyze`.execute(runtime.db);
			// One row in twenty is in the directory already, under another spelling.
			const known = makeList(organisations, 3);
			const list = makeList(rows, 5).map((row, at) =>
				at % 20 === 0
					? (known[at] ?? row).map((cell, column) => (column === 0 ? cell.toUpperCase() : cell))
					: row,
			);
			const { check, bring, brought, alike } = await takeOver(runtime, actor, list, say);
			await close();
			const perSecond = (ms: number) => (rows / ms) * 1000;
			return [
				{
					name: 'import, checked with duplicate detection',
					value: perSecond(check),
					unit: 'rows/s',
					note: `${alike} told as perhaps here already, of ${rows / 20} that are`,
				},
				{
					name: 'import, brought in (checked once more)',
					value: perSecond(bring),
					unit: 'rows/s',
					target: '2,000',
					note: `${brought} rows with their search documents`,
				},
			];
		} finally {
			await postgres.stop();
			await rm(dataDir, { recursive: true, force: true });
		}
	},
};
