import { z } from 'zod';
import { Bytes } from './frame.ts';
import {
	DocumentHash,
	Epoch,
	Instant,
	LetterId,
	NetworkId,
	OrganisationId,
	OrganisationIdentity,
	SealingKey,
	SigningKey,
	VaultId,
} from './model.ts';

/** Public documents: what a stranger's browser needs to know that the key it seals to is the right one. */

const numbered = {
	network: NetworkId,
	/** Counts from 1; a client never takes a smaller one than it has seen. */
	version: z.int().min(1),
	issued: Instant,
	expires: Instant,
	previous: DocumentHash.nullable(),
};

/** The network's list of organisations, signed by the network key. */
export const OrganisationList = z.strictObject({
	kind: z.literal('organisations'),
	...numbered,
	/** Salt of follow-up codes. */
	followUpSalt: Bytes.refine((salt) => salt.length === 16),
	organisations: z
		.array(
			z.strictObject({
				organisation: OrganisationId,
				identity: OrganisationIdentity,
				signing: SigningKey,
			}),
		)
		.max(100_000),
});
export type OrganisationList = z.infer<typeof OrganisationList>;

export const IntakeDesk = z.strictObject({ organisation: OrganisationId, vault: VaultId });
export type IntakeDesk = z.infer<typeof IntakeDesk>;

const Code = z.string().min(1).max(64);

/** Which desk answers which need in which region; `*` stands for any. Signed by the network key. */
export const RoutingRules = z.strictObject({
	kind: z.literal('routing'),
	...numbered,
	rules: z
		.array(
			z.strictObject({
				need: Code,
				region: Code,
				to: IntakeDesk,
				alternates: z.array(IntakeDesk).max(16),
			}),
		)
		.max(100_000),
	/** The network's office: takes what no rule takes. */
	fallback: IntakeDesk,
	/** Every desk a sender may choose by name. */
	desks: z.array(IntakeDesk).max(100_000),
});
export type RoutingRules = z.infer<typeof RoutingRules>;

/** An organisation's word that this is the key of its intake vault; valid for 30 days. */
export const IntakeCertificate = z.strictObject({
	kind: z.literal('intake'),
	organisation: OrganisationId,
	vault: VaultId,
	epoch: Epoch,
	key: SealingKey,
	issued: Instant,
	expires: Instant,
	/** Where requests are also sealed to, with the sender's consent, in case the desk dies. */
	backup: IntakeDesk.nullable(),
});
export type IntakeCertificate = z.infer<typeof IntakeCertificate>;

const text = (most: number) => z.strictObject({ ru: z.string().max(most), en: z.string().max(most) });
/** What an open letter says; a language in which it was not written is empty. */
export const LetterText = z.strictObject({
	title: text(200),
	addressee: text(300),
	text: text(20_000),
});
export type LetterText = z.infer<typeof LetterText>;

/** An organisation's signature under one version of an open letter: all of its text, and who signs. */
export const LetterSignature = z.strictObject({
	kind: z.literal('letter'),
	letter: LetterId,
	/** Whose letter it is. */
	author: OrganisationId,
	/** Another text is another version, and is signed anew. */
	version: z.int().min(1),
	content: LetterText,
	signer: z.strictObject({
		organisation: OrganisationId,
		identity: OrganisationIdentity,
		/** As it is called under the letter. */
		name: text(200),
	}),
	signed: Instant,
});
export type LetterSignature = z.infer<typeof LetterSignature>;

/** Its author's word that these were all who signed a letter when it was published: none can be cut out unnoticed. */
export const LetterPublication = z.strictObject({
	kind: z.literal('letter-publication'),
	letter: LetterId,
	author: OrganisationId,
	version: z.int().min(1),
	/** Of every signature, in the order in which they stand under the letter. */
	signatures: z.array(DocumentHash).min(1).max(100_000),
	published: Instant,
});
export type LetterPublication = z.infer<typeof LetterPublication>;

/**
 * An organisation's word what others seal to when they ask for an introduction, and by which key wishes meet.
 * Derived from its recovery key: a new one of these after a coordinator left.
 */
export const IntroductionKey = z.strictObject({
	kind: z.literal('introduction'),
	organisation: OrganisationId,
	identity: OrganisationIdentity,
	/** Messages are sealed to it. */
	key: SealingKey,
	/** With another organisation's: the secret that only the two have, for what each wishes of the other. */
	meeting: SealingKey,
	issued: Instant,
	expires: Instant,
});
export type IntroductionKey = z.infer<typeof IntroductionKey>;

export const PublicDocument = z.discriminatedUnion('kind', [
	OrganisationList,
	RoutingRules,
	IntakeCertificate,
	LetterSignature,
	LetterPublication,
	IntroductionKey,
]);
export type PublicDocument = z.infer<typeof PublicDocument>;

export const SignedContent = z.strictObject({ document: Bytes, key: SigningKey, signature: Bytes });

export const INTAKE_CERTIFICATE_DAYS = 30;
export const INTRODUCTION_KEY_DAYS = 90;
