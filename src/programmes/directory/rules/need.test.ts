import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementSteps, type AgreementState } from '../model/agreement.ts';
import { listingKinds, type Listing } from '../model/listing.ts';
import { nextSteps, propose, takeStep } from './agreement.ts';
import { changeListing, checkDays, expiryOf, stateOn } from './listing.ts';
import { kindsThatAnswer, match, matchAll, matchWeights } from './matching.ts';
import { sharedNeeds } from './shared-need.ts';

const today = '2026-11-23';
const listing = (over: Partial<Listing> = {}): Listing => ({
	organisation: 'a',
	id: '1',
	side: 'need',
	kind: 'room',
	region: 'RU-TUL',
	town: 'tula',
	from: null,
	until: null,
	expires: '2027-01-01',
	quantity: null,
	words: 'A hall for thirty people',
	audience: 'network',
	state: 'open',
	placed: today,
	version: 1,
	...over,
});
const offer = (over: Partial<Listing> = {}) =>
	listing({ organisation: 'b', id: '2', side: 'offer', ...over });
const reasons = (one: ReturnType<typeof match>) => one?.reasons.map(({ is }) => is);

describe('a match', () => {
	it('says why: kind, place, days, quantity', () => {
		expect(reasons(match(listing(), offer(), today))).toEqual(['same-kind', 'same-town']);
		const need = listing({ from: '2026-12-01', until: '2026-12-20', quantity: 30 });
		const found = match(need, offer({ from: '2026-12-10', quantity: 40 }), today);
		expect(found?.reasons).toContainEqual({ is: 'days', from: '2026-12-10', until: '2026-12-20' });
		expect(found?.reasons).toContainEqual({ is: 'enough', offered: 40, needed: 30 });
	});
	it('knows that an advocate is a lawyer, and a lawyer no advocate', () => {
		const at = { region: null, town: '' };
		expect(
			reasons(match(listing({ kind: 'lawyer', ...at }), offer({ kind: 'advocate', ...at }), today)),
		).toEqual(['advocate-is-lawyer', 'anywhere']);
		expect(
			match(listing({ kind: 'advocate', ...at }), offer({ kind: 'lawyer', ...at }), today),
		).toBeUndefined();
	});
	it('lets books travel and leaves halls where they stand', () => {
		const far = { region: 'RU-PER', town: 'perm' };
		expect(match(listing(), offer(far), today)).toBeUndefined();
		expect(match(listing(), offer({ town: 'aleksin' }), today)).toBeUndefined();
		expect(
			reasons(match(listing({ kind: 'literature' }), offer({ kind: 'literature', ...far }), today)),
		).toEqual(['same-kind', 'can-travel']);
	});
	it('is none when days do not meet, when it is over, or within one organisation', () => {
		expect(match(listing({ until: '2026-12-01' }), offer({ from: '2026-12-02' }), today)).toBeUndefined();
		expect(match(listing({ expires: '2026-11-22' }), offer(), today)).toBeUndefined();
		expect(match(listing({ state: 'agreed' }), offer(), today)).toBeUndefined();
		expect(match(listing(), offer({ organisation: 'a' }), today)).toBeUndefined();
	});

	const day = fc.constantFrom(null, '2026-12-01', '2026-12-10', '2027-01-05');
	const any = fc.record({
		organisation: fc.constantFrom('a', 'b', 'c'),
		id: fc.uuid({ version: 4 }),
		side: fc.constantFrom('need' as const, 'offer' as const),
		kind: fc.constantFrom(...listingKinds),
		region: fc.constantFrom(null, 'RU-TUL', 'RU-PER'),
		town: fc.constantFrom('', 'tula'),
		from: day,
		until: day,
		quantity: fc.option(fc.integer({ min: 1, max: 100 })),
	});
	it('reads the same from both sides, its reasons add up, and the order of rows does not matter', () => {
		fc.assert(
			fc.property(fc.array(any, { maxLength: 12 }), (rows) => {
				const all = rows.map((row) => listing(row));
				const ofA = all.filter(({ organisation }) => organisation === 'a');
				const others = all.filter(({ organisation }) => organisation !== 'a');
				const one = matchAll(ofA, others, today);
				expect(matchAll(others, ofA, today)).toEqual(one);
				expect(matchAll(ofA.toReversed(), others.toReversed(), today)).toEqual(one);
				for (const { need, offer, reasons: why, score } of one) {
					expect(why.reduce((sum, { is }) => sum + matchWeights[is], 0)).toBe(score);
					expect(kindsThatAnswer(need)).toContain(offer.kind);
					expect(kindsThatAnswer(offer)).toContain(need.kind);
				}
			}),
		);
	});
});

describe('a need that several have', () => {
	it('is shown to those who have it, with the sum where all say how much', () => {
		const ours = listing({ kind: 'printing', quantity: 200 });
		const theirs = listing({ organisation: 'b', id: '2', kind: 'printing', quantity: 300, town: 'aleksin' });
		const elsewhere = listing({ organisation: 'c', id: '3', kind: 'printing', region: 'RU-PER' });
		const all = [theirs, ours, elsewhere];
		expect(sharedNeeds(all, 'a', today)).toEqual([
			{ region: 'RU-TUL', kind: 'printing', needs: [ours, theirs], quantity: 500 },
		]);
		expect(sharedNeeds(all, 'c', today)).toEqual([]);
		expect(sharedNeeds([ours, listing({ id: '4', kind: 'printing' })], 'a', today)).toEqual([]);
	});
});

