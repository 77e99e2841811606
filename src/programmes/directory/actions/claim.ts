import { z } from 'zod';
import { findOrganisationBySlug, type InBoth } from '#commons/organisations/index.ts';
import { action, memberOf, membershipIn, ofTheOffice, whoever } from '#platform/action/index.ts';
import { organisationId, type OrganisationId } from '#platform/ids.ts';
import { ok, refuse } from '#platform/result.ts';
import { isBelieved } from '../model/merge.ts';
import { findAlike, findEntry, type Alike } from '../store/alike.ts';
import {
	deleteClaim,
	insertClaim,
	insertClaimVouching,
	listClaims,
	updateClaimCalledBack,
} from '../store/claim.ts';

const the = (input: { organisation: OrganisationId }) => input.organisation;
const Claim = z.strictObject({ organisation: organisationId, entry: organisationId });

/** A coordinator says that an entry of no member is their organisation's own. */
export const claimEntry = action({
	name: 'directory.claimEntry',
	input: z.strictObject({ organisation: organisationId, slug: z.string().max(61) }),
	access: memberOf(the, { coordinator: true }),
	async run({ tx, now, touched }, { organisation, slug }) {
		const entry = await findOrganisationBySlug(tx, slug);
		if (entry?.state !== 'listed') return refuse('merge.unknown');
		await insertClaim(tx, { organisation, entry: entry.id, claimed_on: now.toISOString().slice(0, 10) });
		touched('organisation', entry.id);
		return ok({});
	},
});

/** An entry of no member that looks like one's own organisation. */
export type OwnEntry = Pick<Alike, 'slug' | 'name' | 'town' | 'reasons'>;

/** Entries of no member that may be one's own organisation, and are not claimed yet. */
export const findOwnEntries = action({
	name: 'directory.findOwnEntries',
	input: z.strictObject({ organisation: organisationId }),
	access: memberOf(the, { coordinator: true }),
	writes: false,
	async run({ tx }, { organisation }) {
		const own = await findEntry(tx, organisation);
		if (!own) return refuse('directory.unknown');
		const found = await findAlike(tx, [{ ...own, except: organisation }], 'network');
		const claimed = new Set((await listClaims(tx, { organisation })).map(({ entry }) => entry));
		return ok<readonly OwnEntry[]>(
			(found.get(0) ?? [])
				.filter((one) => one.state === 'listed' && !claimed.has(one.organisation))
				.map(({ slug, name, town, reasons }) => ({ slug, name, town, reasons })),
		);
	},
});

/** What a member says is its own. */
export interface ClaimView {
	readonly organisation: string;
	readonly slug: string;
	readonly name: InBoth;
	readonly entry: { readonly organisation: string; readonly slug: string; readonly name: InBoth };
	readonly claimedOn: string;
	readonly vouchers: number;
	readonly calledBack: boolean;
	readonly may: {
		/** In whose name one may. */
		readonly vouch: readonly string[];
		readonly callBack: boolean;
		readonly takeBack: boolean;
		readonly merge: boolean;
	};
}

/** What members say is theirs; anybody of the network may know them. */
export const viewClaims = action({
	name: 'directory.viewClaims',
	input: z.strictObject({}),
	access: whoever('a member of an organisation of the network', ({ actor }) => actor.memberships.length > 0),
	writes: false,
	async run({ tx, actor }) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const office = actor.memberships.some((one) => one.office);
		const claims = await listClaims(tx);
		return ok<readonly ClaimView[]>(
			claims.map((claim) => {
				const calledBack = claim.called_back_by !== null;
				const vouchers = claim.vouchings.length;
				const spoke = claim.vouchings.some((one) => one.by_person === actor.person);
				const organisation = claim.organisation as OrganisationId;
				return {
					organisation,
					slug: claim.slug,
					name: { ru: claim.name_ru || claim.name_en, en: claim.name_en || claim.name_ru },
					entry: {
						organisation: claim.entry,
						slug: claim.entry_slug,
						name: {
							ru: claim.entry_name_ru || claim.entry_name_en,
							en: claim.entry_name_en || claim.entry_name_ru,
						},
					},
					claimedOn: claim.claimed_on,
					vouchers,
					calledBack,
					may: {
						vouch: spoke
							? []
							: actor.memberships
									.map((one) => one.organisation)
									.filter(
										(mine) =>
											mine !== organisation && !claim.vouchings.some((one) => one.by_organisation === mine),
									),
						callBack: office && !calledBack,
						takeBack: office || membershipIn(actor, organisation, { coordinator: true }) !== undefined,
						merge: office && isBelieved({ vouchers, calledBack }),
					},
				};
			}),
		);
	},
});

/** A member says: we know them, the entry is theirs. */
export const vouchForClaim = action({
	name: 'directory.vouchForClaim',
	input: Claim.extend({ by: organisationId }),
	access: memberOf(({ by }: { by: OrganisationId }) => by),
	async run({ tx, actor, now, touched }, { organisation, entry, by }) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const [claim] = await listClaims(tx, { organisation, entry });
		if (!claim || organisation === by) return refuse('claim.unknown');
		const vouched_on = now.toISOString().slice(0, 10);
		await insertClaimVouching(tx, {
			organisation,
			entry,
			by_organisation: by,
			by_person: actor.person,
			vouched_on,
		});
		touched('organisation', entry);
		return ok({});
	},
});

/** The office rang the number of the entry, not the one it was told, and they are the same. */
export const recordClaimCallBack = action({
	name: 'directory.recordClaimCallBack',
	input: Claim,
	access: ofTheOffice(),
	async run({ tx, actor, touched }, at) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const [claim] = await listClaims(tx, at);
		if (!claim) return refuse('claim.unknown');
		await updateClaimCalledBack(tx, at, actor.person);
		touched('organisation', at.entry);
		return ok({});
	},
});

/** A coordinator takes a claim back, or the office finds that it is not so. */
export const endClaim = action({
	name: 'directory.endClaim',
	input: Claim,
	access: whoever(
		'a coordinator of the organisation named, the office',
		({
			actor,
			input,
		}: {
			actor: { memberships: readonly { office: boolean; coordinator: boolean; organisation: string }[] };
			input: z.output<typeof Claim>;
		}) =>
			actor.memberships.some(
				(one) => one.office || (one.coordinator && one.organisation === input.organisation),
			),
	),
	async run({ tx, touched }, { organisation, entry }) {
		if (!(await deleteClaim(tx, organisation, entry))) return refuse('claim.unknown');
		touched('organisation', entry);
		return ok({});
	},
});
