import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { insertDesk, insertMember, type TestDesk, type TestMember } from '#test/builders/desks.ts';
import { withRuntime } from '#test/builders/server.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import type { NeighbourView } from './neighbours.ts';

const server = withRuntime();
interface Group {
	readonly desk: TestDesk;
	readonly chief: TestMember;
}
/** Two of Tula, one of a town near it, one far away that works on the same, one far away with nothing in common. */
const groups = {} as Record<'tula' | 'tulaToo' | 'kaluga' | 'perm' | 'anadyr', Group>;

/** As whoever edits the profile leaves it: the database keeps what neighbours are found by. */
const sayThemes = ({ desk }: Group, themes: readonly string[], audience: string) =>
	within(server.runtime.db, system, (tx) =>
		sql`insert into accord.organisation_fact (organisation, field, audience, value, changed_on)
			values (${desk.organisation}, 'themes', ${audience}, ${JSON.stringify(themes)}, current_date)
			on conflict (organisation, field) do update set value = excluded.value, audience = excluded.audience`.execute(
			tx,
		),
	);
const neighboursOf = async ({ desk, chief }: Group) => {
	const answer = await chief.act('directory.viewNeighbours', { organisation: desk.organisation });
	if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
	const { neighbours } = answer.value as { neighbours: readonly NeighbourView[] };
	return neighbours.map(({ name, reasons }) => [name.en, reasons.map(({ is }) => is)] as const);
};

beforeAll(async () => {
	await vaultReady();
	for (const [key, region, town] of [
		['tula', 'RU-TUL', 'tula'],
		['tulaToo', 'RU-TUL', 'tula'],
		['kaluga', 'RU-KLU', 'kaluga'],
		['perm', 'RU-PER', 'perm'],
		['anadyr', 'RU-CHU', 'anadyr'],
	] as const) {
		const desk = await insertDesk(server.runtime, key);
		await within(server.runtime.db, system, (tx) =>
			tx
				.updateTable('organisation')
				.set({ region, town_slug: town })
				.where('id', '=', desk.organisation)
				.execute(),
		);
		groups[key] = { desk, chief: await insertMember(server.runtime, desk, key, { coordinator: true }) };
	}
	await sayThemes(groups.tula, ['army', 'prison'], 'public');
	await sayThemes(groups.perm, ['army', 'prison'], 'network');
});

describe('neighbours', () => {
	it('are ranked: the same town, then the same work and the near town; who has nothing in common is not there', async () => {
		expect(await neighboursOf(groups.tula)).toEqual([
			['tulaToo', ['same-town']],
			['perm', ['same-theme', 'same-theme']],
			['kaluga', ['near']],
		]);
	});

	it('follow a change at once: a need, a theme taken back', async () => {
		const { tula, anadyr, perm } = groups;
		for (const [group, side] of [
			[tula, 'need'],
			[anadyr, 'offer'],
		] as const) {
			const placed = await group.chief.act('directory.placeListing', {
				organisation: group.desk.organisation,
				id: randomUUID(),
				side,
				kind: 'literature',
				reach: { is: 'anywhere' },
				from: null,
				until: null,
				quantity: null,
				words: 'The Constitution',
				audience: 'network',
			});
			expect(placed.ok).toBe(true);
		}
		expect(await neighboursOf(tula)).toContainEqual(['anadyr', ['they-have']]);
		expect(await neighboursOf(anadyr)).toContainEqual(['tula', ['you-have']]);
		await sayThemes(perm, ['women'], 'network');
		expect((await neighboursOf(tula)).map(([name]) => name)).not.toContain('perm');
		await sayThemes(perm, ['army'], 'network');
	});

	it('are told of no theme that is not for them', async () => {
		const { tula, tulaToo, perm } = groups;
		await sayThemes(perm, ['army'], 'region');
		await sayThemes(tulaToo, ['army'], 'region');
		const seen = await neighboursOf(tula);
		expect(seen.map(([name]) => name)).not.toContain('perm');
		expect(seen).toContainEqual(['tulaToo', ['same-town', 'same-theme']]);
	});
});
