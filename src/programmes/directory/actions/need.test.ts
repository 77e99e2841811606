import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { system, visitor, type Member } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { newId, organisationId, personId, sessionId } from '#platform/ids.ts';
import type { Result } from '#platform/result.ts';
import { insertDesk, insertMember, type TestDesk, type TestMember } from '#test/builders/desks.ts';
import { withRuntime } from '#test/builders/server.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import type { AgreementStep } from '../model/agreement.ts';
import type { NewListing } from '../model/listing.ts';
import type { ListingView, NeedsAnswer } from './need/view.ts';

const server = withRuntime();
interface Group {
	readonly desk: TestDesk;
	readonly chief: TestMember;
}
/** Two of Tula, one of Perm. */
const groups = {} as Record<'tula' | 'tulaToo' | 'perm', Group>;
let member: TestMember;

beforeAll(async () => {
	await vaultReady();
	const found = async (name: string, region: string, town: string): Promise<Group> => {
		const desk = await insertDesk(server.runtime, name);
		await within(server.runtime.db, system, (tx) =>
			tx
				.updateTable('organisation')
				.set({ region, town_en: town })
				.where('id', '=', desk.organisation)
				.execute(),
		);
		return { desk, chief: await insertMember(server.runtime, desk, name, { coordinator: true }) };
	};
	groups.tula = await found('Tula', 'RU-TUL', 'Tula');
	groups.tulaToo = await found('Tula too', 'RU-TUL', 'Tula');
	groups.perm = await found('Perm', 'RU-PER', 'Perm');
	member = await insertMember(server.runtime, groups.tula.desk, 'Member');
});

const must = <T>(result: Result<unknown>): T => {
	if (!result.ok) throw new Error(JSON.stringify(result.refusal));
	return result.value as T;
};
const refusal = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.id);
const place = async ({ desk, chief }: Group, over: Partial<NewListing> = {}) => {
	const id = randomUUID();
	const given = {
		side: 'need',
		kind: 'room',
		reach: { is: 'own-town' },
		from: null,
		until: null,
		quantity: null,
		words: 'A hall',
		audience: 'network',
		...over,
	};
	must(await chief.act('directory.placeListing', { organisation: desk.organisation, id, ...given }));
	return { organisation: desk.organisation, id };
};
const view = async ({ desk, chief }: Group) =>
	must<NeedsAnswer>(await chief.act('directory.viewNeeds', { organisation: desk.organisation }));
const seenBy = async ({ desk, chief }: Group) =>
	must<{ listings: ListingView[] }>(
		await chief.act('directory.browseListings', { organisation: desk.organisation }),
	).listings.map(({ id }) => id);

