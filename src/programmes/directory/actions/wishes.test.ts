import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { TestOrganisation } from '#test/builders/colleagues.ts';
import { listedOrganisations } from '#test/builders/listed-network.ts';
import { must } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import { system, visitor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Result } from '#platform/result.ts';
import { changeWishes, readWishes, type WishesToKeep } from '#vault/client/introductions/wishes.ts';
import { fromBase64url, toBase64url } from '#vault/format/bytes.ts';
import type { SealedWishes } from '#vault/format/envelope.ts';
import type { Wish } from '#vault/format/wishes.ts';
import { tellOfIntroductions } from '../jobs/tell-of-introductions.ts';
import type { keepWishes, viewWishes } from './introduction.ts';
import type { WishRowView } from './introduction/wishes.ts';

const server = withRuntime();
let ours: TestOrganisation;
let theirs: TestOrganisation;
let third: TestOrganisation;

beforeAll(async () => {
	const { others } = await listedOrganisations(server.runtime, 3);
	[ours, theirs, third] = others as [TestOrganisation, TestOrganisation, TestOrganisation];
});

const wish = ({ organisation }: TestOrganisation, theme = 'prison'): Wish => ({ organisation, theme });
const why = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.id);
const bytes = (text: string) => fromBase64url(text) ?? new Uint8Array();
const row = ({ token, proof }: WishRowView) => ({ token: bytes(token), proof: bytes(proof) });
const view = async ({ founder, organisation }: TestOrganisation) =>
	must(await founder.act<typeof viewWishes>('directory.viewWishes', { organisation: organisation as never }));
const listOf = async (one: TestOrganisation) => {
	const { list } = await view(one);
	return list === null ? null : (bytes(list) as SealedWishes);
};
const made = async (one: TestOrganisation, wishes: Wish[]) =>
	must(await changeWishes(one.founder, { organisation: one.organisation, list: await listOf(one), wishes }));
const keep = ({ founder, organisation }: TestOrganisation, { list, rows }: WishesToKeep) =>
	founder.act<typeof keepWishes>('directory.keepWishes', {
		organisation: organisation as never,
		list: toBase64url(list) as never,
		rows: rows.map(({ token, proof }) => ({
			token: toBase64url(token),
			proof: toBase64url(proof),
		})) as never,
	});
const wishing = async (one: TestOrganisation, wishes: Wish[]) => keep(one, await made(one, wishes));
const mutual = async (one: TestOrganisation) => {
	const answer = await view(one);
	const opened = await readWishes(one.founder, {
		organisation: one.organisation,
		list: await listOf(one),
		equal: answer.equal.map((other) => ({ ...row(other), organisation: other.organisation as never })),
	});
	return must(opened).mutual;
};

test('one side alone learns nothing; both learn it once both have said so', async () => {
	must(await wishing(ours, [wish(theirs)]));
	expect(await mutual(ours)).toEqual([]);
	expect(await view(theirs)).toEqual({ list: null, equal: [] });
	must(await wishing(theirs, [wish(ours, 'army')]));
	for (const one of [ours, theirs]) {
		expect((await view(one)).equal).toEqual([]);
		expect(await mutual(one)).toEqual([]);
	}
	must(await wishing(theirs, [wish(ours, 'army'), wish(ours)]));
	expect(await mutual(ours)).toEqual([wish(theirs)]);
	expect(await mutual(theirs)).toEqual([wish(ours)]);
	// A third one, who wishes them both, is told of neither.
	must(await wishing(third, [wish(ours), wish(theirs)]));
	expect((await view(third)).equal).toEqual([]);
});

test('in the tables stands nothing but whose row it is, and bytes', async () => {
	const { rows } = await within(server.runtime.db, system, (tx) =>
		sql<{ row: string }>`select row_to_json(w)::text as row from accord.directory_wish w
			union all select row_to_json(l)::text from accord.directory_wish_list l`.execute(tx),
	);
	expect(rows).toHaveLength(3 * 16 + 3);
	const said = rows.map((one) => JSON.parse(one.row) as Record<string, unknown>);
	for (const one of said) {
		const { organisation, ...rest } = one;
		const text = JSON.stringify(rest);
		for (const other of [ours, theirs, third].filter((every) => every.organisation !== organisation)) {
			for (const spelt of [other.organisation, Buffer.from(other.organisation).toString('hex')])
				expect(text.includes(spelt)).toBe(false);
		}
		for (const theme of ['prison', 'army'])
			for (const spelt of [theme, Buffer.from(theme).toString('hex')])
				expect(text.includes(spelt)).toBe(false);
	}
});

test('rows of others are read by nobody, whatever is asked of the database', async () => {
	const asked = async (by: typeof visitor | Awaited<ReturnType<TestOrganisation['founder']['actor']>>) =>
		within(server.runtime.db, by, async (tx) => {
			const { rows } = await sql<{ count: number }>`select count(*)::int as count from accord.directory_wish
				where organisation <> ${third.organisation}`.execute(tx);
			return rows[0]?.count;
		}).catch((error: { code?: string }) => error.code);
	expect(await asked(await third.founder.actor())).toBe(0);
	expect(await asked(visitor)).toBe('42501');
	const strangers = await within(server.runtime.db, await third.founder.actor(), async (tx) => {
		const { rows } = await sql`select * from accord.equal_wishes(${ours.organisation})`.execute(tx);
		return rows;
	});
	expect(strangers).toEqual([]);
	const told = await third.founder.act<typeof viewWishes>('directory.viewWishes', {
		organisation: ours.organisation as never,
	});
	expect(why(told)).toBe('access.denied');
});

test('an older list, another’s list, and too many changes are refused', async () => {
	const before = await made(third, [wish(ours)]);
	const newer = await made(third, [wish(theirs)]);
	must(await keep(third, newer));
	expect(why(await keep(third, before))).toBe('introduction.wishes-moved-on');
	expect(why(await keep(third, await made(ours, [wish(theirs)])))).toBe('introduction.wishes-forged');
	let last = 'done';
	for (let at = 0; at < 10 && last === 'done'; at++)
		last = why(await wishing(third, [wish(ours, `t-${at}`)]));
	expect(last).toBe('introduction.wishes-too-often');
});

test('both are told by mail that something waits, once', async () => {
	for (const one of [ours, theirs, third]) {
		const sealed = server.runtime.keys.sealAtRest('email', `${one.organisation}@example.org`);
		await within(server.runtime.db, system, (tx) =>
			sql`update accord.person set email_sealed = ${sealed}, told_of_waiting = true
				where id = ${one.founder.person}`.execute(tx),
		);
	}
	const letters = () =>
		within(server.runtime.db, system, async (tx) => {
			const { rows } = await sql<{ sealed: Buffer }>`delete from accord.letter returning sealed`.execute(tx);
			return rows.map(
				({ sealed }) => (JSON.parse(server.runtime.keys.openAtRest('letter', sealed)) as { to: string }).to,
			);
		});
	await tellOfIntroductions(server.runtime);
	expect((await letters()).toSorted()).toEqual(
		[ours, theirs].map(({ organisation }) => `${organisation}@example.org`).toSorted(),
	);
	await tellOfIntroductions(server.runtime);
	expect(await letters()).toEqual([]);
});
