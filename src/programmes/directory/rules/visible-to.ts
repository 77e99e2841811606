import type { Group, Viewer } from '../model/audience.ts';

const sees: Readonly<Record<Group, readonly Viewer[]>> = {
	public: ['visitor', 'network', 'region', 'own'],
	network: ['network', 'region', 'own'],
	region: ['region', 'own'],
	'only-us': ['own'],
};

/**
 * Whether a field that is for `audience` may be shown to `viewer`. Every page, list and export asks this, after
 * the database has already left out what its role may not read.
 */
export function visibleTo({ audience }: { readonly audience: Group }, viewer: Viewer): boolean {
	return sees[audience].includes(viewer);
}

/** What a reader is to an organisation, by the active organisations in which they work. */
export function viewerOf(
	owner: { readonly id: string; readonly region: string },
	worksIn: readonly { readonly id: string; readonly region: string }[],
): Viewer {
	if (worksIn.some(({ id }) => id === owner.id)) return 'own';
	if (worksIn.some(({ region }) => region === owner.region)) return 'region';
	return worksIn.length > 0 ? 'network' : 'visitor';
}
