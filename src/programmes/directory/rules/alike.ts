import { addressKey, isForAll, mailOf, siteOf, telephonesIn } from './alike/contact.ts';
import { nameLike, type NameLike } from './alike/name.ts';
import { folded, sound } from './alike/spelling.ts';

/**
 * Whether two entries of the directory may be one organisation, and why. A rule for people to read: nothing is
 * ever merged by it (docs/decisions/112-perhaps-already-here.md).
 */
export const likenesses = [
	/** The same words; capitals, quotation marks and ё do not count. */
	'name',
	/** The same but for the legal form: РОО, АНО, NGO. */
	'name-form',
	/** The same in the other alphabet. */
	'name-alphabet',
	/** The same words spelled or ordered otherwise, or with the town's name beside them. */
	'name-spelling',
	/** The same name in quotation marks, after other words. */
	'name-proper',
	/** One is called by the first letters of the other. */
	'abbreviation',
	/** One is called as the other was called once. */
	'former-name',
	'telephone',
	'mail',
	'site',
	/** Counts beside another reason only: many have a room in one house. */
	'address',
] as const;
export type Likeness = (typeof likenesses)[number];

/** An organisation as it is compared: from the directory, from an application, from a line of a file. */
export interface LikenessEntry {
	/** In either language. */
	readonly names: readonly string[];
	readonly formerNames?: readonly string[];
	/** ISO 3166-2. */
	readonly region: string;
	/** In the gazetteer, where it is known which town it is. */
	readonly townSlug?: string | undefined;
	/** The town's name in either language; none where it is not known. */
	readonly towns?: readonly string[];
	/** Texts with one telephone or several. */
	readonly telephones?: readonly string[];
	readonly addresses?: readonly string[];
	/** Sites and addresses of e-mail. */
	readonly links?: readonly string[];
}

/** An entry read for comparing: once, however many it is compared with. */
export interface Read {
	readonly region: string;
	readonly townSlug: string | undefined;
	readonly towns: readonly string[];
	readonly names: readonly NameLike[];
	readonly formerNames: readonly NameLike[];
	readonly telephones: readonly string[];
	readonly mails: readonly string[];
	readonly sites: readonly string[];
	readonly addresses: readonly string[];
}

const before = /^(?:г|гор|город|пос|поселок|пгт|рп|с|село|дер|деревня|ст|станица)[. ]\s*(?=\S)/u;

/** Reads an entry for comparing. */
export function readEntry(entry: LikenessEntry): Read {
	const { region, townSlug, formerNames = [], telephones = [], addresses = [], links = [] } = entry;
	const towns = distinct((entry.towns ?? []).map((town) => sound(folded(town).replace(before, ''))));
	return {
		region,
		townSlug,
		towns,
		names: entry.names.flatMap((name) => nameLike(name, towns)),
		formerNames: formerNames.flatMap((name) => nameLike(name, towns)),
		telephones: distinct(telephones.flatMap((text) => telephonesIn(text, region))),
		mails: distinct(links.map((link) => mailOf(link) ?? '')),
		sites: distinct(links.map((link) => siteOf(link) ?? '')),
		addresses: distinct(addresses.map((address) => addressKey(address, towns))),
	};
}

/** Entries that may be one organisation have one of these in common; not all that have are alike. */
export function keysOf(read: Read): string[] {
	const { region, names, formerNames, telephones, mails, sites, addresses } = read;
	const named = [...names, ...formerNames];
	return distinct([
		...named.flatMap(({ key, proper }) => [key, proper].filter(Boolean).map((one) => `n|${region}|${one}`)),
		...named.flatMap(({ short, initials }) =>
			[short, ...initials].filter(Boolean).map((one) => `s|${region}|${one}`),
		),
		...telephones.map((one) => `t|${one}`),
		...mails.map((one) => `m|${one}`),
		...sites.map((one) => `w|${one}`),
		...addresses.map((one) => `a|${region}|${one}`),
	]).map((key) => key.slice(0, 300));
}

/** The keys by which an entry is found beside those that may be the same. */
export const likenessKeys = (entry: LikenessEntry): string[] => keysOf(readEntry(entry));

/** Why two entries may be one organisation; none where nothing, or too little, speaks for it. */
export const alike = (a: LikenessEntry, b: LikenessEntry): Likeness[] =>
	compareRead(readEntry(a), readEntry(b));

/** As `alike`, of entries that were read before. */
export function compareRead(a: Read, b: Read): Likeness[] {
	const inOneRegion = a.region === b.region;
	const here = inOneRegion && inOneTown(a, b);
	const found = new Set<Likeness>();
	if (here) {
		for (const one of a.names)
			for (const other of b.names) {
				const why = namesAlike(one, other);
				if (why) found.add(why);
			}
		// Of several ways in which the names agree the plainest is said.
		const [plainest, ...lesser] = likenesses.filter((why) => found.has(why));
		if (plainest) for (const why of lesser) found.delete(why);
		const was = (x: Read, y: Read) =>
			x.formerNames.some((former) => [...y.names, ...y.formerNames].some((name) => isSame(former, name)));
		if (was(a, b) || was(b, a)) found.add('former-name');
		if (meet(a.addresses, b.addresses)) found.add('address');
	}
	const telephones = a.telephones.filter((one) => b.telephones.includes(one));
	if (telephones.length > 0) found.add('telephone');
	if (meet(a.mails, b.mails)) found.add('mail');
	if (meet(a.sites, b.sites)) found.add('site');
	const speaks = [...found].some((why) => {
		if (why === 'address') return false;
		// Branches in other regions show the site of the whole, and its free number.
		if (why === 'site') return inOneRegion;
		return why !== 'telephone' || inOneRegion || telephones.some((one) => !isForAll(one));
	});
	return speaks || found.size > 1 ? likenesses.filter((why) => found.has(why)) : [];
}

function inOneTown(a: Read, b: Read): boolean {
	if (a.townSlug !== undefined && b.townSlug !== undefined) return a.townSlug === b.townSlug;
	return a.towns.length === 0 || b.towns.length === 0 || meet(a.towns, b.towns);
}

function namesAlike(one: NameLike, other: NameLike): Likeness | undefined {
	if (one.plain === other.plain) return 'name';
	if (one.bare === other.bare) return 'name-form';
	if (one.key === other.key) return one.cyrillic === other.cyrillic ? 'name-spelling' : 'name-alphabet';
	if (isProper(one, other) || isProper(other, one)) return 'name-proper';
	if (isShortOf(one, other) || isShortOf(other, one)) return 'abbreviation';
	return undefined;
}

const isSame = (one: NameLike, other: NameLike) =>
	one.plain === other.plain || one.key === other.key || isProper(one, other) || isProper(other, one);
const isProper = ({ proper }: NameLike, { key, proper: others }: NameLike) =>
	proper !== '' && (proper === key || proper === others);
const isShortOf = ({ short }: NameLike, { initials }: NameLike) =>
	short.length > 2 && initials.includes(short);

const meet = (some: readonly string[], others: readonly string[]) => some.some((one) => others.includes(one));
const distinct = (all: readonly string[]) => [...new Set(all.filter((one) => one !== ''))];
