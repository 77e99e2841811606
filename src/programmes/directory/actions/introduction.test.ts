import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TestOrganisation } from '#test/builders/colleagues.ts';
import { listedOrganisations } from '#test/builders/listed-network.ts';
import { must } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import { system, visitor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Result } from '#platform/result.ts';
import * as messages from '#vault/client/introductions/messages.ts';
import { fromBase64url, toBase64url } from '#vault/format/bytes.ts';
import { newId } from '#vault/format/ids.ts';
import { IntroductionId } from '#vault/format/model.ts';
import { tellOfIntroductions } from '../jobs/tell-of-introductions.ts';
import type { answerIntroduction, askIntroduction, viewIntroductions } from './introduction.ts';

const server = withRuntime();
let ours: TestOrganisation;
let theirs: TestOrganisation;
let third: TestOrganisation;
const text = 'Встретимся по делу о площади Мира.';

beforeAll(async () => {
	const { others } = await listedOrganisations(server.runtime, 3);
	[ours, theirs, third] = others as [TestOrganisation, TestOrganisation, TestOrganisation];
});

const seal = async (from: TestOrganisation, to: TestOrganisation, id = newId(IntroductionId)) => {
	const { organisation, founder } = from;
	const made = await messages.askIntroduction(founder, { organisation, to: to.organisation, id, text });
	return { id, message: toBase64url(must(made).message) };
};
const ask = async (from: TestOrganisation, to: TestOrganisation) => {
	const { id, message } = await seal(from, to);
	const asked = await send(from, to, id, message);
	return asked.ok ? { ok: true as const, value: { id, message } } : asked;
};
const send = (
	{ founder, organisation }: TestOrganisation,
	to: TestOrganisation,
	id: string,
	message: string,
) =>
	founder.act<typeof askIntroduction>('directory.askIntroduction', {
		organisation: organisation as never,
		id,
		to: to.organisation,
		message: message as never,
	});
const view = async ({ founder, organisation }: TestOrganisation) =>
	must(
		await founder.act<typeof viewIntroductions>('directory.viewIntroductions', {
			organisation: organisation as never,
		}),
	).introductions;
const why = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.id);
/** As the keeper is given it by the page. */
const given = async (one: TestOrganisation, id: string) => {
	const found = (await view(one)).find((row) => row.id === id);
	if (!found) throw new Error('It is not shown');
	const bytes = (value: string) => fromBase64url(value) as messages.GivenIntroduction['ask'];
	return { ...found, ask: bytes(found.ask), answer: found.answer && bytes(found.answer) } as never;
};
const answer = async (by: TestOrganisation, from: TestOrganisation, id: string) => {
	const made = await messages.answerIntroduction(by.founder, {
		organisation: by.organisation,
		introduction: await given(by, id),
		answer: 'accepted',
		text: 'Приходите.',
	});
	return by.founder.act<typeof answerIntroduction>('directory.answerIntroduction', {
		organisation: by.organisation as never,
		from: from.organisation,
		id,
		message: toBase64url(must(made).message) as never,
	});
};

