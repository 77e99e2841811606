import { z } from 'zod';
import { either, line, regionCode } from '#commons/organisations/model.ts';
import { findTheme } from '#commons/themes/model.ts';
import type { Audience, Group } from './audience.ts';
import { languageCodes } from './languages.ts';
import { link } from './link.ts';
import { partialDate } from './partial-date.ts';

/** What the law says an organisation is, at a date. */
export const legalStates = [
	'unregistered',
	'registered',
	'refused',
	'foreign-agent',
	'undesirable',
	'liquidated',
	'extremist-list',
	'in-exile',
	're-founded',
] as const;

/** What can be lent or let to others. */
export const shareables = ['room', 'equipment', 'transport', 'other'] as const;

const each = <T extends z.ZodType>(one: T, most: number) => z.array(one).min(1).max(most);
const distinct = <T extends z.ZodType<string>>(one: T, most: number) =>
	each(one, most).refine((all) => new Set(all).size === all.length);

/** A field of the profile, for whom it is unless its organisation says otherwise, and its shape. */
const field = <T extends z.ZodType>(unlessSaid: Audience, value: T) => ({ unlessSaid, value });

/**
 * All fields, in the order in which pages show them. What can tell on people or draw a raid (who works there,
 * where the door is, what can be carried off, how the state calls it) is for the network unless said otherwise.
 */
export const fields = {
	themes: field(
		'public',
		distinct(
			z.string().refine((code) => findTheme(code) !== undefined),
			12,
		),
	),
	rights: field('public', distinct(z.string().regex(/^[a-z][a-z0-9-]{1,60}$/), 20)),
	languages: field('public', distinct(z.enum(languageCodes), 20)),
	regionsServed: field('public', distinct(regionCode, 100)),
	townsServed: field('public', each(either(120), 60)),
	foundedOn: field('public', partialDate),
	formerNames: field(
		'public',
		each(z.strictObject({ name: either(200), until: partialDate.optional() }), 20),
	),
	legalState: field(
		'network',
		each(z.strictObject({ state: z.enum(legalStates), on: partialDate, source: line(300).min(1) }), 30),
	),
	people: field(
		'network',
		each(z.strictObject({ name: line(120).min(1), role: either(120), reach: line(200).default('') }), 20),
	),
	/** Of a shelter nobody is told where it is: there is no text to tell. */
	address: field(
		'network',
		z.discriminatedUnion('kind', [
			z.strictObject({ kind: z.literal('shelter') }),
			z.strictObject({ kind: z.literal('office'), text: either(300) }),
		]),
	),
	publications: field(
		'public',
		each(z.strictObject({ title: either(300), on: partialDate.optional(), href: link.optional() }), 50),
	),
	sharing: field('network', each(z.strictObject({ kind: z.enum(shareables), what: either(200) }), 30)),
	links: field('public', each(z.strictObject({ label: either(120), href: link }), 20)),
} as const;

export type FieldName = keyof typeof fields;
export const fieldNames = Object.keys(fields) as readonly FieldName[];
export type FieldValue<F extends FieldName> = z.output<(typeof fields)[F]['value']>;

/** What an organisation says in one field, and for whom. */
export interface Fact<F extends FieldName = FieldName> {
	readonly audience: Audience;
	readonly value: FieldValue<F>;
}
/** What an organisation says in one field to others, or keeps for itself. */
export interface OwnFact<F extends FieldName = FieldName> {
	readonly audience: Group;
	readonly value: FieldValue<F>;
}
export type OwnFacts = { readonly [F in FieldName]?: OwnFact<F> };
/** All that is said; a field of which nothing is said is not there. */
export type Facts = { readonly [F in FieldName]?: Fact<F> };
