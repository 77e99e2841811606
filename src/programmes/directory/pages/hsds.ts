import { z } from 'zod';
import { locales } from '#platform/locale.ts';
import { inLocale } from '#platform/reader-locale.ts';
import type { Runtime } from '#platform/runtime.ts';
import { servicesTag } from '../model/page-tag.ts';
import { fullOrganization, organization, type Answering } from '../outputs/hsds/organization.ts';
import { fullService, service, serviceAtLocation } from '../outputs/hsds/service.ts';
import { listTaxonomies, listTerms, themeOfTerm } from '../outputs/hsds/taxonomy.ts';
import { countPublicProfiles, listPublicProfiles, type PublicProfile } from '../store/public-profile.ts';
import { listServicePage, listServices } from '../store/service.ts';
import { placesTag } from './shown.ts';

/** What its answers show, as the pages kept in memory know it. */
export const hsdsTags = `network ${placesTag} ${servicesTag}`;

/** The tables that can be asked for. */
export const hsdsTables = [
	'organizations',
	'services',
	'service_at_locations',
	'taxonomies',
	'taxonomy_terms',
] as const;
export type HsdsTable = (typeof hsdsTables)[number];

const flag = z.enum(['true', 'false']).transform((said) => said === 'true');
/** What may be asked of a list; anything else is refused, for a filter that is passed over would mislead. */
const asked = z.strictObject({
	page: z.coerce.number().int().min(1).max(1_000_000).default(1),
	per_page: z.coerce.number().int().min(1).max(500).default(50),
	language: z.enum(locales).default('ru'),
	full: flag.default(false),
	format: z.literal('json').optional(),
	organization_id: z.uuid().optional(),
	modified_after: z.iso
		.datetime({ offset: true })
		.or(z.iso.date())
		.transform((said) => said.slice(0, 10))
		.optional(),
	taxonomy_term_id: z.uuid().optional(),
});
type Asked = z.output<typeof asked>;

/** What each table can be narrowed by, beside the page and the language. */
const narrows: Readonly<Record<HsdsTable, readonly (keyof Asked)[]>> = {
	organizations: ['full', 'taxonomy_term_id'],
	services: ['full', 'organization_id', 'modified_after'],
	service_at_locations: ['organization_id', 'modified_after'],
	taxonomies: [],
	taxonomy_terms: [],
};
const everywhere: readonly (keyof Asked)[] = ['page', 'per_page', 'language', 'format'];

/** One page of a list, as HSDS gives it. */
export interface HsdsPage {
	readonly total_items: number;
	readonly total_pages: number;
	readonly page_number: number;
	readonly size: number;
	readonly first_page: boolean;
	readonly last_page: boolean;
	readonly empty: boolean;
	readonly contents: readonly object[];
}

/** Reads what an address asks for; the names of what cannot be asked. */
export function readAsked(
	table: HsdsTable,
	search: URLSearchParams,
): { readonly asked: Asked } | { readonly wrong: readonly string[] } {
	const given = Object.fromEntries(search);
	const known = [...everywhere, ...narrows[table]] as readonly string[];
	const unknown = Object.keys(given).filter((name) => !known.includes(name));
	const read = asked.safeParse(given);
	if (read.success && unknown.length === 0) return { asked: read.data };
	const shapes = read.success ? [] : read.error.issues.map(({ path }) => String(path[0] ?? ''));
	return { wrong: [...new Set([...unknown, ...shapes.filter(Boolean)])] };
}

/** A page of a table, of what everybody may know. */
export function hsdsPage(runtime: Runtime, table: HsdsTable, ask: Asked, origin: string): Promise<HsdsPage> {
	const answering: Answering = { origin, locale: ask.language };
	return inLocale(ask.language, async () => {
		const { total, contents } = await listed(runtime, table, ask, answering);
		const pages = Math.max(1, Math.ceil(total / ask.per_page));
		return {
			total_items: total,
			total_pages: pages,
			page_number: ask.page,
			size: contents.length,
			first_page: ask.page === 1,
			last_page: ask.page >= pages,
			empty: contents.length === 0,
			contents,
		};
	});
}

async function listed(
	{ publicDb }: Runtime,
	table: HsdsTable,
	ask: Asked,
	answering: Answering,
): Promise<{ total: number; contents: object[] }> {
	const offset = (ask.page - 1) * ask.per_page;
	const limit = ask.per_page;
	if (table === 'taxonomies' || table === 'taxonomy_terms') {
		const all = table === 'taxonomies' ? listTaxonomies(answering.locale) : listTerms(answering.locale);
		return { total: all.length, contents: all.slice(offset, offset + limit) };
	}
	if (table === 'organizations') {
		const theme = ask.taxonomy_term_id === undefined ? undefined : themeOfTerm(ask.taxonomy_term_id);
		if (ask.taxonomy_term_id !== undefined && theme === undefined) return { total: 0, contents: [] };
		const which = theme === undefined ? {} : { theme };
		const profiles = await listPublicProfiles(publicDb, { ...which, offset, limit });
		return {
			total: await countPublicProfiles(publicDb, which),
			contents: profiles.map((one) => (ask.full ? fullOrganization : organization)(one, answering)),
		};
	}
	const { services, total } = await listServicePage(publicDb, {
		offset,
		limit,
		...(ask.organization_id === undefined ? {} : { organisation: ask.organization_id }),
		...(ask.modified_after === undefined ? {} : { changedSince: ask.modified_after }),
	});
	const owners = await ownersOf(publicDb, services);
	const contents = services.flatMap((kept): object[] => {
		const owner = owners.get(kept.organisation);
		if (!owner) return [];
		if (table === 'service_at_locations') return [serviceAtLocation(kept, owner, answering)];
		return [ask.full ? fullService(kept, owner, answering) : service(kept, owner.slug, answering)];
	});
	return { total, contents };
}

async function ownersOf(
	from: Runtime['publicDb'],
	services: readonly { readonly organisation: string }[],
): Promise<ReadonlyMap<string, PublicProfile>> {
	const ids = [...new Set(services.map(({ organisation }) => organisation))];
	const profiles = ids.length === 0 ? [] : await listPublicProfiles(from, { among: ids });
	return new Map(profiles.map((one) => [one.organisation, one]));
}

/** One thing with all that hangs on it; undefined where there is none that everybody may know. */
export function hsdsOne(
	{ publicDb }: Runtime,
	table: HsdsTable,
	id: string,
	answering: Answering,
): Promise<object | undefined> {
	return inLocale(answering.locale, async () => {
		if (!z.uuid().safeParse(id).success) return undefined;
		if (table === 'taxonomies') return listTaxonomies(answering.locale).find((one) => one.id === id);
		if (table === 'taxonomy_terms') return listTerms(answering.locale).find((one) => one.id === id);
		if (table === 'organizations') {
			const [profile] = await listPublicProfiles(publicDb, { among: [id] });
			return profile && fullOrganization(profile, answering);
		}
		const [kept] = await listServices(publicDb, { id });
		const owner = kept && (await ownersOf(publicDb, [kept])).get(kept.organisation);
		if (!kept || !owner) return undefined;
		const give = table === 'services' ? fullService : serviceAtLocation;
		return give(kept, owner, answering);
	});
}
