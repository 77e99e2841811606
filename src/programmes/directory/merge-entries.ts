import { randomUUID } from 'node:crypto';
import type { Doing } from '#platform/action/index.ts';
import { announce } from '#platform/live/bus.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { rewrite } from './actions/rewrite.ts';
import { proposalsOf, sealProposal } from './corrections-of.ts';
import type { MergeChoice } from './model/merge.ts';
import { pageTag } from './model/page-tag.ts';
import { onlySaidBy, taking } from './rules/merge.ts';
import { listOrganisation } from './search-document.ts';
import { insertChange, insertCorrection } from './store/correction.ts';
import { listWork, lockEntries, moveReferences, updateSlug, updateTownSlug } from './store/merge.ts';
import { findProfile } from './store/profile.ts';

type Merging = Pick<Doing, 'tx' | 'now' | 'touched' | 'runtime'>;

/**
 * Merges an entry of no member into another; as the house. What has keys and members is never merged away. What is
 * chosen of its values becomes the other's; where that is a member, they are proposed to it: it speaks for itself.
 */
export async function mergeEntries(
	doing: Merging,
	{ keep: keepId, away: awayId, choices }: { keep: string; away: string; choices: readonly MergeChoice[] },
): Promise<Result<{ slug: string }>> {
	const { tx, now } = doing;
	const rows = await lockEntries(tx, [keepId, awayId]);
	const keep = rows.find(({ id }) => id === keepId);
	const away = rows.find(({ id }) => id === awayId);
	if (!keep || !away || keepId === awayId) return refuse('merge.unknown');
	if (away.state !== 'listed') return refuse('merge.has-members');
	if (keep.state !== 'listed' && keep.state !== 'active') return refuse('merge.unknown');
	const work = await listWork(tx, away.id);
	if (work.length > 0) return refuse('merge.has-work');
	const [kept, gone] = [
		await findProfile(tx, { organisation: keep.id }, () => 'own'),
		await findProfile(tx, { organisation: away.id }, () => 'own'),
	];
	if (!kept || !gone) return refuse('merge.unknown');
	const on = now.toISOString().slice(0, 10);
	if (keep.state === 'listed') {
		const written = await rewrite(doing, keep.id, taking(kept, gone, choices));
		if (!written.ok) return written;
		if (choices.includes('town')) await updateTownSlug(tx, keep.id, away.town_slug);
	} else
		for (const said of proposalsOf(gone, choices))
			await insertCorrection(
				tx,
				sealProposal(doing, { organisation: keep.id, id: randomUUID() }, said, away.listed_from),
			);
	await moveReferences(tx, away, keep.id);
	await wroteDown(doing, keep.id, { kind: 'merged', about: away.slug, before: { name: gone.name }, on });
	await forget(doing, keep, away);
	return ok({ slug: keep.slug });
}

/**
 * An organisation that joined takes over the entry it said is its own: the address that people know, and whatever it
 * does not say itself. Nothing happens where the entry is not there any longer. As the house.
 */
export async function takeOverEntry(doing: Merging, joined: string, entry: string): Promise<void> {
	const { tx, now } = doing;
	const rows = await lockEntries(tx, [joined, entry]);
	const keep = rows.find(({ id }) => id === joined);
	const away = rows.find(({ id }) => id === entry);
	if (keep?.state !== 'active' || away?.state !== 'listed' || (await listWork(tx, away.id)).length > 0)
		return;
	const kept = await findProfile(tx, { organisation: keep.id }, () => 'own');
	const gone = await findProfile(tx, { organisation: away.id }, () => 'own');
	if (!kept || !gone) return;
	const written = await rewrite(doing, keep.id, taking(kept, gone, onlySaidBy(gone, kept)));
	// What the entry said and cannot be said any longer stays in its history alone.
	if (!written.ok) doing.touched('organisation', keep.id);
	await moveReferences(tx, away, keep.id);
	await updateSlug(tx, keep.id, away.slug);
	const on = now.toISOString().slice(0, 10);
	await wroteDown(doing, keep.id, { kind: 'claimed', about: away.slug, before: { name: gone.name }, on });
	await forget(doing, keep, away);
}

function wroteDown(
	{ tx }: Merging,
	organisation: string,
	change: { kind: 'merged' | 'claimed'; about: string; before: unknown; on: string },
): Promise<void> {
	return insertChange(tx, { organisation, id: randomUUID(), ...change });
}

/** Whatever shows either shows it anew. */
async function forget(
	{ tx, now, touched }: Merging,
	keep: { id: string; slug: string },
	away: { id: string; slug: string },
): Promise<void> {
	await listOrganisation(tx, keep.id, now);
	await listOrganisation(tx, away.id, now);
	touched('organisation', keep.id);
	touched('organisation', away.id);
	await announce(tx, { kind: 'pages', tags: ['organisations', pageTag(keep.slug), pageTag(away.slug)] });
}
