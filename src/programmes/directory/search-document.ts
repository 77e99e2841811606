import { putSearchDocument, withdrawSearchDocument, type SearchDocument } from '#commons/search/index.ts';
import { themeLabel } from '#commons/themes/index.ts';
import { system } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { within } from '#platform/db/within.ts';
import type { Runtime } from '#platform/runtime.ts';
import { inLanguage, type Profile } from './model/profile.ts';
import { findProfile } from './store/profile.ts';

const programme = 'directory';

/**
 * Brings what can be found of an organisation up to date, in the transaction in which it joined, changed or left.
 * Only members and listed ones can be found, by what a visitor reads on their page.
 */
export async function listOrganisation(tx: Tx, id: string, now: Date): Promise<void> {
	const profile = await findProfile(tx, { organisation: id }, () => 'visitor');
	if (!profile) return withdrawSearchDocument(tx, programme, id);
	await putSearchDocument(tx, documentOf(profile, now));
}

/** What can be found of an organisation by what a visitor reads of it. */
export function documentOf(profile: Profile, now: Date): SearchDocument {
	const { organisation: id, slug, name, region, facts } = profile;
	return {
		programme,
		id,
		path: `/directory/${slug}`,
		title: { ru: inLanguage(name, 'ru'), en: inLanguage(name, 'en') },
		text: { ru: textOf(profile, 'ru'), en: textOf(profile, 'en') },
		region,
		themes: facts.themes?.value ?? [],
		updatedOn: now.toISOString().slice(0, 10),
	};
}

/** What a visitor reads, as one text. */
function textOf({ town, about, facts, services }: Profile, locale: 'ru' | 'en'): string {
	return [
		inLanguage(town, locale),
		inLanguage(about, locale),
		...(facts.themes?.value ?? []).map((code) => themeLabel(code, locale)),
		...(facts.formerNames?.value ?? []).map((former) => inLanguage(former.name, locale)),
		...(facts.townsServed?.value ?? []).map((served) => inLanguage(served, locale)),
		...(facts.people?.value ?? []).map(({ name, role }) => `${name}, ${inLanguage(role, locale)}`),
		...(facts.publications?.value ?? []).map(({ title }) => inLanguage(title, locale)),
		...(facts.sharing?.value ?? []).map(({ what }) => inLanguage(what, locale)),
		...services.flatMap((service) =>
			[service.name, service.description, service.forWhom, service.area].map((text) =>
				inLanguage(text, locale),
			),
		),
	]
		.filter(Boolean)
		.join('. ');
}

/** The job that lists every organisation anew; the migration queues it for a network that was there before search. */
export const listOrganisationsTask = 'organisations.list';

export async function listOrganisations(runtime: Runtime): Promise<void> {
	await within(runtime.db, system, async (tx) => {
		const rows = await tx.selectFrom('organisation').select('id').orderBy('id').execute();
		for (const { id } of rows) await listOrganisation(tx, id, runtime.now());
	});
}
