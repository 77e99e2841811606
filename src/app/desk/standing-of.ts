import type { Reader } from '#commons/desk/ui/index.ts';
import type { OrganisationBrief } from '#vault/client/keeper/model.ts';

type Place = readonly [organisation: string, coordinator: boolean, roles: readonly string[]];

/** Where somebody belongs and what they do there, as the signed logs have it: one text for one standing. */
export function standingLogged(organisations: readonly OrganisationBrief[]): string {
	return textOf(
		organisations.map(({ organisation, coordinator, roles }) => [organisation, coordinator, roles]),
	);
}

/** The same, as the server told it. */
export function standingTold({ organisations }: Reader): string {
	return textOf(
		organisations.map(({ organisation, coordinator, programmes }) => [organisation, coordinator, programmes]),
	);
}

function textOf(places: readonly Place[]): string {
	const sorted = places.map(([organisation, coordinator, roles]) =>
		JSON.stringify([organisation, coordinator, [...new Set(roles)].toSorted()]),
	);
	return sorted.toSorted().join('\n');
}
