import { z } from 'zod';
import { type InBoth, listNames } from '#commons/organisations/index.ts';
import { action, memberOf, membershipIn } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { organisationId, type OrganisationId } from '#platform/ids.ts';
import { ok } from '#platform/result.ts';
import { regionCode } from '#commons/organisations/model.ts';
import type { AgreementState, AgreementStep } from '../../model/agreement.ts';
import { ListingKind, Side, type Listing, type ListingState, type ListingRef } from '../../model/listing.ts';
import { nextSteps, underWay } from '../../rules/agreement.ts';
import { stateOn } from '../../rules/listing.ts';
import { answersTo, matchAll, type MatchReason } from '../../rules/matching.ts';
import { sharedNeeds, type SharedNeed } from '../../rules/shared-need.ts';
import { listAgreements, type Agreement } from '../../store/agreement.ts';
import { listAskedListings, listListings, listOpenListings, listOwnListings } from '../../store/listing.ts';

/** A need or an offer as a page shows it. */
export interface ListingView extends Omit<Listing, 'state'> {
	readonly state: ListingState;
	readonly name: InBoth;
	/** Of the organisation: a listing that is bound to a town is bound to this one. */
	readonly townName: InBoth;
}

export interface MatchView {
	/** One's own listing that the other answers. */
	readonly mine: string;
	readonly other: ListingView;
	readonly reasons: readonly MatchReason[];
	readonly score: number;
}

export interface AgreementView {
	readonly listing: ListingView;
	readonly proposer: string;
	/** The other of the two. */
	readonly partner: string;
	readonly partnerName: InBoth;
	readonly state: AgreementState;
	readonly changed: string;
	/** It was put otherwise since this was proposed. */
	readonly outdated: boolean;
	readonly may: readonly AgreementStep[];
}

export interface SharedView extends Omit<SharedNeed, 'needs'> {
	readonly needs: readonly ListingView[];
}

export interface NeedsAnswer {
	readonly own: readonly ListingView[];
	readonly matches: readonly MatchView[];
	readonly agreements: readonly AgreementView[];
	readonly shared: readonly SharedView[];
	readonly may: { readonly place: boolean };
}

const the = (input: { organisation: OrganisationId }) => input.organisation;
const unknown: InBoth = { ru: '', en: '' };
const nobody = { name: unknown, town: unknown };

/** Puts the names of the organisations to what is shown. */
async function naming(tx: Tx, ids: readonly string[]) {
	const names = await listNames(tx, [...new Set(ids)]);
	return (id: string) => names.get(id) ?? nobody;
}

function view(one: Listing, today: string, { name, town }: typeof nobody): ListingView {
	return { ...one, state: stateOn(one, today), name, townName: town };
}

/** An organisation's needs and offers, who answers them, what is agreed, and who of its region needs the same. */
export const viewNeeds = action({
	name: 'directory.viewNeeds',
	input: z.strictObject({ organisation: organisationId }),
	access: memberOf(the),
	writes: false,
	async run({ tx, actor, now }, { organisation }) {
		const today = now.toISOString().slice(0, 10);
		const own = await listOwnListings(tx, organisation);
		const open = own.filter((one) => stateOn(one, today) === 'open');
		const others = await listAskedListings(tx, organisation, today, [...answersTo(open), ...open]);
		const agreements = await listAgreements(tx, organisation);
		const concerned = await listListings(
			tx,
			agreements.map(({ listing }) => listing),
		);
		const nameOf = await naming(tx, [
			organisation,
			...[...others, ...concerned].map((one) => one.organisation),
			...agreements.map((one) => one.with),
		]);
		const show = (one: Listing) => view(one, today, nameOf(one.organisation));
		const isSettled = (mine: string, other: ListingRef) =>
			agreements.some((one) => isBetween(one, { organisation, id: mine }, other));
		const matches = matchAll(open, others, today).flatMap(({ need, offer, reasons, score }): MatchView[] => {
			const [mine, other] = need.organisation === organisation ? [need, offer] : [offer, need];
			return isSettled(mine.id, other) ? [] : [{ mine: mine.id, other: show(other), reasons, score }];
		});
		return ok<NeedsAnswer>({
			own: own.map(show),
			matches,
			agreements: agreements.flatMap((one) => {
				const listing = concerned.find(({ id }) => id === one.listing.id);
				return listing ? [viewAgreement(one, show(listing), organisation, (id) => nameOf(id).name)] : [];
			}),
			shared: sharedNeeds([...open, ...others], organisation, today).map(({ needs, ...group }) => ({
				...group,
				needs: needs.map(show),
			})),
			may: { place: membershipIn(actor, organisation, { coordinator: true }) !== undefined },
		});
	},
});

/** Whether two already have to do with each other about either of the listings: then nothing is proposed. */
function isBetween(one: Agreement, mine: ListingRef, other: ListingRef): boolean {
	if (!underWay.includes(one.state) && one.state !== 'declined') return false;
	const ofOther = one.listing.organisation === other.organisation && one.listing.id === other.id;
	const ofMine = one.listing.organisation === mine.organisation && one.listing.id === mine.id;
	return (ofOther && one.with === mine.organisation) || (ofMine && one.with === other.organisation);
}

function viewAgreement(
	{ with: proposer, state, changed, version }: Agreement,
	listing: ListingView,
	organisation: string,
	nameOf: (id: string) => InBoth,
): AgreementView {
	const party = listing.organisation === organisation ? 'owner' : 'proposer';
	const outdated = state === 'proposed' && version < listing.version;
	const partner = party === 'owner' ? proposer : listing.organisation;
	return {
		listing,
		proposer,
		partner,
		partnerName: nameOf(partner),
		state,
		changed,
		outdated,
		may: nextSteps({ state, side: listing.side, outdated }, party),
	};
}

/** What others need and offer, as far as it is meant for this organisation. */
export const browseListings = action({
	name: 'directory.browseListings',
	input: z.strictObject({
		organisation: organisationId,
		side: Side.optional(),
		kind: ListingKind.optional(),
		region: regionCode.optional(),
	}),
	access: memberOf(the),
	writes: false,
	async run({ tx, now }, { organisation, side, kind, region }) {
		const today = now.toISOString().slice(0, 10);
		const listings = await listOpenListings(tx, organisation, today, {
			...(side ? { sides: [side] } : {}),
			...(kind ? { kinds: [kind] } : {}),
			...(region ? { region } : {}),
		});
		const nameOf = await naming(
			tx,
			listings.map((one) => one.organisation),
		);
		return ok<{ listings: readonly ListingView[] }>({
			listings: listings.map((one) => view(one, today, nameOf(one.organisation))),
		});
	},
});
