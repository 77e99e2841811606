import { putSearchDocument, withdrawSearchDocument } from '#commons/search/index.ts';
import { system } from '#platform/action/actor.ts';
import { within } from '#platform/db/within.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Runtime } from '#platform/runtime.ts';
import { findOrganisation } from './store.ts';

/** The programme that answers for the pages of organisations. */
const programme = 'directory';

/**
 * Brings what can be found of an organisation up to date, in the transaction in which it joined, changed or left.
 * Only active ones can be found, by what the public may read of them.
 */
export async function listOrganisation(tx: Tx, id: string, now: Date): Promise<void> {
	const organisation = await findOrganisation(tx, id);
	if (organisation?.state !== 'active') return withdrawSearchDocument(tx, programme, id);
	const { slug, name, town, about, region } = organisation;
	const said = (locale: 'ru' | 'en') => [town[locale], about[locale]].filter(Boolean).join('. ');
	await putSearchDocument(tx, {
		programme,
		id,
		path: `/write/${slug}`,
		title: name,
		text: { ru: said('ru'), en: said('en') },
		region,
		themes: [],
		updatedOn: now.toISOString().slice(0, 10),
	});
}

/** The job that lists every organisation anew; the migration queues it for a network that was there before search. */
export const listOrganisationsTask = 'organisations.list';

export async function listOrganisations(runtime: Runtime): Promise<void> {
	await within(runtime.db, system, async (tx) => {
		const rows = await tx.selectFrom('organisation').select('id').orderBy('id').execute();
		for (const { id } of rows) await listOrganisation(tx, id, runtime.now());
	});
}
