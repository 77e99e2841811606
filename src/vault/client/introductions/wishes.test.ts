import { beforeAll, describe, expect, test } from 'vitest';
import type { TestOrganisation } from '#test/builders/colleagues.ts';
import { listedOrganisations } from '#test/builders/listed-network.ts';
import { must } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import type { Act } from '#platform/act.ts';
import { ok, type Result } from '#platform/result.ts';
import { toBase64url } from '../../format/bytes.ts';
import type { SealedWishes } from '../../format/envelope.ts';
import { randomBytes } from '../../format/sodium.ts';
import { WISHES, type Wish } from '../../format/wishes.ts';
import { signDocument } from '../../seal/documents.ts';
import { meetingPair } from '../../seal/introduction-key.ts';
import { makeSealingPair } from '../../seal/pairs.ts';
import { emptySlot, pairSecret, sealWishes, wishRow } from '../../seal/wishes.ts';
import { makeCoordinator, removeMember } from '../membership/members.ts';
import { settle } from '../membership/settle.ts';
import { changeWishes, readWishes, type GivenWishes, type WishesToKeep } from './wishes.ts';

const server = withRuntime();
let ours: TestOrganisation;
let theirs: TestOrganisation;
let third: TestOrganisation;

beforeAll(async () => {
	const { others } = await listedOrganisations(server.runtime, 3);
	[ours, theirs, third] = others as [TestOrganisation, TestOrganisation, TestOrganisation];
});

const wish = ({ organisation }: TestOrganisation, theme = 'prison'): Wish => ({ organisation, theme });
const change = ({ organisation, founder }: TestOrganisation, wishes: Wish[], before?: WishesToKeep) =>
	changeWishes(founder, { organisation, list: before?.list ?? null, wishes });
const wishing = async (one: TestOrganisation, wishes: Wish[], before?: WishesToKeep) =>
	must(await change(one, wishes, before));
const why = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.id);
const names = ({ rows }: WishesToKeep) => rows.map(({ token }) => toBase64url(token));
/** What an honest server tells one of another. */
const equalTo = (
	kept: WishesToKeep,
	other: TestOrganisation,
	theirKept: WishesToKeep,
): GivenWishes['equal'] =>
	theirKept.rows.flatMap((row) =>
		names(kept).includes(toBase64url(row.token)) ? [{ ...row, organisation: other.organisation }] : [],
	);
const read = async (one: TestOrganisation, kept: WishesToKeep, equal: GivenWishes['equal'] = []) =>
	must(
		await readWishes(one.founder, {
			organisation: one.organisation,
			list: kept.list,
			equal,
		}),
	);
const identityOf = ({ founder, organisation }: TestOrganisation) =>
	must(founder.ring.read(organisation)).state.identity;
const pairsOf = ({ founder, organisation }: TestOrganisation) => ({
	meeting: meetingOf({ founder, organisation }),
});
const meetingOf = ({ founder, organisation }: Pick<TestOrganisation, 'founder' | 'organisation'>) => {
	const { secrets } = must(founder.ring.read(organisation));
	if (!secrets) throw new Error('Their founder is a coordinator');
	return meetingPair(secrets);
};

describe('two that wish the same', () => {
	test('both learn of it, on what matter, and each is shown the other’s proof', async () => {
		const a = await wishing(ours, [wish(theirs), wish(third)]);
		const b = await wishing(theirs, [wish(ours)]);
		expect(equalTo(a, theirs, b)).toHaveLength(1);
		expect((await read(ours, a, equalTo(a, theirs, b))).mutual).toEqual([wish(theirs)]);
		expect((await read(theirs, b, equalTo(b, ours, a))).mutual).toEqual([wish(ours)]);
	});

	test('not where the matter is another, or only one of them wishes', async () => {
		const a = await wishing(ours, [wish(theirs, 'prison')]);
		expect(equalTo(a, theirs, await wishing(theirs, [wish(ours, 'army')]))).toEqual([]);
		const silent = await wishing(theirs, [wish(third, 'prison')]);
		expect(equalTo(a, theirs, silent)).toEqual([]);
		expect((await read(ours, a)).mutual).toEqual([]);
		expect((await read(theirs, silent)).mutual).toEqual([]);
	});
});