describe('needs and offers', () => {
	it('of two groups of one town find each other, with reasons, and go from proposed to thanked', async () => {
		const { tula, tulaToo } = groups;
		const need = await place(tula, { quantity: 30 });
		const offer = await place(tulaToo, { side: 'offer', quantity: 50 });
		const mine = (await view(tula)).matches.find(({ other }) => other.id === offer.id);
		expect(mine).toMatchObject({
			mine: need.id,
			other: { name: { en: 'Tula too' }, townName: { en: 'Tula' } },
		});
		expect(mine?.reasons.map(({ is }) => is)).toEqual(['same-kind', 'same-town', 'enough']);
		const theirs = (await view(tulaToo)).matches.find(({ other }) => other.id === need.id);
		expect(theirs?.reasons).toEqual(mine?.reasons);

		const by = (group: Group, step: AgreementStep) =>
			group.chief.act('directory.carryOnAgreement', {
				organisation: group.desk.organisation,
				listing: need,
				with: tulaToo.desk.organisation,
				step,
			});
		const proposal = { organisation: tulaToo.desk.organisation, listing: need, mine: offer.id };
		must(await tulaToo.chief.act('directory.proposeAgreement', proposal));
		expect(refusal(await tulaToo.chief.act('directory.proposeAgreement', proposal))).toBe(
			'need.proposed-already',
		);
		expect((await view(tula)).matches.some(({ other }) => other.id === offer.id)).toBe(false);
		expect(refusal(await by(tulaToo, 'accept'))).toBe('need.not-now');
		must(await by(tula, 'accept'));
		// Whoever else looks on learns that it is settled, and with whom is nobody's business.
		expect(await seenBy(groups.perm)).not.toContain(need.id);
		expect((await view(groups.perm)).agreements).toEqual([]);
		expect((await view(tulaToo)).own.find(({ id }) => id === offer.id)?.state).toBe('agreed');
		must(await by(tulaToo, 'conclude'));
		expect(refusal(await by(tulaToo, 'thank'))).toBe('need.not-now');
		must(await by(tula, 'thank'));
		expect((await view(tulaToo)).agreements[0]).toMatchObject({
			state: 'thanked',
			partnerName: { en: 'Tula' },
			may: [],
		});
		expect((await view(tula)).own.find(({ id }) => id === need.id)?.state).toBe('thanked');
	});

	it('put otherwise are matched anew; what was proposed on the old words is asked about again', async () => {
		const { tula, tulaToo, perm } = groups;
		const need = await place(tula, { kind: 'trainer', quantity: 9, words: 'One evening' });
		const offer = await place(tulaToo, { side: 'offer', kind: 'trainer', quantity: 4 });
		const propose = (version?: number) =>
			tulaToo.chief.act('directory.proposeAgreement', {
				organisation: tulaToo.desk.organisation,
				listing: need,
				mine: offer.id,
				version,
			});
		must(await propose(1));
		const change = (by: TestMember, over: object = {}) =>
			by.act('directory.changeListing', {
				organisation: tula.desk.organisation,
				id: need.id,
				from: null,
				until: null,
				quantity: 3,
				words: 'Three evenings',
				audience: 'network',
				...over,
			});
		expect(refusal(await change(perm.chief))).toBe('access.denied');
		expect(refusal(await change(member))).toBe('access.denied');
		expect(must(await change(tula.chief))).toEqual({ version: 2 });

		const step = (group: Group, name: AgreementStep, version: number) =>
			group.chief.act('directory.carryOnAgreement', {
				organisation: group.desk.organisation,
				listing: need,
				with: tulaToo.desk.organisation,
				step: name,
				version,
			});
		const between = async (group: Group) =>
			(await view(group)).agreements.find(({ listing }) => listing.id === need.id);
		expect(await between(tula)).toMatchObject({ outdated: true, may: ['decline'] });
		expect(await between(tulaToo)).toMatchObject({
			listing: { words: 'Three evenings' },
			may: ['renew', 'take-back'],
		});
		expect(refusal(await step(tula, 'accept', 2))).toBe('need.not-now');
		expect(refusal(await step(tulaToo, 'renew', 1))).toBe('need.changed');
		must(await step(tulaToo, 'take-back', 2));
		const again = (await view(tulaToo)).matches.find(({ other }) => other.id === need.id);
		expect(again?.reasons).toContainEqual({ is: 'enough', offered: 4, needed: 3 });
		expect(refusal(await propose(1))).toBe('need.changed');
		must(await propose(2));
		must(await change(tula.chief, { quantity: 2 }));
		must(await step(tulaToo, 'renew', 3));
		must(await step(tula, 'accept', 3));
		expect(refusal(await change(tula.chief))).toBe('need.not-open');
	});

	it('of others are not changed, even by a faulty query of whoever has an agreement about them', async () => {
		const { tula, tulaToo } = groups;
		const need = await place(tula, { kind: 'money', words: 'For postage' });
		must(
			await tulaToo.chief.act('directory.proposeAgreement', {
				organisation: tulaToo.desk.organisation,
				listing: need,
				mine: null,
			}),
		);
		const organisation = organisationId.parse(tulaToo.desk.organisation);
		const chief: Member = {
			kind: 'member',
			person: personId.parse(tulaToo.chief.person),
			session: newId(sessionId),
			level: 'full',
			memberships: [{ organisation, office: false, coordinator: true, programmes: [] }],
		};
		await expect(
			within(server.runtime.db, chief, (tx) =>
				tx.updateTable('directory_listing').set({ words: 'For us' }).where('id', '=', need.id).execute(),
			),
		).rejects.toThrow(/its own organisation/);
	});

	it('agreed by one of two at once, the other is told; called off, it is open again', async () => {
		const { tula, tulaToo, perm } = groups;
		const need = await place(tula, { kind: 'translator', reach: { is: 'anywhere' } });
		for (const { desk, chief } of [tulaToo, perm])
			must(
				await chief.act('directory.proposeAgreement', {
					organisation: desk.organisation,
					listing: need,
					mine: null,
				}),
			);
		const by = (other: Group, step: AgreementStep) =>
			tula.chief.act('directory.carryOnAgreement', {
				organisation: tula.desk.organisation,
				listing: need,
				with: other.desk.organisation,
				step,
			});
		const both = await Promise.all([by(tulaToo, 'accept'), by(perm, 'accept')]);
		expect(both.map(refusal).toSorted()).toEqual(['done', 'need.not-open']);
		const agreed = both[0]?.ok ? tulaToo : perm;
		must(await by(agreed, 'call-off'));
		expect(await seenBy(perm)).toContain(need.id);
	});

	it('that several of a region have are shown to them together, and to nobody else', async () => {
		const { tula, tulaToo, perm } = groups;
		for (const group of [tula, tulaToo])
			await place(group, { kind: 'printing', reach: { is: 'own-region' }, quantity: 200 });
		for (const group of [tula, tulaToo])
			expect((await view(group)).shared).toMatchObject([
				{ kind: 'printing', region: 'RU-TUL', quantity: 400 },
			]);
		expect((await view(perm)).shared).toEqual([]);
	});

	it('are read by whom they are for: whole network, own region, everybody', async () => {
		const { tula, tulaToo, perm } = groups;
		const ofAudience = {
			public: await place(tula, { audience: 'public' }),
			network: await place(tula, { audience: 'network' }),
			region: await place(tula, { audience: 'region' }),
		};
		const all = Object.entries(ofAudience);
		const of = (ids: readonly string[]) => all.filter(([, { id }]) => ids.includes(id)).map(([name]) => name);
		expect(of(await seenBy(tulaToo))).toEqual(['public', 'network', 'region']);
		expect(of(await seenBy(perm))).toEqual(['public', 'network']);
		const ofVisitor = await within(server.runtime.db, visitor, (tx) =>
			tx.selectFrom('directory_listing').select(['id', 'audience']).execute(),
		);
		expect(of(ofVisitor.map(({ id }) => id))).toEqual(['public']);
		expect(ofVisitor.every(({ audience }) => audience === 'public')).toBe(true);
		const hidden = { organisation: perm.desk.organisation, listing: ofAudience.region, mine: null };
		expect(refusal(await perm.chief.act('directory.proposeAgreement', hidden))).toBe('need.unknown');
		// What an organisation that has left had placed is nobody's any more.
		await within(server.runtime.db, system, (tx) =>
			tx
				.updateTable('organisation')
				.set({ state: 'left' })
				.where('id', '=', tula.desk.organisation)
				.execute(),
		);
		expect(of(await seenBy(perm))).toEqual([]);
		await within(server.runtime.db, system, (tx) =>
			tx
				.updateTable('organisation')
				.set({ state: 'active' })
				.where('id', '=', tula.desk.organisation)
				.execute(),
		);
	});

	it('are placed and answered by coordinators; days that cannot be are refused', async () => {
		const { tula } = groups;
		const { organisation } = tula.desk;
		const given = {
			side: 'need',
			kind: 'room',
			reach: { is: 'anywhere' },
			quantity: null,
			words: 'x',
			audience: 'network',
		};
		const act = (who: TestMember, from: string | null, until: string | null) =>
			who.act('directory.placeListing', { organisation, id: randomUUID(), ...given, from, until });
		expect(refusal(await act(member, null, null))).toBe('access.denied');
		expect(refusal(await act(tula.chief, '2999-01-02', '2999-01-01'))).toBe('need.ends-before');
		expect(refusal(await act(tula.chief, null, '2001-01-01'))).toBe('need.is-over');
		const read = must<NeedsAnswer>(await member.act('directory.viewNeeds', { organisation }));
		expect(read.may.place).toBe(false);
		const withdrawn = await place(tula);
		must(await tula.chief.act('directory.withdrawListing', withdrawn));
		expect((await view(tula)).own.some(({ id }) => id === withdrawn.id)).toBe(false);
	});
});
