import { z } from 'zod';
import { findOrganisationBySlug, type InBoth } from '#commons/organisations/index.ts';
import { action, ofTheOffice } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { asHouse } from '#platform/db/within.ts';
import { organisationId } from '#platform/ids.ts';
import { ok, refuse } from '#platform/result.ts';
import { mergeEntries as merge } from '../merge-entries.ts';
import { mergeChoices } from '../model/merge.ts';
import type { Profile } from '../model/profile.ts';
import type { Likeness } from '../rules/alike.ts';
import { findAlike, listEntries } from '../store/alike.ts';
import { findProfile } from '../store/profile.ts';

/** One of two entries that may be the same. */
export interface Twin {
	readonly slug: string;
	readonly name: InBoth;
	readonly town: InBoth;
	/** It is in the directory and no member. */
	readonly listed: boolean;
}
export interface Twins {
	readonly entry: Twin;
	readonly other: Twin;
	readonly reasons: readonly Likeness[];
}

/** So many entries are compared at once, so often in one answer; and so many pairs are enough to begin with. */
const batch = 500;
const mostBatches = 8;
const mostPairs = 50;

/** Entries of no member that may be another of the directory: a person looks whether they are. */
export const findTwins = action({
	name: 'directory.findTwins',
	input: z.strictObject({ after: z.uuid().optional() }),
	access: ofTheOffice(),
	writes: false,
	async run({ tx }, { after }) {
		const pairs: Twins[] = [];
		const seen = new Set<string>();
		let last = after;
		for (let looked = 1; ; looked += 1) {
			const entries = await listEntries(tx, last, batch);
			const found = await findAlike(
				tx,
				entries.map(({ entry, id }) => ({ ...entry, except: id })),
				'network',
			);
			for (const [at, { id, slug, name, town }] of entries.entries())
				for (const other of found.get(at) ?? []) {
					// Two that are listed find each other: once is enough.
					if (other.state === 'applied' || seen.has(`${other.organisation} ${id}`)) continue;
					seen.add(`${id} ${other.organisation}`);
					pairs.push({
						entry: { slug, name, town, listed: true },
						other: { slug: other.slug, name: other.name, town: other.town, listed: other.state === 'listed' },
						reasons: other.reasons,
					});
				}
			last = entries.at(-1)?.id;
			if (entries.length < batch)
				return ok<{ pairs: Twins[]; next: string | undefined }>({ pairs, next: undefined });
			if (pairs.length >= mostPairs || looked >= mostBatches) return ok({ pairs, next: last });
		}
	},
});

const Address = z.string().trim().max(61);
const bySlug = async (tx: Tx, slug: string) => {
	const found = await findOrganisationBySlug(tx, slug);
	return found?.state === 'active' || found?.state === 'listed' ? found : undefined;
};

/** Two entries beside each other, for whoever decides whether they are one; of no member is the one that would go. */
export const compareEntries = action({
	name: 'directory.compareEntries',
	input: z.strictObject({ keep: Address, away: Address }),
	access: ofTheOffice(),
	writes: false,
	async run({ tx }, { keep, away }) {
		const [one, other] = [await bySlug(tx, keep), await bySlug(tx, away)];
		if (!one || !other || one.id === other.id) return refuse('merge.unknown');
		if (other.state !== 'listed') return refuse('merge.has-members');
		const read = (organisation: string) => findProfile(tx, { organisation }, () => 'network');
		const [kept, gone] = [await read(one.id), await read(other.id)];
		if (!kept || !gone) return refuse('merge.unknown');
		return ok<{ keep: Profile; away: Profile }>({ keep: kept, away: gone });
	},
});

/** The office makes one entry of two. Whoever has members stays: only an entry of no member goes. */
export const mergeEntries = action({
	name: 'directory.mergeEntries',
	input: z.strictObject({
		keep: organisationId,
		away: organisationId,
		choices: z.array(z.enum(mergeChoices)).max(mergeChoices.length),
		/** Somebody has made sure that they are one. */
		sure: z.literal(true),
	}),
	access: ofTheOffice(),
	run: (doing, { keep, away, choices }) => asHouse(doing.tx, () => merge(doing, { keep, away, choices })),
});