describe('an introduction', () => {
	let id: string;

	test('is asked once, answered once, and shown to the two alone', async () => {
		({ id } = must(await ask(ours, theirs)));
		expect(why(await ask(ours, theirs))).toBe('introduction.already-asked');
		expect(why(await ask(theirs, ours))).toBe('introduction.they-asked');
		expect(await view(theirs)).toMatchObject([{ id, from: ours.organisation, answer: null }]);
		expect(await view(third)).toEqual([]);
		must(await answer(theirs, ours, id));
		expect(why(await answer(theirs, ours, id))).toBe('introduction.answered');
		const [opened] = must(
			await messages.openIntroductions(ours.founder, {
				organisation: ours.organisation,
				introductions: [await given(ours, id)],
			}),
		);
		expect(opened && must(opened.ask).text).toBe(text);
		expect(opened?.answer && must(opened.answer)).toMatchObject({ text: 'Приходите.', answer: 'accepted' });
		expect(why(await ask(ours, theirs))).toBe('introduction.asked-lately');
	});

	test('lies in no row that anybody else may read, nor change', async () => {
		const actors = { third: await third.founder.actor(), visitor };
		for (const [who, actor] of Object.entries(actors)) {
			const seen = await within(server.runtime.db, actor, async (tx) => {
				const { rows } = await sql`select id from accord.directory_introduction`.execute(tx);
				return rows.length;
			}).catch((error: { code?: string }) => error.code);
			expect(seen, who).toBe(who === 'visitor' ? '42501' : 0);
		}
		// Whoever asked cannot answer for the other, nor take their own words back unseen.
		const own = within(server.runtime.db, await ours.founder.actor(), async (tx) => {
			const done = await sql`update accord.directory_introduction set answer = ask where id = ${id}`.execute(
				tx,
			);
			return Number(done.numAffectedRows);
		});
		expect(await own).toBe(0);
		const rewritten = within(server.runtime.db, await theirs.founder.actor(), (tx) =>
			sql`update accord.directory_introduction set ask = answer where id = ${id}`.execute(tx),
		);
		await expect(rewritten).rejects.toMatchObject({ code: '42501' });
	});

	test('is refused where what was sealed is of another one, another sender, another reader', async () => {
		const { id: other, message } = await seal(ours, third);
		expect(why(await send(ours, third, randomUUID(), message))).toBe('introduction.not-fitting');
		expect(why(await send(third, theirs, other, message))).toBe('introduction.not-fitting');
		expect(
			why(await send(ours, { ...theirs, organisation: newId(IntroductionId) as never }, other, message)),
		).toBe('introduction.unknown');
		expect(why(await send(ours, ours, other, message))).toBe('introduction.own');
		const strange = await third.founder.act<typeof answerIntroduction>('directory.answerIntroduction', {
			organisation: third.organisation as never,
			from: ours.organisation,
			id,
			message: message as never,
		});
		expect(why(strange)).toBe('introduction.unknown');
	});

	test('is not told to members who are no coordinators', async () => {
		const nina = await ours.join('Nina');
		await within(server.runtime.db, system, (tx) =>
			sql`insert into accord.membership (organisation, person, coordinator, state)
				values (${ours.organisation}, ${nina.person}, false, 'active') on conflict do nothing`.execute(tx),
		);
		const asked = await nina.act<typeof viewIntroductions>('directory.viewIntroductions', {
			organisation: ours.organisation as never,
		});
		expect(why(asked)).toMatch(/^access\./);
	});
});

describe('by mail', () => {
	const letters = () =>
		within(server.runtime.db, system, async (tx) => {
			const { rows } = await sql<{ sealed: Buffer }>`select sealed from accord.letter`.execute(tx);
			await sql`delete from accord.letter`.execute(tx);
			return rows.map(
				({ sealed }) =>
					JSON.parse(server.runtime.keys.openAtRest('letter', sealed)) as { to: string; text: string },
			);
		});

	test('coordinators are told that something waits, once, and neither what nor from whom', async () => {
		for (const one of [ours, theirs, third]) {
			const sealed = server.runtime.keys.sealAtRest('email', `${one.organisation}@example.org`);
			await within(server.runtime.db, system, (tx) =>
				sql`update accord.person set email_sealed = ${sealed}, told_of_waiting = true
					where id = ${one.founder.person}`.execute(tx),
			);
		}
		await tellOfIntroductions(server.runtime);
		await letters();
		must(await ask(theirs, third));
		await tellOfIntroductions(server.runtime);
		const [letter, ...more] = await letters();
		expect(more).toEqual([]);
		expect(letter?.to).toBe(`${third.organisation}@example.org`);
		expect(letter?.text).not.toMatch(/introduc|знаком|Helpline/i);
		expect(letter?.text).not.toContain(theirs.organisation);
		await tellOfIntroductions(server.runtime);
		expect(await letters()).toEqual([]);
	});
});