describe('an agreement', () => {
	const now = (state: AgreementState, side: 'need' | 'offer' = 'need') => ({
		state,
		side,
		listing: 'open' as const,
	});
	it('goes from proposed to thanked, and each step is whose it is', () => {
		expect(nextSteps({ state: 'proposed', side: 'need' }, 'owner')).toEqual(['accept', 'decline']);
		expect(nextSteps({ state: 'proposed', side: 'need' }, 'proposer')).toEqual(['take-back']);
		expect(nextSteps({ state: 'agreed', side: 'need' }, 'owner')).toEqual(['call-off', 'conclude']);
		expect(nextSteps({ state: 'done', side: 'need' }, 'owner')).toEqual(['thank']);
		expect(nextSteps({ state: 'done', side: 'need' }, 'proposer')).toEqual([]);
		expect(nextSteps({ state: 'done', side: 'offer' }, 'proposer')).toEqual(['thank']);
		expect(takeStep(now('proposed'), 'accept', 'owner')).toEqual({
			ok: true,
			value: { agreement: 'agreed', listing: 'agreed' },
		});
	});
	it('on words that were changed since is agreed to only after it was renewed', () => {
		const standing = { state: 'proposed', side: 'need', outdated: true } as const;
		expect(nextSteps(standing, 'owner')).toEqual(['decline']);
		expect(nextSteps(standing, 'proposer')).toEqual(['renew', 'take-back']);
		expect(takeStep({ ...now('proposed'), outdated: true }, 'accept', 'owner').ok).toBe(false);
		expect(takeStep({ ...now('proposed'), outdated: true }, 'renew', 'proposer')).toEqual({
			ok: true,
			value: { agreement: 'proposed', listing: 'as-it-is' },
		});
		expect(takeStep(now('proposed'), 'renew', 'proposer').ok).toBe(false);
	});
	it('does nothing twice and nothing out of turn', () => {
		for (const state of ['declined', 'taken-back', 'called-off', 'thanked'] as const)
			for (const step of agreementSteps)
				for (const party of ['owner', 'proposer'] as const)
					expect(takeStep(now(state), step, party).ok).toBe(false);
		expect(takeStep({ ...now('proposed'), listing: 'agreed' }, 'accept', 'owner')).toMatchObject({
			refusal: { id: 'need.not-open' },
		});
	});
	it('is proposed to others, while it is open, and again only after it was taken back or called off', () => {
		const open = { state: 'open' as const, isOwn: false };
		expect(propose(open, undefined).ok).toBe(true);
		expect(propose(open, 'called-off').ok).toBe(true);
		expect(propose(open, 'declined')).toMatchObject({ refusal: { id: 'need.declined' } });
		expect(propose(open, 'proposed')).toMatchObject({ refusal: { id: 'need.proposed-already' } });
		expect(propose({ ...open, isOwn: true }, undefined)).toMatchObject({ refusal: { id: 'need.own' } });
		expect(propose({ ...open, state: 'expired' }, undefined)).toMatchObject({
			refusal: { id: 'need.not-open' },
		});
	});
});

describe('a listing put otherwise', () => {
	const said = { from: null, until: null, quantity: 25, words: 'A hall', audience: 'network' } as const;
	const before = listing({ ...said });
	it('is another version where what others answer changed, and only there', () => {
		expect(changeListing(before, { ...said, audience: 'public' }, today)).toMatchObject({
			value: { audience: 'public', version: 1 },
		});
		const changed = changeListing(before, { ...said, quantity: 40, until: '2026-12-01' }, today);
		expect(changed).toMatchObject({
			value: { quantity: 40, expires: '2026-12-01', version: 2, placed: today },
		});
	});
	it('gets more time when its own is over, and is not changed once it is agreed', () => {
		const over = { ...before, until: '2026-11-01', expires: '2026-11-01' };
		const longer = changeListing(over, { ...said, until: '2026-12-31' }, today);
		expect(longer.ok && stateOn(longer.value, today)).toBe('open');
		expect(changeListing(over, { ...said, until: '2026-11-01' }, today)).toMatchObject({
			refusal: { id: 'need.is-over' },
		});
		for (const state of ['agreed', 'done', 'thanked', 'withdrawn'] as const)
			expect(changeListing({ ...before, state }, said, today)).toMatchObject({
				refusal: { id: 'need.not-open' },
			});
	});
});

it('days: what is over is said; a listing without a last day ends after half a year', () => {
	expect(checkDays('2026-12-02', '2026-12-01', today)).toMatchObject({ refusal: { id: 'need.ends-before' } });
	expect(checkDays(null, '2026-11-22', today)).toMatchObject({ refusal: { id: 'need.is-over' } });
	expect(checkDays(null, today, today).ok).toBe(true);
	expect(expiryOf(null, today)).toBe('2027-05-22');
	expect(stateOn(listing({ expires: today }), today)).toBe('open');
	expect(stateOn(listing({ expires: '2026-11-22' }), today)).toBe('expired');
});
