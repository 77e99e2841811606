/** Who should know whom. */
import { z } from 'zod';
import type { InBoth } from '#commons/organisations/index.ts';
import { kilometresBetween } from '#commons/places/index.ts';
import { gazetteer } from '#country/ru/gazetteer.ts';
import { towns } from '#country/ru/towns.ts';
import { action, memberOf } from '#platform/action/index.ts';
import { organisationId, type OrganisationId } from '#platform/ids.ts';
import { ok, refuse } from '#platform/result.ts';
import type { Listing } from '../model/listing.ts';
import { answersTo } from '../rules/matching.ts';
import { stateOn } from '../rules/listing.ts';
import { compare, nearKilometres, rank, type Compared, type Neighbour } from '../rules/neighbours.ts';
import { listAgreements } from '../store/agreement.ts';
import { listAskedListings, listOwnListings } from '../store/listing.ts';
import { listCandidates, listCompared, listThemes, type NeighbourRow } from '../store/neighbour.ts';

/** How many neighbours are shown. */
const SHOWN = 30;

export interface NeighbourView extends Neighbour {
	readonly slug: string;
	readonly name: InBoth;
	readonly townName: InBoth;
	readonly region: string;
}

/** Towns within a day's journey; of one that the gazetteer does not know, none. */
function townsNear(slug: string | undefined): string[] {
	const town = slug === undefined ? undefined : gazetteer.findTown(slug);
	if (!town) return [];
	// Most of the country is further north or south than that: no arithmetic on the globe is needed to see it.
	const degrees = nearKilometres / 110;
	return towns
		.filter(({ latitude }) => Math.abs(latitude - town.latitude) <= degrees)
		.filter((other) => kilometresBetween(town, other) <= nearKilometres)
		.map((other) => other.slug);
}

/** "You should know each other": ranked, with the reasons. Read from what stands there now: it is never stale. */
export const viewNeighbours = action({
	name: 'directory.viewNeighbours',
	input: z.strictObject({ organisation: organisationId }),
	access: memberOf((input: { organisation: OrganisationId }) => input.organisation),
	writes: false,
	async run({ tx, now }, { organisation }) {
		const today = now.toISOString().slice(0, 10);
		const [own] = await listCompared(tx, [organisation]);
		if (!own) return refuse('need.unknown');
		const listings = (await listOwnListings(tx, organisation)).filter(
			(one) => stateOn(one, today) === 'open',
		);
		const others = await listAskedListings(tx, organisation, today, answersTo(listings));
		const agreements = await listAgreements(tx, organisation);
		const settled = agreements.filter(({ state }) => state === 'done' || state === 'thanked');
		const partners = settled.map((one) => (one.with === organisation ? one.listing.organisation : one.with));
		const ids = new Set([
			...(await listCandidates(tx, own, townsNear(own.townSlug))),
			...others.map((one) => one.organisation),
			...partners,
		]);
		const rows = await listCompared(tx, [...ids]);
		const themes = await listThemes(tx, [organisation, ...ids]);
		const offered = Map.groupBy(others, (one) => one.organisation);
		const comparedOf = (row: NeighbourRow, of: readonly Listing[]): Compared => ({
			...row,
			at: row.townSlug === undefined ? undefined : gazetteer.findTown(row.townSlug),
			themes: themes.get(row.organisation) ?? [],
			listings: of,
		});
		const mine = comparedOf(own, listings);
		const found = rows.flatMap((row) => {
			const other = comparedOf(row, offered.get(row.organisation) ?? []);
			const kilometres = mine.at && other.at ? kilometresBetween(mine.at, other.at) : undefined;
			const times = partners.filter((one) => one === row.organisation).length;
			return compare(mine, other, { kilometres, settled: times }, today) ?? [];
		});
		const byId = new Map(rows.map((row) => [row.organisation, row]));
		return ok<{ neighbours: readonly NeighbourView[] }>({
			neighbours: rank(found, SHOWN).flatMap((one) => {
				const row = byId.get(one.organisation);
				return row
					? [{ ...one, slug: row.slug, name: row.name, townName: row.townName, region: row.region }]
					: [];
			}),
		});
	},
});
