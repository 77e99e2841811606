import { findNetwork, listActiveOrganisations } from '#commons/organisations/index.ts';
import { visitor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Locale } from '#platform/locale.ts';
import type { Runtime } from '#platform/runtime.ts';

/** What surrounds every public page: who runs the site and how to reach them. */
export interface Frame {
	readonly locale: Locale;
	/** Empty before the network has been created. */
	readonly name: string;
	readonly telephone: string;
	readonly postalAddress: string;
}

/** The frame in the reader's language; it shows `network`. */
export async function siteFrame(runtime: Runtime, locale: Locale): Promise<Frame> {
	const network = await within(runtime.db, visitor, findNetwork);
	return {
		locale,
		name: network?.name[locale] ?? '',
		telephone: network?.telephone ?? '',
		postalAddress: network?.postalAddress[locale] ?? '',
	};
}

/** What the home page says beside the frame: who belongs to the network. */
export async function homePage(
	runtime: Runtime,
	locale: Locale,
): Promise<{ organisations: number; regions: number }> {
	const organisations = await within(runtime.db, visitor, (tx) => listActiveOrganisations(tx, locale));
	return { organisations: organisations.length, regions: new Set(organisations.map((o) => o.region)).size };
}
