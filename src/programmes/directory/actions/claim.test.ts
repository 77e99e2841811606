import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Result } from '#platform/result.ts';
import { insertDesk, insertMember, type TestDesk, type TestMember } from '#test/builders/desks.ts';
import { withRuntime } from '#test/builders/server.ts';
import type { ClaimView, OwnEntry } from './claim.ts';

const server = withRuntime();
let office: TestDesk;
let officer: TestMember;
let desk: TestDesk;
let chief: TestMember;
const voices: { desk: TestDesk; member: TestMember }[] = [];

const refusal = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.id);
const must = <T>(result: Result<unknown>): T => {
	if (!result.ok) throw new Error(JSON.stringify(result.refusal));
	return result.value as T;
};

beforeAll(async () => {
	office = await insertDesk(server.runtime, 'Office', { office: true });
	officer = await insertMember(server.runtime, office, 'Officer', { coordinator: true });
	desk = await insertDesk(server.runtime, 'Сутяжник');
	chief = await insertMember(server.runtime, desk, 'Chief', { coordinator: true });
	for (const name of ['One', 'Two']) {
		const its = await insertDesk(server.runtime, name);
		voices.push({ desk: its, member: await insertMember(server.runtime, its, name) });
	}
});

/** An entry of no member. */
async function insertEntry(name: string): Promise<{ id: string; slug: string }> {
	const id = randomUUID();
	const slug = `e-${id.slice(0, 8)}`;
	await within(server.runtime.db, system, (tx) =>
		sql`insert into accord.organisation (id, slug, name_ru, region, state, joined_on, listed_from, listed_on)
			values (${id}, ${slug}, ${name}, 'RU-TUL', 'listed', current_date, 'Список', current_date)`.execute(tx),
	);
	return { id, slug };
}
const merge = (keep: string, away: string) =>
	officer.act('directory.mergeEntries', { keep, away, choices: [], sure: true });

describe('a member', () => {
	it('is shown the entries that look like its own, until it says of one that it is', async () => {
		const entry = await insertEntry('РОО «Сутяжник»');
		const own = async () =>
			must<OwnEntry[]>(await chief.act('directory.findOwnEntries', { organisation: desk.organisation }));
		expect(await own()).toMatchObject([{ slug: entry.slug, reasons: ['name-form'] }]);
		await chief.act('directory.claimEntry', { organisation: desk.organisation, slug: entry.slug });
		expect(await own()).toEqual([]);
		expect(refusal(await officer.act('directory.findOwnEntries', { organisation: desk.organisation }))).toBe(
			'access.denied',
		);
	});

	it('says that an entry is its own; two others vouch or the office calls back, then it may be merged', async () => {
		const entry = await insertEntry('Эхо');
		const at = { organisation: desk.organisation, entry: entry.id };
		expect(
			refusal(await chief.act('directory.claimEntry', { organisation: desk.organisation, slug: entry.slug })),
		).toBe('done');
		expect(
			refusal(
				await chief.act('directory.claimEntry', {
					organisation: desk.organisation,
					slug: `o-${office.organisation}`,
				}),
			),
		).toBe('merge.unknown');
		const mine = async (by: TestMember) =>
			must<ClaimView[]>(await by.act('directory.viewClaims', {})).find(
				(one) => one.organisation === at.organisation && one.entry.organisation === at.entry,
			);
		expect(await mine(chief)).toMatchObject({
			vouchers: 0,
			may: { vouch: [], callBack: false, takeBack: true, merge: false },
		});
		expect(refusal(await chief.act('directory.vouchForClaim', { ...at, by: desk.organisation }))).toBe(
			'claim.unknown',
		);
		for (const { desk: by, member } of voices) {
			expect((await mine(member))?.may.vouch).toEqual([by.organisation]);
			expect(refusal(await member.act('directory.vouchForClaim', { ...at, by: by.organisation }))).toBe(
				'done',
			);
			expect(refusal(await member.act('directory.vouchForClaim', { ...at, by: by.organisation }))).toBe(
				'done',
			);
			expect((await mine(member))?.may.vouch).toEqual([]);
		}
		expect(await mine(officer)).toMatchObject({ vouchers: 2, may: { merge: true, callBack: true } });
		expect(refusal(await chief.act('directory.recordClaimCallBack', at))).toBe('access.denied');
		expect(refusal(await officer.act('directory.recordClaimCallBack', at))).toBe('done');
		expect(await mine(officer)).toMatchObject({ calledBack: true, may: { callBack: false } });
		expect(refusal(await merge(desk.organisation, entry.id))).toBe('done');
		expect(await mine(officer)).toBeUndefined();
	});

	it('takes a claim back, or the office ends it; nobody else does', async () => {
		const entry = await insertEntry('Факел');
		const at = { organisation: desk.organisation, entry: entry.id };
		await chief.act('directory.claimEntry', { organisation: desk.organisation, slug: entry.slug });
		expect(refusal(await (voices[1]?.member ?? officer).act('directory.endClaim', at))).toBe('access.denied');
		expect(refusal(await chief.act('directory.endClaim', at))).toBe('done');
		expect(refusal(await officer.act('directory.endClaim', at))).toBe('claim.unknown');
	});
});
