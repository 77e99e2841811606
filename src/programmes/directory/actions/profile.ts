import { z } from 'zod';
import { action, memberOf, membershipIn, whoever, type Actor } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { organisationId } from '#platform/ids.ts';
import { ok, refuse } from '#platform/result.ts';
import { description, type Profile } from '../model/profile.ts';
import { viewerOf } from '../rules/visible-to.ts';
import { findProfile, listOrganisations, listPlaces } from '../store/profile.ts';
import { rewrite } from './rewrite.ts';

const named = ({ organisation }: { organisation: z.output<typeof organisationId> }) => organisation;

/** What the actor is to an organisation. */
async function viewerFor(tx: Tx, actor: Actor) {
	const places = await listPlaces(
		tx,
		actor.kind === 'member' ? actor.memberships.map(({ organisation }) => organisation) : [],
	);
	return (owner: { id: string; region: string }) => viewerOf(owner, places);
}

/** All that one's own organisation says of itself, with whom each field is for. */
export const readOwnProfile = action({
	name: 'directory.readOwnProfile',
	input: z.strictObject({ organisation: organisationId }),
	access: memberOf(named),
	writes: false,
	async run({ tx, actor }, { organisation }) {
		const profile = await findProfile(tx, { organisation }, await viewerFor(tx, actor));
		if (!profile) return refuse('directory.unknown');
		const mayDescribe = membershipIn(actor, organisation, { coordinator: true }) !== undefined;
		return ok<{ profile: Profile; mayDescribe: boolean }>({ profile, mayDescribe });
	},
});

/** A coordinator says what their organisation is and does, and for whom each field is. */
export const describeOrganisation = action({
	name: 'directory.describeOrganisation',
	input: z.strictObject({ organisation: organisationId, description }),
	access: memberOf(named, { coordinator: true }),
	run: (doing, { organisation, description: said }) => rewrite(doing, organisation, said),
});

/** Who belongs to the network, as a member may know it. */
export const listNetwork = action({
	name: 'directory.listNetwork',
	input: z.strictObject({}),
	access: whoever('a member of an organisation of the network', ({ actor }) => actor.memberships.length > 0),
	writes: false,
	run: async ({ tx, actor }) => ok(await listOrganisations(tx, await viewerFor(tx, actor))),
});

/** What another organisation tells the network, or its region, of itself. */
export const readProfile = action({
	name: 'directory.readProfile',
	input: z.strictObject({ slug: z.string().max(61) }),
	access: whoever('a member of an organisation of the network', ({ actor }) => actor.memberships.length > 0),
	writes: false,
	async run({ tx, actor }, { slug }) {
		const profile = await findProfile(tx, { slug }, await viewerFor(tx, actor));
		return profile ? ok(profile) : refuse('directory.unknown');
	},
});
