import { line, type InBoth } from '#commons/organisations/model.ts';
import { fields, type Facts } from '../../model/fields.ts';
import type { Fault, Mapping, MeantTown, Target } from '../../model/import.ts';
import { link } from '../../model/link.ts';
import type { LikenessEntry } from '../alike.ts';
import { byLetters, partsOf, saysShelter, wordsOf } from './cell-text.ts';
import { readDate } from './date.ts';
import { isFormula } from './formula.ts';
import { readPlace, type KnownPlaces } from './place.ts';

/** An organisation as a row tells of it. */
export interface Entry {
	readonly name: InBoth;
	readonly about: InBoth;
	readonly town: InBoth;
	readonly townSlug: string | null;
	readonly region: string;
	readonly telephone: string;
	readonly facts: Facts;
}

/** What the country and the network know; handed in, so that this stays a rule. */
export interface Known extends KnownPlaces {
	/** The theme of a code or of its name in either language. */
	readonly themeOf: (words: string) => string | undefined;
}

/** What a row comes to. */
export type ReadRow =
	| { readonly is: 'entry'; readonly entry: Entry }
	| { readonly is: 'bad'; readonly faults: readonly Fault[] }
	| {
			readonly is: 'asking';
			readonly key: string;
			readonly written: string;
			readonly among: readonly MeantTown[];
	  };

/** Reads a row: everything that is wrong with it at once, so that it is mended in one sitting. */
export function readRow(
	row: readonly string[],
	mapping: Mapping,
	choices: Readonly<Record<string, string>>,
	known: Known,
	today: string,
): ReadRow {
	const wrong: Fault[] = [];
	const columnOf = (target: Target) => {
		const at = mapping.indexOf(target);
		return at === -1 ? null : at;
	};
	const say = (is: Fault['is'], target: Target | undefined, words?: string) => {
		wrong.push({
			is,
			column: target === undefined ? null : columnOf(target),
			...(words === undefined ? {} : { words }),
		});
	};
	const cellOf = (target: Target, longest: number): string => {
		const column = columnOf(target);
		const raw = column === null ? '' : (row[column] ?? '');
		if (isFormula(raw)) {
			say('formula', target);
			return '';
		}
		const text = wordsOf(raw);
		if (text.length <= longest) return text;
		say('too-long', target);
		return '';
	};
	if (row.slice(mapping.length).some((cell) => cell.trim() !== '')) say('columns-many', undefined);

	const both = (either: Target, ru: Target, en: Target, longest: number): InBoth => {
		const any = byLetters(cellOf(either, longest));
		return { ru: cellOf(ru, longest) || any.ru, en: cellOf(en, longest) || any.en };
	};
	const name = both('name', 'nameRu', 'nameEn', 200);
	if (name.ru === '' && name.en === '' && !wrong.some(({ is }) => is === 'formula' || is === 'too-long'))
		say(
			'name-missing',
			(['name', 'nameRu', 'nameEn'] as const).find((one) => columnOf(one) !== null),
		);
	const about = both('about', 'aboutRu', 'aboutEn', 2000);
	const place = readPlace(
		{
			town: cellOf('town', 120),
			region: cellOf('region', 120),
			latitude: cellOf('latitude', 40),
			longitude: cellOf('longitude', 40),
		},
		choices,
		known,
		say,
	);
	const facts = {
		...themesOf(cellOf('themes', 1000), known, say),
		...linksOf(cellOf('mail', 500), cellOf('site', 500), say),
		...addressOf(cellOf('address', 300), [name.ru, name.en, about.ru, about.en].join(' ')),
		...foundedOf(cellOf('foundedOn', 40), today, say),
		...formerNamesOf(cellOf('formerNames', 1000), say),
	};
	const telephone = cellOf('telephone', 40);
	if (wrong.length > 0) return { is: 'bad', faults: wrong };
	if (place.is !== 'place') return place.is === 'asking' ? place : { is: 'bad', faults: wrong };
	const { town, townSlug, region } = place;
	return { is: 'entry', entry: { name, about, town, townSlug, region, telephone, facts } };
}

type Say = (is: Fault['is'], target: Target | undefined, words?: string) => void;

function themesOf(text: string, known: Known, say: Say): Facts {
	if (text === '') return {};
	const parts = partsOf(text).flatMap((part) =>
		known.themeOf(part) ? [part] : part.split(',').map((one) => one.trim()),
	);
	const codes = new Set<string>();
	for (const part of parts.filter(Boolean)) {
		const code = known.themeOf(part);
		if (code === undefined) say('theme-unknown', 'themes', part);
		else codes.add(code);
	}
	const value = fields.themes.value.safeParse([...codes]);
	if (!value.success && codes.size > 0) say('too-long', 'themes');
	return value.success ? { themes: { audience: 'public', value: value.data } } : {};
}

function linksOf(mail: string, site: string, say: Say): Facts {
	const value: { label: InBoth; href: string }[] = [];
	const add = (written: string, href: string, fault: Fault['is'], target: Target) => {
		const read = link.safeParse(href);
		const label = written.slice(0, 120);
		if (read.success) value.push({ label: { ru: label, en: label }, href: read.data });
		else say(fault, target, written);
	};
	for (const one of mail.split(/[;,\s]+/).filter(Boolean)) add(one, `mailto:${one}`, 'mail-unread', 'mail');
	for (const one of site.split(/[;,\s]+/).filter(Boolean))
		add(one, /^[a-z]+:/i.test(one) ? one : `https://${one}`, 'site-unread', 'site');
	const links = fields.links.value.safeParse(value);
	return links.success ? { links: { audience: 'public', value: links.data } } : {};
}

function addressOf(text: string, words: string): Facts {
	if (saysShelter(`${words} ${text}`))
		return { address: { audience: 'network', value: { kind: 'shelter' } } };
	if (text === '') return {};
	return { address: { audience: 'network', value: { kind: 'office', text: byLetters(text) } } };
}

function foundedOf(text: string, today: string, say: Say): Facts {
	if (text === '') return {};
	const date = readDate(text, today);
	if (date === 'date-unread' || date === 'date-early' || date === 'date-future') {
		say(date, 'foundedOn', text);
		return {};
	}
	return { foundedOn: { audience: 'public', value: date } };
}

function formerNamesOf(text: string, say: Say): Facts {
	if (text === '') return {};
	const names = partsOf(text);
	if (names.some((one) => !line(200).safeParse(one).success)) say('too-long', 'formerNames');
	const value = fields.formerNames.value.safeParse(names.map((one) => ({ name: byLetters(one) })));
	return value.success ? { formerNames: { audience: 'public', value: value.data } } : {};
}

/** What entries are compared by. */
export function likenessOf({ name, town, townSlug, region, telephone, facts }: Entry): LikenessEntry {
	const address = facts.address?.value;
	return {
		names: [name.ru, name.en].filter(Boolean),
		formerNames: (facts.formerNames?.value ?? []).flatMap((one) =>
			[one.name.ru, one.name.en].filter(Boolean),
		),
		region,
		townSlug: townSlug ?? undefined,
		towns: [town.ru, town.en].filter(Boolean),
		telephones: telephone === '' ? [] : [telephone],
		addresses: address?.kind === 'office' ? [address.text.ru, address.text.en].filter(Boolean) : [],
		links: (facts.links?.value ?? []).map(({ href }) => href),
	};
}
