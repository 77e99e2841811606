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
import { newId, organisationId, personId, sessionId, type OrganisationId } from '#platform/ids.ts';
import { startPostgres } from '#platform/postgres/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { listingKinds } from '#programmes/directory/model/listing.ts';
import { median, percentile, type Bench } from './figure.ts';

const organisations = Number(process.env.ACCORD_BENCH_ORGANISATIONS ?? 20_000);
const changes = Number(process.env.ACCORD_BENCH_CHANGES ?? 300);

/** A network of 20,000: most in the great towns, each with three themes and one need or offer. */
async function fill(runtime: Runtime): Promise<OrganisationId[]> {
	const great = towns.toSorted((a, b) => b.population - a.population).slice(0, 1200);
	const all = Array.from({ length: organisations }, (_, at) => {
		// A square gives the great towns hundreds, and the small ones one or two.
		const town = great[Math.floor((at / organisations) ** 2 * great.length)] ?? great[0];
		return { id: newId(organisationId), slug: `o-${at}`, town: town?.slug, region: town?.region, at };
	});
	const codes = themes.map(({ code }) => code);
	await sql`insert into accord.organisation (id, slug, name_ru, region, town_slug, state, joined_on)
		select (o->>'id')::uuid, o->>'slug', 'Группа ' || (o->>'at'), o->>'region', o->>'town', 'active', current_date
		from jsonb_array_elements(${JSON.stringify(all)}::jsonb) o`.execute(runtime.db);
	await sql`insert into accord.organisation_fact (organisation, field, audience, value, changed_on)
		select (o->>'id')::uuid, 'themes', 'public',
			(select jsonb_agg(distinct c.code) from (select (${codes}::text[])[1 + (((o->>'at')::int * 7 + n * 13) % ${codes.length})] as code
				from generate_series(1, 3) n) c), current_date
		from jsonb_array_elements(${JSON.stringify(all)}::jsonb) o`.execute(runtime.db);
	await sql`insert into accord.directory_listing
			(organisation, id, side, kind, region, town, expires_on, words, audience, state, placed_on)
		select (o->>'id')::uuid, gen_random_uuid(), case when (o->>'at')::int % 2 = 0 then 'need' else 'offer' end,
			(${[...listingKinds]}::text[])[1 + ((o->>'at')::int % ${listingKinds.length})], o->>'region', o->>'town',
			current_date + 100, 'Слова', 'network', 'open', current_date
		from jsonb_array_elements(${JSON.stringify(all)}::jsonb) o`.execute(runtime.db);
	await sql`vacuum analyze`.execute(runtime.db);
	return all.map(({ id }) => id);
}

const coordinatorOf = (organisation: OrganisationId): Member => ({
	kind: 'member',
	person: newId(personId),
	session: newId(sessionId),
	level: 'full',
	memberships: [{ organisation, office: false, coordinator: true, programmes: [] }],
});

/** What an organisation changes, and how soon its neighbours are right again. */
async function measure(runtime: Runtime, ids: readonly OrganisationId[]) {
	const times = { change: [] as number[], read: [] as number[], both: [] as number[] };
	const doing = async (name: string, actor: Member, input: object) => {
		const declared = actions.get(name);
		if (!declared) throw new Error(`There is no action ${name}`);
		const done = await perform(runtime, declared, actor, input);
		if (!done.ok) throw new Error(`${name}: ${done.refusal.id}`);
	};
	for (let round = 0; round < changes; round += 1) {
		const organisation = ids[(round * 7919) % ids.length];
		if (!organisation) continue;
		const actor = coordinatorOf(organisation);
		const began = performance.now();
		await doing('directory.placeListing', actor, {
			organisation,
			id: randomUUID(),
			side: round % 2 ? 'need' : 'offer',
			kind: listingKinds[round % listingKinds.length],
			reach: { is: 'own-town' },
			from: null,
			until: null,
			quantity: null,
			words: 'Слова',
			audience: 'network',
		});
		const changed = performance.now();
		await doing('directory.viewNeighbours', actor, { organisation });
		const read = performance.now();
		times.change.push(changed - began);
		times.read.push(read - changed);
		times.both.push(read - began);
	}
	return times;
}

export const neighbours: Bench = {
	name: 'neighbours',
	says: `a change, and the neighbours that follow from it, in a network of ${organisations.toLocaleString('en-GB')} organisations`,
	async run(say) {
		const dataDir = await mkdtemp(path.join(os.tmpdir(), 'accord-bench-neighbours-'));
		const postgres = await startPostgres({ dataDir: path.join(dataDir, 'postgres') });
		try {
			await migrate(postgres.url);
			const config = readConfig({ ACCORD_DATA: dataDir, ACCORD_LOG: 'quiet' });
			const { runtime, close } = await composeRuntime(config, postgres.url, { write: () => undefined });
			say('filling');
			const ids = await fill(runtime);
			say('changing');
			await measure(runtime, ids.slice(0, 40));
			const { change, read, both } = await measure(runtime, ids);
			await close();
			return [
				{
					name: 'neighbours right again after a change',
					value: median(both),
					unit: 'ms',
					target: 'under 20',
					note: `p95 ${percentile(both, 0.95).toFixed(1)} ms; the change ${median(change).toFixed(1)}, the list ${median(read).toFixed(1)} (p95 ${percentile(read, 0.95).toFixed(1)})`,
				},
			];
		} finally {
			await postgres.stop();
			await rm(dataDir, { recursive: true, force: true });
		}
	},
};
