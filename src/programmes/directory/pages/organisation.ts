import { listTakingRequests } from '#programmes/intake/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { pageTag } from '../model/page-tag.ts';
import type { Profile } from '../model/profile.ts';
import { findProfile } from '../store/profile.ts';

/** The public page of an organisation: what it tells everybody, and whether one can write to it. */
export interface OrganisationPageData {
	readonly profile: Profile;
	readonly takesRequests: boolean;
}

/** Reads it as a visitor does; undefined where there is no such organisation. */
export async function organisationPage(
	runtime: Runtime,
	slug: string,
): Promise<OrganisationPageData | undefined> {
	const profile = await findProfile(runtime.publicDb, { slug }, () => 'visitor');
	if (!profile) return undefined;
	const taking = await listTakingRequests(runtime);
	return { profile, takesRequests: taking.includes(slug) };
}

/** What the page of an organisation shows: when any of it changes, the page is made anew. */
export function organisationPageShows(slug: string): string {
	return `network network-documents ${pageTag(slug)}`;
}
