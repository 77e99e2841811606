import { findMovedSlug } from '#commons/organisations/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { Change } from '../model/correction.ts';
import { pageTag } from '../model/page-tag.ts';
import type { Profile } from '../model/profile.ts';
import { listChanges } from '../store/correction.ts';
import { findProfile } from '../store/profile.ts';

/** What an organisation tells everybody, read as a visitor does; undefined where there is none of that address. */
export function organisationPage(runtime: Runtime, slug: string): Promise<Profile | undefined> {
	return findProfile(runtime.publicDb, { slug }, () => 'visitor');
}

/** What changed in its entry by another way than its own form, the latest first. */
export function organisationChanges(runtime: Runtime, organisation: string): Promise<Change[]> {
	return listChanges(runtime.publicDb, organisation);
}

/** The address of the entry into which the one of this address was merged. */
export function movedEntry(runtime: Runtime, slug: string): Promise<string | undefined> {
	return findMovedSlug(runtime.publicDb, slug);
}

/** What the page of an organisation shows: when any of it changes, the page is made anew. */
export function organisationPageShows(slug: string): string {
	return `network network-documents ${pageTag(slug)}`;
}
