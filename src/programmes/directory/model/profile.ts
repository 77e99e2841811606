import { z } from 'zod';
import { either, line, regionCode, type InBoth } from '#commons/organisations/model.ts';
import { audience } from './audience.ts';
import type { KeptService } from './service.ts';
import { fields, type Fact, type FieldName, type Facts, type OwnFacts } from './fields.ts';

/** What everybody knows of an organisation from the day it joins. */
export const basics = z.strictObject({
	name: either(200),
	town: either(120),
	region: regionCode,
	about: z.strictObject({ ru: line(2000), en: line(2000) }),
	telephone: line(40),
});
export type Basics = z.output<typeof basics>;

/** An organisation, as far as whoever asked may see it. */
export interface Profile extends Basics {
	readonly organisation: string;
	readonly slug: string;
	readonly office: boolean;
	/** Of one that is no member: the list its entry was taken from, and the day. */
	readonly listed?: { readonly from: string; readonly on: string };
	readonly facts: Facts;
	/** What it does for people, but for what it does no longer. */
	readonly services: readonly KeptService[];
}

/** An organisation as its own members see it in their browsers, what is sealed to them included. */
export interface OwnProfile extends Omit<Profile, 'facts'> {
	readonly facts: OwnFacts;
}

/** Facts to be said anew; one that is `null` is said no longer. */
export type ChangedFacts = { readonly [F in FieldName]?: Fact<F> | null };

const changedFacts = z.strictObject(
	Object.fromEntries(
		Object.entries(fields).map(([name, { value }]) => [
			name,
			z.strictObject({ audience, value }).nullable().optional(),
		]),
	),
) as unknown as z.ZodType<ChangedFacts>;

/** What a coordinator changes: only what is named is written, so two who change different fields both do. */
export const description = z.strictObject({ basics: basics.optional(), facts: changedFacts });
export type Description = z.output<typeof description>;

/** A text in the reader's language, else in the other: better that one than none. */
export function inLanguage(text: InBoth, locale: 'ru' | 'en'): string {
	return text[locale] || text.ru || text.en;
}
