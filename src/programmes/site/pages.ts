import { countActiveOrganisations, findNetwork } from '#commons/organisations/index.ts';
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
	const network = await runtime.shown.find('network', ['network'], () => findNetwork(runtime.publicDb));
	return {
		locale,
		name: network?.name[locale] ?? '',
		telephone: network?.telephone ?? '',
		postalAddress: network?.postalAddress[locale] ?? '',
	};
}

/** What the home page says beside the frame: how many belong to the network. */
export function homePage(runtime: Runtime): Promise<{ organisations: number; regions: number }> {
	return countActiveOrganisations(runtime.publicDb);
}
