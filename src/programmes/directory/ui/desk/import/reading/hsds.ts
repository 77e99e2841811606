import { ok, refuse, type Result } from '#platform/result.ts';
import { textOf } from './csv.ts';
import { tableOf, type ReadTable } from './table.ts';

/** The columns into which an organisation of HSDS 3.0 is laid out, under the names by which they are guessed. */
const columns = [
	'name',
	'former name',
	'city',
	'state_province',
	'latitude',
	'longitude',
	'description',
	'phone',
	'email',
	'website',
	'address',
	'themes',
	'year_incorporated',
	'alternate_name',
] as const;

type Thing = Readonly<Record<string, unknown>>;
const isThing = (what: unknown): what is Thing =>
	typeof what === 'object' && what !== null && !Array.isArray(what);
const things = (what: unknown): Thing[] => (Array.isArray(what) ? what.filter(isThing) : []);
const text = (what: unknown): string =>
	typeof what === 'string' ? what : typeof what === 'number' && Number.isFinite(what) ? String(what) : '';

/**
 * Reads organisations of HSDS 3.0: a list of them, a page of its API, a whole export, or services with their
 * organisations inside. Their services are their own to tell and are not read.
 */
export function readHsds(bytes: Uint8Array): Result<ReadTable> {
	let said: unknown;
	try {
		said = JSON.parse(textOf(bytes).replace(/^\uFEFF/, ''));
	} catch {
		return refuse('import.unread');
	}
	const found = organisationsIn(said);
	if (!found.ok) return found;
	return tableOf([[...columns], ...found.value.map(rowOf)], { delimiter: ',', reckoned: 0 });
}

function organisationsIn(said: unknown): Result<Thing[]> {
	const listed = isThing(said)
		? [
				...things(said.contents),
				...things(said.organizations),
				...things(said.services),
				...(said.name ? [said] : []),
			]
		: things(said);
	const byId = new Map<string, Thing>();
	for (const [at, one] of listed.entries()) {
		const organisation = isThing(one.organization) ? one.organization : one;
		// A service that only names its organisation's id says nothing of it.
		if (organisation === one && 'organization_id' in one) continue;
		byId.set(text(organisation.id) || `#${at}`, organisation);
	}
	return byId.size === 0 ? refuse('import.no-rows') : ok([...byId.values()]);
}

function rowOf(one: Thing): string[] {
	const [place = {}] = things(one.locations);
	const addresses = [...things(place.addresses), ...things(one.addresses)];
	const address = addresses.find(({ address_type: type }) => type === 'physical') ?? addresses[0] ?? {};
	const [phone = {}] = [...things(one.phones), ...things(place.phones)];
	const terms = things(one.attributes).flatMap(({ taxonomy_term: term }) => (isThing(term) ? [term] : []));
	return [
		text(one.name),
		'',
		text(address.city) || text(place.name),
		text(address.state_province) || text(address.region),
		text(place.latitude),
		text(place.longitude),
		text(one.description),
		text(phone.number),
		text(one.email),
		text(one.website) || text(one.url),
		[text(address.address_1), text(address.address_2)].filter(Boolean).join(', '),
		terms
			.map((term) => text(term.code) || text(term.name))
			.filter(Boolean)
			.join('; '),
		text(one.year_incorporated),
		text(one.alternate_name),
	];
}
