import { z } from 'zod';
import { fromBase64url } from '../format/bytes.ts';
import { FORMATS, type Format, type Sealed } from '../format/envelope.ts';
import { Epoch, OrganisationId, PersonId, VaultId } from '../format/model.ts';

const MOST_RECORD = 1024 * 1024;
const MOST_BOX = 4096;
const MOST_DOCUMENT = 16 * 1024 * 1024;
/** What the database's `integer` holds: a larger number is nobody's place. */
const MOST_INTEGER = 0x7f_ff_ff_ff;
/** A place in a log or in a line of checkpoints. */
const place = z.int().min(0).max(MOST_INTEGER);

/** Sealed or signed bytes of one format, as base64url in JSON; what else is wrong with them is checked later. */
function sealed<F extends Format>(format: F, most: number) {
	return z
		.string()
		.max(Math.ceil((most * 4) / 3))
		.transform((text, context) => {
			const bytes = fromBase64url(text);
			if (bytes?.[0] === FORMATS[format].kind) return bytes as Sealed<F>;
			context.addIssue({ code: 'custom', message: 'sealed.malformed' });
			return z.NEVER;
		});
}

const organisation = OrganisationId;
const vault = VaultId;
const Record = sealed('logRecord', MOST_RECORD);
const Secret = z.strictObject({ person: PersonId, bytes: sealed('organisationSecrets', MOST_BOX) });
const Secrets = z.array(Secret).max(1000);
const Grant = z.strictObject({ person: PersonId, bytes: sealed('grant', MOST_BOX) });
const Purpose = z.string().regex(/^[a-z][a-z-]{0,40}$/);
export type GivenGrant = z.output<typeof Grant>;
export type GivenSecret = z.output<typeof Secret>;

export const BeginOrganisation = z.strictObject({ organisation, record: Record, secret: Secret });
export const ExtendLog = z.strictObject({
	organisation,
	record: Record,
	/** With new organisation keys: sealed to every active coordinator. */
	secrets: Secrets.default([]),
	/** With new organisation keys: the epochs in force, sealed to the new recovery key. */
	recoveries: z
		.array(z.strictObject({ vault, epoch: Epoch, recovery: sealed('recoveryGrant', MOST_BOX) }))
		.max(10_000)
		.default([]),
});
export const ShareSecrets = z.strictObject({ organisation, secrets: Secrets.min(1) });
export const ProposeRestoration = z.strictObject({ organisation, record: Record });
export const OpenEpoch = z.strictObject({
	organisation,
	vault,
	/** The desk it serves; for a vault's first epoch only. */
	purpose: Purpose.optional(),
	record: Record,
	ladder: sealed('ladder', MOST_BOX).optional(),
	recovery: sealed('recoveryGrant', MOST_BOX).optional(),
	grants: z.array(Grant).min(1).max(10_000),
});
export const GrantVault = z.strictObject({ organisation, vault, record: Record, grant: Grant });
export const SealToRecovery = z.strictObject({
	organisation,
	vault,
	epoch: Epoch.max(MOST_INTEGER),
	recovery: sealed('recoveryGrant', MOST_BOX),
});
export const ReadPartnerLog = z.strictObject({ organisation, after: place.default(0) });
/** The membership log of an organisation with which something is shared: signed records, nothing sealed. */
export interface PartnerLogAnswer {
	readonly records: readonly string[];
	/** How many there are in all. */
	readonly length: number;
}
export const ReadOrganisation = z.strictObject({
	organisation,
	/** How many records of the log the reader holds; only later ones are sent. */
	after: place.default(0),
});
export const ListOwnOrganisations = z.strictObject({});
export const KeepCheckpoint = z.strictObject({
	organisation,
	vault,
	/** Counts from 1; refused where somebody else's checkpoint has that number. */
	number: place.min(1),
	change: z.int().min(0),
	checkpoint: sealed('checkpoint', MOST_DOCUMENT),
});
export const ListCheckpoints = z.strictObject({ organisation, vault, after: place.default(0) });
export const CertifyIntake = z.strictObject({
	organisation,
	vault,
	certificate: sealed('document', MOST_BOX),
});
export const PublishDocument = z.strictObject({
	organisation,
	kind: z.enum(['organisations', 'routing']),
	document: sealed('document', MOST_DOCUMENT),
});

export const PublishIntroductionKey = z.strictObject({
	organisation,
	document: sealed('document', MOST_BOX),
});
export const ReadIntroductionKey = z.strictObject({ of: organisation });
export const ListIntroductionKeys = z.strictObject({
	/** The last organisation of the page before. */
	after: organisation.nullable(),
});

/** The part of a log that a restored server lacks, as members' devices hold it. */
export const BringBackLog = z.strictObject({
	organisation,
	restore: z.uuid(),
	records: z.array(Record).min(1).max(200),
	/** Of vaults that the server does not know either: the desks they serve. */
	purposes: z
		.array(z.strictObject({ vault, purpose: Purpose }))
		.max(1000)
		.default([]),
});
/** What belongs to a vault's epochs and cannot be read from the log: from somebody who holds it. */
export const BringBackEpoch = z.strictObject({
	organisation,
	vault,
	restore: z.uuid(),
	ladders: z.array(z.strictObject({ epoch: Epoch, bytes: sealed('ladder', MOST_BOX) })).max(10_000),
	recovery: sealed('recoveryGrant', MOST_BOX).optional(),
	grants: z.array(Grant).max(10_000),
});
export const ConfirmRecovery = z.strictObject({
	organisation,
	period: sealed('recoveryPeriod', MOST_RECORD),
});

export const FetchDocument = z.strictObject({ kind: z.enum(['organisations', 'routing']) });

/** One vault as its organisation's members are told of it; the log says what of it is true. */
export interface VaultAnswer {
	readonly vault: string;
	readonly purpose: string;
	readonly epoch: number;
	readonly change: number;
	/** The reader's newest grant. */
	readonly grant?: { readonly epoch: number; readonly bytes: string };
	/** By the epoch each leads down from. */
	readonly ladders: readonly { readonly epoch: number; readonly bytes: string }[];
	readonly recovery?: string;
	/** The certificate in force, for intake desks. */
	readonly certificate?: string;
}

/** A restore from a backup, as the server tells of it; only the signed period is believed. */
export interface RecoveryAnswer {
	readonly restore: string;
	readonly backupAt: string;
	readonly restoredAt: string;
	readonly period?: string;
}

export interface OrganisationAnswer {
	readonly records: readonly string[];
	readonly length: number;
	readonly vaults: readonly VaultAnswer[];
	/** The organisation's own secrets, sealed to the reader. */
	readonly secret?: string;
	/** The key by which others ask it for an introduction, as it signed it. */
	readonly introduction?: string;
	/** To whom the secrets are sealed, and under which recovery key. */
	readonly secretsFor: readonly { readonly person: string; readonly recovery: string }[];
	/** The server was set back to a backup: since when, and the word of a coordinator for it. */
	readonly recovery?: RecoveryAnswer;
	readonly restorations: readonly {
		readonly person: string;
		readonly by: string;
		readonly record: string;
	}[];
}
