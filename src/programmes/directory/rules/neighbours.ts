import type { Listing } from '../model/listing.ts';
import { matchAll } from './matching.ts';

/**
 * "You should know each other": who is near, works on the same, and has what the other lacks. The rule is for
 * people to read: each reason is said in words, and the order is the sum of what the reasons weigh
 * (docs/decisions/095-neighbours.md).
 */
export type NeighbourReason =
	| { readonly is: 'same-town' }
	| { readonly is: 'same-region'; readonly region: string }
	/** Over the globe, to the kilometre; not said of those in one town. */
	| { readonly is: 'near'; readonly kilometres: number }
	| { readonly is: 'same-theme'; readonly theme: string }
	/** They offer what you need: how many of your needs they could meet. */
	| { readonly is: 'they-have'; readonly kinds: readonly Listing['kind'][] }
	| { readonly is: 'you-have'; readonly kinds: readonly Listing['kind'][] }
	/** Needs and offers they have settled between them already. */
	| { readonly is: 'helped-before'; readonly times: number };

/** What each reason weighs; of themes and of kinds each counts, up to the number that counts at all. */
export const neighbourWeights = {
	'same-town': 40,
	'same-region': 20,
	near: 10,
	'same-theme': 8,
	'they-have': 15,
	'you-have': 15,
	'helped-before': 5,
} as const satisfies Record<NeighbourReason['is'], number>;
export const countedAtMost = { themes: 4, kinds: 3, times: 2 } as const;
/** Further than this is not near: a day's journey and back. */
export const nearKilometres = 150;

/** An organisation as it is compared: what the one who asks may read of it. */
export interface Compared {
	readonly organisation: string;
	readonly region: string;
	/** Of the region; empty where it is not known. */
	readonly town: string;
	readonly at: { readonly latitude: number; readonly longitude: number } | undefined;
	readonly themes: readonly string[];
	/** Open ones. */
	readonly listings: readonly Listing[];
}

export interface Neighbour {
	readonly organisation: string;
	readonly reasons: readonly NeighbourReason[];
	readonly score: number;
}

/** What is known of two organisations together. */
export interface Between {
	readonly kilometres: number | undefined;
	readonly settled: number;
}

/** Why two should know each other, as the first reads it; none where nothing speaks for it. */
export function compare(
	mine: Compared,
	other: Compared,
	between: Between,
	today: string,
): Neighbour | undefined {
	if (mine.organisation === other.organisation) return undefined;
	const reasons = [
		...placeReasons(mine, other, between.kilometres),
		...themeReasons(mine, other),
		...listingReasons(mine, other, today),
		...(between.settled > 0 ? [{ is: 'helped-before' as const, times: between.settled }] : []),
	];
	if (reasons.length === 0) return undefined;
	return {
		organisation: other.organisation,
		reasons,
		score: reasons.reduce((sum, one) => sum + weightOf(one), 0),
	};
}

/** The order in which neighbours are shown: the most speaks for the first; equals by their ids. */
export function rank(found: readonly Neighbour[], most: number): Neighbour[] {
	return found
		.toSorted((a, b) => b.score - a.score || (a.organisation < b.organisation ? -1 : 1))
		.slice(0, most);
}

/** What one reason adds to the score. */
export function weightOf(reason: NeighbourReason): number {
	const weight = neighbourWeights[reason.is];
	if ('kinds' in reason) return weight * Math.min(reason.kinds.length, countedAtMost.kinds);
	return 'times' in reason ? weight * Math.min(reason.times, countedAtMost.times) : weight;
}

function placeReasons(mine: Compared, other: Compared, kilometres: number | undefined): NeighbourReason[] {
	const sameRegion = mine.region === other.region;
	if (sameRegion && mine.town !== '' && mine.town === other.town) return [{ is: 'same-town' }];
	const near = kilometres !== undefined && kilometres <= nearKilometres;
	return [
		...(sameRegion ? [{ is: 'same-region' as const, region: mine.region }] : []),
		...(near ? [{ is: 'near' as const, kilometres: Math.round(kilometres) }] : []),
	];
}

function themeReasons(mine: Compared, other: Compared): NeighbourReason[] {
	const theirs = new Set(other.themes);
	return [...new Set(mine.themes)]
		.filter((theme) => theirs.has(theme))
		.toSorted()
		.slice(0, countedAtMost.themes)
		.map((theme) => ({ is: 'same-theme', theme }));
}

function listingReasons(mine: Compared, other: Compared, today: string): NeighbourReason[] {
	const matches = matchAll(mine.listings, other.listings, today);
	const kindsOf = (whoNeeds: string) =>
		[
			...new Set(matches.filter(({ need }) => need.organisation === whoNeeds).map(({ need }) => need.kind)),
		].toSorted();
	const [theyHave, youHave] = [kindsOf(mine.organisation), kindsOf(other.organisation)];
	return [
		...(theyHave.length > 0 ? [{ is: 'they-have' as const, kinds: theyHave }] : []),
		...(youHave.length > 0 ? [{ is: 'you-have' as const, kinds: youHave }] : []),
	];
}
