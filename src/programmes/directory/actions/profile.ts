import { z } from 'zod';
import { findOrganisation } from '#commons/organisations/index.ts';
import { nameTown } from '#commons/places/index.ts';
import { gazetteer } from '#country/ru/gazetteer.ts';
import { action, memberOf, membershipIn, whoever, type Actor } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { organisationId } from '#platform/ids.ts';
import { announce } from '#platform/live/bus.ts';
import { ok, refuse } from '#platform/result.ts';
import { description, type Basics, type Profile } from '../model/profile.ts';
import { pageTag } from '../model/page-tag.ts';
import { whyNot } from '../rules/description.ts';
import { viewerOf } from '../rules/visible-to.ts';
import { listOrganisation } from '../search-document.ts';
import { findProfile, listOrganisations, listPlaces, updateBasics, updateFacts } from '../store/profile.ts';
import { knownCodes } from './known-codes.ts';

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
	async run({ tx, now, touched }, { organisation, description: said }) {
		const today = now.toISOString().slice(0, 10);
		const why = whyNot(said, today, knownCodes);
		if (why) return { ok: false, refusal: why };
		const before = await findProfile(tx, { organisation }, () => 'own');
		if (!before) return refuse('directory.unknown');
		if (said.basics)
			await updateBasics(tx, organisation, said.basics, await townOf(tx, organisation, said.basics));
		await updateFacts(tx, organisation, said.facts, today);
		await listOrganisation(tx, organisation, now);
		touched('organisation', organisation);
		// Lists of every kind show names, towns and themes; the page itself shows all.
		await announce(tx, { kind: 'pages', tags: ['organisations', pageTag(before.slug)] });
		return ok({});
	},
});

/** Who belongs to the network, as a member may know it. */
export const listNetwork = action({
	name: 'directory.listNetwork',
	input: z.strictObject({}),
	access: whoever('a member of an organisation of the network', ({ actor }) => actor.memberships.length > 0),
	writes: false,
	run: async ({ tx, actor }) => ok(await listOrganisations(tx, await viewerFor(tx, actor))),
});

/** The town stays the one it was while its name and region do: it may have been chosen among several of one name. */
async function townOf(tx: Tx, organisation: string, to: Basics): Promise<string | null> {
	const before = await findOrganisation(tx, organisation);
	const same = before?.town.ru === (to.town.ru || to.town.en) && before.region === to.region;
	return same ? (before.townSlug ?? null) : nameTown(gazetteer, to.town, to.region).slug;
}

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
