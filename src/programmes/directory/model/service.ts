import { z } from 'zod';
import { either, line } from '#commons/organisations/model.ts';
import { languageCodes } from './languages.ts';

export const serviceStates = ['active', 'temporarily-closed', 'defunct'] as const;
export type ServiceState = (typeof serviceStates)[number];

/** The texts of a service, in the order in which pages show them, with the most letters of each. */
export const serviceTexts = {
	description: 2000,
	forWhom: 500,
	howToApply: 1000,
	documents: 1000,
	fees: 300,
	hours: 300,
	interpreting: 300,
	access: 500,
	area: 300,
} as const;
export type ServiceText = keyof typeof serviceTexts;
export const serviceTextNames = Object.keys(serviceTexts) as readonly ServiceText[];

/** A text of which nothing may be said. */
const words = (most: number) => z.strictObject({ ru: line(most), en: line(most) });
type Words = ReturnType<typeof words>;
const texts = Object.fromEntries(
	Object.entries(serviceTexts).map(([name, most]) => [name, words(most)]),
) as Readonly<Record<ServiceText, Words>>;

/**
 * What is done for people and how they come to it, after Open Referral HSDS 3.0. It has no address of its own:
 * people come where the organisation says it is, and to a shelter by telephone alone.
 */
export const service = z.strictObject({
	name: either(200),
	status: z.enum(serviceStates),
	takingNew: z.boolean(),
	/** What one must know today: "closed on the 9th of May". */
	alert: words(300),
	...texts,
	telephone: line(40),
	languages: z.array(z.enum(languageCodes)).max(20),
});
export type Service = z.output<typeof service>;

/** A service as it is kept. */
export interface KeptService extends Service {
	readonly organisation: string;
	readonly id: string;
	readonly changedOn: string;
	/** The day on which its organisation last said that all of it holds. */
	readonly assuredOn: string;
}

/** How many services an organisation may have. */
export const mostServices = 50;
