import { findOrganisation } from '#commons/organisations/index.ts';
import { nameTown } from '#commons/places/index.ts';
import { gazetteer } from '#country/ru/gazetteer.ts';
import type { Doing } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { announce } from '#platform/live/bus.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { pageTag } from '../model/page-tag.ts';
import type { Basics, Description } from '../model/profile.ts';
import { whyNot } from '../rules/description.ts';
import { listOrganisation } from '../search-document.ts';
import { deleteLikeness } from '../store/alike.ts';
import { findProfile, updateBasics, updateFacts } from '../store/profile.ts';
import { knownCodes } from './known-codes.ts';

/** Fields of which keys are made by which an organisation is found to be like another. */
const comparedFields = ['formerNames', 'links', 'address'] as const;

/** Writes what is said anew of an organisation, and whatever shows it shows it anew. Whoever calls has asked who may. */
export async function rewrite(
	{ tx, now, touched }: Pick<Doing, 'tx' | 'now' | 'touched'>,
	organisation: string,
	said: Description,
): Promise<Result<object>> {
	const today = now.toISOString().slice(0, 10);
	const why = whyNot(said, today, knownCodes);
	if (why) return { ok: false, refusal: why };
	const before = await findProfile(tx, { organisation }, () => 'own');
	if (!before) return refuse('directory.unknown');
	if (said.basics)
		await updateBasics(tx, organisation, said.basics, await townOf(tx, organisation, said.basics));
	await updateFacts(tx, organisation, said.facts, today);
	if (comparedFields.some((field) => said.facts[field] !== undefined)) await deleteLikeness(tx, organisation);
	await listOrganisation(tx, organisation, now);
	touched('organisation', organisation);
	// Lists of every kind show names, towns and themes; the page itself shows all.
	await announce(tx, { kind: 'pages', tags: ['organisations', pageTag(before.slug)] });
	return ok({});
}

/** The town stays the one it was while its name and region do: it may have been chosen among several of one name. */
async function townOf(tx: Tx, organisation: string, to: Basics): Promise<string | null> {
	const before = await findOrganisation(tx, organisation);
	const same = before?.town.ru === (to.town.ru || to.town.en) && before.region === to.region;
	return same ? (before.townSlug ?? null) : nameTown(gazetteer, to.town, to.region).slug;
}