describe('the server', () => {
	test('is told as much by no wish as by sixteen', async () => {
		const themes = Array.from({ length: WISHES }, (_, at) => `theme-${at}`);
		const none = await wishing(ours, []);
		const full = await wishing(
			ours,
			themes.map((theme) => wish(theirs, theme)),
		);
		for (const kept of [none, full]) {
			expect(kept.rows).toHaveLength(WISHES);
			expect(new Set(names(kept)).size).toBe(WISHES);
			expect(kept.rows.every(({ token, proof }) => token.length === 32 && proof.length === 32)).toBe(true);
			// In the order of their bytes: where a wish stands in the list is not seen.
			expect(names(kept)).toEqual(names(kept).toSorted());
		}
		expect(full.list.length).toBe(none.list.length);
		expect(Buffer.from(full.list).includes(theirs.organisation)).toBe(false);
		expect(
			why(
				await change(
					ours,
					[...themes, 'one-more'].map((theme) => wish(theirs, theme)),
				),
			),
		).toBe('introduction.wishes-full');
	});

	test('sees one row go and one come, whether somebody is wished or no longer', async () => {
		const before = await wishing(ours, [wish(theirs)]);
		const more = await wishing(ours, [wish(theirs), wish(third)], before);
		const less = await wishing(ours, [wish(theirs)], more);
		const stayed = (a: WishesToKeep, b: WishesToKeep) => names(a).filter((one) => names(b).includes(one));
		expect(stayed(before, more)).toHaveLength(WISHES - 1);
		expect(stayed(more, less)).toHaveLength(WISHES - 1);
		// What stands there now is not what stood there before anything was wished.
		expect(stayed(before, less)).toHaveLength(WISHES - 1);
	});

	test('cannot make two meet that do not both wish it', async () => {
		const a = await wishing(ours, [wish(theirs)]);
		const row = a.rows.find(({ token }) => names({ ...a, rows: equalRows(a) }).includes(toBase64url(token)));
		if (!row) throw new Error('The wish has a row');
		const { organisation } = theirs;
		// It knows our own row, and nothing of what the other would have had to prove.
		for (const proof of [row.proof, new Uint8Array(randomBytes(32))]) {
			const said = await read(ours, a, [{ organisation, token: row.token, proof }]);
			expect(said.mutual).toEqual([]);
		}
		// Nor does the right proof of one stand for another.
		const b = await wishing(theirs, [wish(ours)]);
		const equal = equalTo(a, third, b);
		expect((await read(ours, a, equal)).mutual).toEqual([]);
	});

	/** Which of our rows is the wish: computed as we do, the server could not. */
	function equalRows(kept: WishesToKeep) {
		const { meeting } = pairsOf(ours);
		const theirKey = { identity: identityOf(theirs), meeting: pairsOf(theirs).meeting.public };
		const secret = must(pairSecret({ identity: identityOf(ours), meeting }, theirKey));
		const { token } = wishRow(secret, 'prison', identityOf(ours));
		return kept.rows.filter((one) => toBase64url(one.token) === toBase64url(token));
	}

	test('is refused with a list that it made, changed, or kept from before', async () => {
		const a = await wishing(ours, [wish(theirs)]);
		const { organisation, founder } = ours;
		const given = (list: SealedWishes) => readWishes(founder, { organisation, list, equal: [] });
		const slots = Array.from({ length: WISHES }, emptySlot);
		const forged = sealWishes({ organisation, number: 99 }, slots, randomBytes(32));
		expect(why(await given(forged))).toBe('introduction.wishes-forged');
		const altered = a.list.slice() as SealedWishes;
		altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
		expect(why(await given(altered))).toBe('introduction.wishes-forged');
		const strange = await wishing(theirs, [wish(ours)]);
		expect(why(await given(strange.list))).toBe('introduction.wishes-forged');
		const newer = await wishing(ours, [], a);
		await read(ours, newer);
		// Told, and nothing is put back by itself.
		expect(await read(ours, a)).toMatchObject({ older: true, wishes: [wish(theirs)] });
		const again = await wishing(ours, [], a);
		expect((await read(ours, again)).older).toBe(false);
	});
});

