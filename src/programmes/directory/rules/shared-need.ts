import type { Listing, ListingKind } from '../model/listing.ts';
import { stateOn } from './listing.ts';

/** A need that several organisations of one region have: together they may get it sooner, or share one. */
export interface SharedNeed {
	readonly region: string;
	readonly kind: ListingKind;
	readonly needs: readonly Listing[];
	/** The sum of what they say they need; null where somebody does not say. */
	readonly quantity: number | null;
}

/** The shared needs in which an organisation has a part, by how many have them. */
export function sharedNeeds(needs: readonly Listing[], organisation: string, today: string): SharedNeed[] {
	const open = needs.filter((one) => one.side === 'need' && stateOn(one, today) === 'open');
	const groups = Map.groupBy(open, ({ region, kind }) => `${region ?? ''} ${kind}`);
	return [...groups.values()]
		.flatMap((group): SharedNeed[] => {
			const [first] = group;
			const who = new Set(group.map((one) => one.organisation));
			if (!first || first.region === null || who.size < 2 || !who.has(organisation)) return [];
			const amounts = group.map(({ quantity }) => quantity);
			const quantity = amounts.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
			const byId = group.toSorted((a, b) => (a.id < b.id ? -1 : 1));
			return [{ region: first.region, kind: first.kind, needs: byId, quantity }];
		})
		.toSorted(
			(a, b) =>
				b.needs.length - a.needs.length || (`${a.region} ${a.kind}` < `${b.region} ${b.kind}` ? -1 : 1),
		);
}
