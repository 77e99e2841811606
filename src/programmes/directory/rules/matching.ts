import type { Listing, ListingKind } from '../model/listing.ts';
import { stateOn } from './listing.ts';

/**
 * Which offer answers which need, and why. Read the same from both sides: a match belongs to the pair, so
 * whoever needs and whoever offers are told the same reasons.
 */
export type MatchReason =
	| { readonly is: 'same-kind' }
	/** A lawyer is needed and an advocate offered: an advocate is one. */
	| { readonly is: 'advocate-is-lawyer' }
	| { readonly is: 'same-town'; readonly region: string }
	| { readonly is: 'same-region'; readonly region: string }
	/** One of the two is not bound to a place. */
	| { readonly is: 'anywhere' }
	/** Elsewhere, and it can be sent or can travel. */
	| { readonly is: 'can-travel'; readonly from: string; readonly to: string }
	/** The days that both have; null where neither says. */
	| { readonly is: 'days'; readonly from: string | null; readonly until: string | null }
	| { readonly is: 'enough'; readonly offered: number; readonly needed: number }
	| { readonly is: 'part'; readonly offered: number; readonly needed: number };

export interface Match {
	readonly need: Listing;
	readonly offer: Listing;
	readonly reasons: readonly MatchReason[];
	readonly score: number;
}

/** What each reason weighs; the order of matches is their sum. */
export const matchWeights: Readonly<Record<MatchReason['is'], number>> = {
	'same-kind': 20,
	'advocate-is-lawyer': 15,
	'same-town': 30,
	'same-region': 20,
	anywhere: 12,
	'can-travel': 4,
	days: 8,
	enough: 10,
	part: 4,
};

/** A hall stands where it stands, and a car from another region is no help. */
const bound: readonly ListingKind[] = ['room', 'transport'];

/** The match of a need and an offer; none when they do not fit, or when they are of one organisation. */
export function match(need: Listing, offer: Listing, today: string): Match | undefined {
	if (need.side !== 'need' || offer.side !== 'offer' || need.organisation === offer.organisation)
		return undefined;
	if (stateOn(need, today) !== 'open' || stateOn(offer, today) !== 'open') return undefined;
	const found = [kindOf(need, offer), placeOf(need, offer), daysOf(need, offer), quantityOf(need, offer)];
	if (found.includes('no')) return undefined;
	const reasons = found.filter((one) => one !== 'no' && one !== undefined);
	return { need, offer, reasons, score: reasons.reduce((sum, { is }) => sum + matchWeights[is], 0) };
}

/** Every match of one's own listings among others', the best first; equals by their ids. */
export function matchAll(own: readonly Listing[], others: readonly Listing[], today: string): Match[] {
	const found = own.flatMap((mine) =>
		others.flatMap((other) => {
			const one = mine.side === 'need' ? match(mine, other, today) : match(other, mine, today);
			return one ? [one] : [];
		}),
	);
	const name = ({ need, offer }: Match) => `${need.id} ${offer.id}`;
	return found.toSorted((a, b) => b.score - a.score || (name(a) < name(b) ? -1 : 1));
}

/** The kinds of the other side that may answer one of this kind. */
export function kindsThatAnswer({ side, kind }: Pick<Listing, 'side' | 'kind'>): ListingKind[] {
	if (side === 'need' && kind === 'lawyer') return ['lawyer', 'advocate'];
	if (side === 'offer' && kind === 'advocate') return ['advocate', 'lawyer'];
	return [kind];
}

/** What answers these listings, wherever it is. */
export function answersTo(own: readonly Listing[]): Pick<Listing, 'kind' | 'side' | 'region'>[] {
	return own.flatMap((one) =>
		kindsThatAnswer(one).map((kind) => ({
			kind,
			side: one.side === 'need' ? ('offer' as const) : ('need' as const),
			region: one.region,
		})),
	);
}

type Found = MatchReason | 'no' | undefined;

function kindOf(need: Listing, offer: Listing): Found {
	if (need.kind === offer.kind) return { is: 'same-kind' };
	return kindsThatAnswer(need).includes(offer.kind) ? { is: 'advocate-is-lawyer' } : 'no';
}

function placeOf(need: Listing, offer: Listing): Found {
	if (need.region === null || offer.region === null) return { is: 'anywhere' };
	const isBound = bound.includes(need.kind);
	if (need.region !== offer.region)
		return isBound ? 'no' : { is: 'can-travel', from: offer.region, to: need.region };
	if (need.town !== '' && need.town === offer.town) return { is: 'same-town', region: need.region };
	// A hall in another town of the region does not serve a meeting in this one.
	if (need.kind === 'room' && need.town !== '' && offer.town !== '') return 'no';
	return { is: 'same-region', region: need.region };
}

function daysOf(need: Listing, offer: Listing): Found {
	const from = latest(need.from, offer.from);
	const until = earliest(need.until, offer.until);
	if (from !== null && until !== null && until < from) return 'no';
	return from === null && until === null ? undefined : { is: 'days', from, until };
}

function quantityOf(need: Listing, offer: Listing): Found {
	if (need.quantity === null || offer.quantity === null) return undefined;
	const amounts = { offered: offer.quantity, needed: need.quantity };
	return { is: offer.quantity >= need.quantity ? 'enough' : 'part', ...amounts };
}

function latest(a: string | null, b: string | null): string | null {
	if (a === null || b === null) return a ?? b;
	return a > b ? a : b;
}
function earliest(a: string | null, b: string | null): string | null {
	if (a === null || b === null) return a ?? b;
	return a < b ? a : b;
}
