import { z } from 'zod';
import { findOrganisation, townOf } from '#commons/organisations/index.ts';
import { action, memberOf, type Doing } from '#platform/action/index.ts';
import { organisationId, type OrganisationId } from '#platform/ids.ts';
import { announce } from '#platform/live/bus.ts';
import { ok, refuse } from '#platform/result.ts';
import { ChangedListing, NewListing, type Listing, type Reach } from '../../model/listing.ts';
import { changeListing as putOtherwise, checkDays, expiryOf } from '../../rules/listing.ts';
import { findListing, insertListing, updateListing, updateListingState } from '../../store/listing.ts';

const the = (input: { organisation: OrganisationId }) => input.organisation;
const OwnListing = z.strictObject({ organisation: organisationId, id: z.uuid() });

/** What the public sees of needs and offers stands on the pages of towns and regions. */
export async function forgetNotices(
	{ tx }: Doing,
	{ audience, region }: Pick<Listing, 'audience' | 'region'>,
): Promise<void> {
	if (audience !== 'public') return;
	await announce(tx, { kind: 'pages', tags: ['needs', ...(region ? [`needs:${region}`] : [])] });
}

/** Says what is needed or can be shared. */
export const placeListing = action({
	name: 'directory.placeListing',
	input: OwnListing.extend(NewListing.shape),
	access: memberOf(the, { coordinator: true }),
	async run(doing, { organisation, id, reach, ...asked }) {
		const { tx, now, touched } = doing;
		const today = now.toISOString().slice(0, 10);
		const days = checkDays(asked.from, asked.until, today);
		if (!days.ok) return days;
		const place = await placeOf(doing, organisation, reach);
		if (!place) return refuse('need.no-town', { field: 'reach' });
		const expires = expiryOf(asked.until, today);
		const listing: Listing = {
			organisation,
			id,
			...asked,
			...place,
			expires,
			state: 'open',
			placed: today,
			version: 1,
		};
		await insertListing(tx, listing);
		await forgetNotices(doing, listing);
		touched('listing', id);
		return ok({ id });
	},
});

async function placeOf(
	{ tx }: Doing,
	organisation: string,
	reach: Reach,
): Promise<Pick<Listing, 'region' | 'town'> | undefined> {
	if (reach.is === 'anywhere') return { region: null, town: '' };
	if (reach.is === 'region') return { region: reach.region, town: '' };
	const own = await findOrganisation(tx, organisation);
	if (reach.is === 'own-region') return own && { region: own.region, town: '' };
	const town = own && townOf(own);
	return own && town ? { region: own.region, town } : undefined;
}

/** Puts one's own need or offer otherwise; who answered the old words is asked whether they hold on the new. */
export const changeListing = action({
	name: 'directory.changeListing',
	input: OwnListing.extend(ChangedListing.shape),
	access: memberOf(the, { coordinator: true }),
	async run(doing, { organisation, id, ...asked }) {
		const { tx, now, touched } = doing;
		const before = await findListing(tx, { organisation, id }, { lock: true });
		if (!before) return refuse('need.unknown');
		const changed = putOtherwise(before, asked, now.toISOString().slice(0, 10));
		if (!changed.ok) return changed;
		await updateListing(tx, changed.value);
		// Whoever could read it before, and whoever can now.
		for (const one of [before, changed.value]) await forgetNotices(doing, one);
		touched('listing', id);
		return ok({ version: changed.value.version });
	},
});

/** Takes one's own need or offer off the board. */
export const withdrawListing = action({
	name: 'directory.withdrawListing',
	input: OwnListing,
	access: memberOf(the, { coordinator: true }),
	async run(doing, at) {
		const listing = await findListing(doing.tx, at, { lock: true });
		if (!listing) return refuse('need.unknown');
		if (listing.state !== 'open') return refuse('need.not-open');
		await updateListingState(doing.tx, at, 'withdrawn');
		await forgetNotices(doing, listing);
		doing.touched('listing', at.id);
		return ok({ id: at.id });
	},
});