describe('a third organisation', () => {
	test('computes no token of two others, however much it tries', async () => {
		const a = await wishing(ours, [wish(theirs)]);
		const { meeting } = pairsOf(third);
		for (const [mine, other] of [
			[identityOf(third), theirs],
			[identityOf(ours), theirs],
			[identityOf(third), ours],
			[identityOf(theirs), ours],
		] as const) {
			const key = { identity: identityOf(other), meeting: pairsOf(other).meeting.public };
			const secret = must(pairSecret({ identity: mine, meeting }, key));
			for (const theme of ['prison', 'army']) {
				expect(names(a)).not.toContain(toBase64url(wishRow(secret, theme, identityOf(ours)).token));
			}
		}
	});

	test('cannot offer a key with which the secret is none', () => {
		const low = makeSealingPair().public.replaceAll(/./g, 'A') as ReturnType<
			typeof makeSealingPair
		>['public'];
		const mine = { identity: identityOf(ours), meeting: pairsOf(ours).meeting };
		expect(why(pairSecret(mine, { identity: identityOf(third), meeting: low }))).toBe(
			'introduction.key-forged',
		);
	});
});

test('oneself, the same twice, and whoever has no key cannot be wished', async () => {
	expect(why(await change(ours, [wish(ours)]))).toBe('introduction.own');
	expect(why(await change(ours, [wish(theirs), wish(theirs)]))).toBe('introduction.wished-twice');
	const stranger = { organisation: '00000000-0000-4000-8000-000000000001' as Wish['organisation'] };
	expect(why(await change(ours, [{ ...stranger, theme: 'prison' }]))).toBe('introduction.no-key');
});

describe('what stands on the server for a wish', () => {
	test('stays as it is when a coordinator leaves either of the two, and they still meet', async () => {
		const [a, b] = [await wishing(ours, [wish(theirs)]), await wishing(theirs, [wish(ours)])];
		for (const one of [ours, theirs]) {
			const { founder, organisation } = one;
			const leaver = await one.join('Raisa');
			must(await makeCoordinator(founder, { organisation, person: leaver.person }));
			must(await removeMember(founder, { organisation, person: leaver.person }));
			must(await settle(founder, organisation));
			await founder.refresh();
		}
		expect((await read(ours, a, equalTo(a, theirs, b))).mutual).toEqual([wish(theirs)]);
		const [again, more] = [
			await wishing(ours, [wish(theirs)], a),
			await wishing(ours, [wish(theirs), wish(third)], a),
		];
		expect(names(again)).toEqual(names(a));
		expect(names(more).filter((one) => names(a).includes(one))).toHaveLength(WISHES - 1);
	});

	test('cannot be found out by offering another key, or none, and looking which row changes', async () => {
		const a = await wishing(ours, [wish(theirs), wish(third)]);
		const { secrets, state } = must(theirs.founder.ring.read(theirs.organisation));
		if (!secrets) throw new Error('Their founder is a coordinator');
		// Signed as it should be, as by a coordinator who left with the signing key and has the server.
		const now = Date.now();
		const valid = signDocument(
			{
				kind: 'introduction',
				organisation: theirs.organisation,
				identity: state.identity,
				key: makeSealingPair().public,
				meeting: makeSealingPair().public,
				issued: new Date(now).toISOString(),
				expires: new Date(now + 86_400_000).toISOString(),
			},
			secrets.signing,
		);
		for (const keys of [
			[],
			[{ organisation: theirs.organisation, document: toBase64url(valid) }],
			[{ organisation: theirs.organisation, document: 'AAAA' }],
		]) {
			const { founder, organisation } = ours;
			const act: Act = (async (name: string, input: never, more: never) =>
				name === 'vault.listIntroductionKeys'
					? ok({ keys, next: null })
					: founder.act(name, input, more)) as unknown as Act;
			const elsewhere = founder.elsewhere(founder.act);
			await elsewhere.refresh();
			const by = { ...elsewhere, act };
			const wishes = [wish(theirs), wish(third)];
			const made = must(await changeWishes(by, { organisation, list: a.list, wishes }));
			expect(names(made)).toEqual(names(a));
		}
	});

	test('is read without asking the server anything', async () => {
		const a = await wishing(ours, [wish(theirs)]);
		const { founder, organisation } = ours;
		const act: Act = () => Promise.reject(new Error('It was asked'));
		const opened = await readWishes({ ...founder, act }, { organisation, list: a.list, equal: [] });
		expect(must(opened).wishes).toEqual([wish(theirs)]);
	});
});
