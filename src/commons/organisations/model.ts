import { z } from 'zod';

/** A text in both languages. */
export interface InBoth {
	readonly ru: string;
	readonly en: string;
}

/** The network that this installation serves. */
export interface Network {
	readonly id: string;
	readonly name: InBoth;
	/** As people read it; empty when there is none. */
	readonly telephone: string;
	readonly postalAddress: InBoth;
	/** 16 bytes; one for the network, so that a follow-up code alone finds its dialogue. */
	readonly followSalt: Uint8Array;
	/** The organisation that is the network's office. */
	readonly office: string;
	/** The server was restored from a backup. */
	readonly setBack: { readonly backupAt: Date; readonly restoredAt: Date } | null;
}

/** An organisation as the public may know it. */
export interface Organisation {
	readonly id: string;
	readonly slug: string;
	readonly name: InBoth;
	readonly town: InBoth;
	readonly about: InBoth;
	/** ISO 3166-2, `RU-MOW`. */
	readonly region: string;
	readonly telephone: string;
	/** `listed`: in the directory, no member. */
	readonly state: 'applied' | 'active' | 'refused' | 'left' | 'listed';
	readonly office: boolean;
	/** Hash of its membership log's first entry: its identity. */
	/** The town in the country pack's gazetteer, where it is known which one it is. */
	readonly townSlug: string | undefined;
	readonly genesisHash: Uint8Array | undefined;
	readonly signPublic: Uint8Array | undefined;
	readonly recoveryPublic: Uint8Array | undefined;
}

/** One line of text, with nothing before or after it. */
export const line = (most: number) => z.string().trim().max(most);

/** A text in one language at least. */
export const either = (most: number) =>
	z
		.strictObject({ ru: line(most).default(''), en: line(most).default('') })
		.refine(({ ru, en }) => ru !== '' || en !== '');

/** A code of ISO 3166-2, for example `RU-MOW`; whether the country has it, the country pack knows. */
export const regionCode = z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/);

/** What is asked of an organisation when it begins. */
export const organisationFacts = z.strictObject({
	name: either(200),
	town: either(120),
	region: regionCode,
	telephone: line(40).default(''),
});
export type OrganisationFacts = z.output<typeof organisationFacts>;

/** What is asked of a network on its first start. */
export const networkFacts = z.strictObject({
	name: either(200),
	telephone: line(40).default(''),
	postalAddress: z.strictObject({ ru: line(300).default(''), en: line(300).default('') }),
});
