import { z } from 'zod';
import { action, memberOf } from '#platform/action/index.ts';
import { organisationId, type OrganisationId } from '#platform/ids.ts';
import { ok, refuse } from '#platform/result.ts';
import { AgreementStep } from '../../model/agreement.ts';
import { ListingRef } from '../../model/listing.ts';
import { propose, takeStep } from '../../rules/agreement.ts';
import { kindsThatAnswer } from '../../rules/matching.ts';
import { stateOn } from '../../rules/listing.ts';
import { findAgreement, insertAgreement, updateAgreement } from '../../store/agreement.ts';
import { findListing, updateListingState } from '../../store/listing.ts';
import { forgetNotices } from './place.ts';

const the = (input: { organisation: OrganisationId }) => input.organisation;

/** "We can help", "we should like this": to whoever placed it, in the name of one's own organisation. */
export const proposeAgreement = action({
	name: 'directory.proposeAgreement',
	input: z.strictObject({
		organisation: organisationId,
		listing: ListingRef,
		/** One's own listing that answers it. */
		mine: z.uuid().nullable(),
		/** The version that was read; where it was put otherwise meanwhile, it is read again first. */
		version: z.int().optional(),
	}),
	access: memberOf(the, { coordinator: true }),
	async run({ tx, now, touched }, { organisation, listing: at, mine, version }) {
		const today = now.toISOString().slice(0, 10);
		const listing = await findListing(tx, at);
		if (!listing) return refuse('need.unknown');
		if (version !== undefined && version !== listing.version) return refuse('need.changed');
		if (mine !== null) {
			const own = await findListing(tx, { organisation, id: mine });
			if (!own || own.side === listing.side || !kindsThatAnswer(listing).includes(own.kind))
				return refuse('need.unknown');
		}
		const before = await findAgreement(tx, at, organisation);
		const isOwn = at.organisation === organisation;
		const decided = propose({ state: stateOn(listing, today), isOwn }, before?.state);
		if (!decided.ok) return decided;
		await insertAgreement(tx, {
			listing: at,
			with: organisation,
			withListing: mine,
			state: decided.value,
			changed: today,
			version: listing.version,
		});
		touched('listing', at.id);
		return ok({ state: decided.value });
	},
});

/** The next step of an agreement: accepted, declined, taken back, called off, done, thanked for. */
export const carryOnAgreement = action({
	name: 'directory.carryOnAgreement',
	input: z.strictObject({
		organisation: organisationId,
		listing: ListingRef,
		/** Whoever proposed: one's own organisation, or the other. */
		with: z.uuid(),
		step: AgreementStep,
		/** The version that was read. */
		version: z.int().optional(),
	}),
	access: memberOf(the, { coordinator: true }),
	async run(doing, { organisation, listing: at, with: proposer, step, version }) {
		const { tx, now, touched } = doing;
		const party = at.organisation === organisation ? 'owner' : 'proposer';
		if (party === 'proposer' && proposer !== organisation) return refuse('need.unknown');
		// The listing's lock first: two who accept at once wait for each other here.
		const listing = await findListing(tx, at, { lock: true });
		const agreement = await findAgreement(tx, at, proposer);
		if (!listing || !agreement) return refuse('need.unknown');
		if (version !== undefined && version !== listing.version) return refuse('need.changed');
		const outdated = agreement.version < listing.version;
		const standing = { state: agreement.state, side: listing.side, listing: listing.state, outdated };
		const decided = takeStep(standing, step, party);
		if (!decided.ok) return decided;
		const { agreement: state, listing: becomes } = decided.value;
		if (becomes !== 'as-it-is') {
			await updateListingState(tx, at, becomes);
			const { withListing } = agreement;
			if (withListing) await updateListingState(tx, { organisation: proposer, id: withListing }, becomes);
		}
		const changed = now.toISOString().slice(0, 10);
		const agreedOn = step === 'renew' ? listing.version : agreement.version;
		await updateAgreement(tx, at, proposer, { state, changed, version: agreedOn });
		await forgetNotices(doing, listing);
		touched('listing', at.id);
		return ok({ state });
	},
});
