import { z } from 'zod';
import { Bytes } from './frame.ts';
import {
	Epoch,
	Instant,
	InvitationId,
	LogHash,
	OrganisationId,
	PersonId,
	PersonPublic,
	SealingKey,
	SigningKey,
	VaultId,
} from './model.ts';

/** An advocate, who has a register number, may visit a detainee; a lawyer who is not one may not. */
export const ProfessionalStatus = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('advocate'), register: z.string().min(1).max(64) }),
	z.strictObject({ kind: z.literal('lawyer') }),
	z.strictObject({ kind: z.literal('public-defender') }),
	z.strictObject({ kind: z.literal('none') }),
]);
export type ProfessionalStatus = z.infer<typeof ProfessionalStatus>;

/** A role in one programme; the programmes name their own roles. */
export const RoleName = z
	.string()
	.regex(/^[a-z][a-z-]*(:[a-z][a-z-]*)?$/)
	.max(64);
const Roles = z.array(RoleName).max(32);

/** Shown to colleagues in the log; a person may go by a name of their choice. */
const DisplayName = z.string().min(1).max(120);

/** The organisation's own public keys: signing of letters and certificates, and recovery of epochs. */
export const OrganisationKeys = z.strictObject({ signing: SigningKey, recovery: SealingKey });
export type OrganisationKeys = z.infer<typeof OrganisationKeys>;

const genesis = z.strictObject({
	kind: z.literal('genesis'),
	organisation: OrganisationId,
	name: z.string().min(1).max(200),
	keys: OrganisationKeys,
	founder: PersonPublic,
	founderName: DisplayName,
	founderStatus: ProfessionalStatus,
	founderRoles: Roles,
});
const add = z.strictObject({
	kind: z.literal('add'),
	member: PersonPublic,
	name: DisplayName,
	status: ProfessionalStatus,
	roles: Roles,
	invitation: InvitationId,
	/** The new member's own signature over organisation, invitation and keys: these keys are theirs. */
	acceptance: Bytes,
});
const change = z.strictObject({
	kind: z.literal('change'),
	person: PersonId,
	status: ProfessionalStatus,
	roles: Roles,
});
const grantCoordinator = z.strictObject({ kind: z.literal('grant-coordinator'), person: PersonId });
const withdrawCoordinator = z.strictObject({ kind: z.literal('withdraw-coordinator'), person: PersonId });
const remove = z.strictObject({ kind: z.literal('remove'), person: PersonId });
const suspend = z.strictObject({ kind: z.literal('suspend'), person: PersonId });
const restore = z.strictObject({ kind: z.literal('restore'), person: PersonId });
const rekey = z.strictObject({
	kind: z.literal('rekey'),
	member: PersonPublic,
	/** By the new keys; when a member renews their own keys, the record itself is signed by the old ones. */
	acceptance: Bytes,
	invitation: InvitationId,
	reason: z.enum(['renewed', 'recovered-by-colleague', 'recovered-by-partners']),
});
const compared = z.strictObject({
	kind: z.literal('compared'),
	/** The signer compared this person's fingerprint words with them, face to face or by voice. */
	person: PersonId,
	signing: SigningKey,
});
const vaultEpoch = z.strictObject({
	kind: z.literal('vault-epoch'),
	vault: VaultId,
	epoch: Epoch,
	key: SealingKey,
	holders: z.array(PersonId).min(1).max(10_000),
});
const vaultGrant = z.strictObject({
	kind: z.literal('vault-grant'),
	vault: VaultId,
	epoch: Epoch,
	person: PersonId,
});
const organisationKeys = z.strictObject({ kind: z.literal('organisation-keys'), keys: OrganisationKeys });

export const MembershipAct = z.discriminatedUnion('kind', [
	genesis,
	add,
	change,
	grantCoordinator,
	withdrawCoordinator,
	remove,
	suspend,
	restore,
	rekey,
	compared,
	vaultEpoch,
	vaultGrant,
	organisationKeys,
]);
export type MembershipAct = z.infer<typeof MembershipAct>;
export type Genesis = z.infer<typeof genesis>;
export type MembershipKind = MembershipAct['kind'];

/** One link of the chain: what was done, by whom, after which record. */
export const LogBody = z.strictObject({
	index: z.int().min(0),
	previous: LogHash.nullable(),
	at: Instant,
	by: PersonId,
	act: MembershipAct,
});
export type LogBody = z.infer<typeof LogBody>;

export const Signature = z.strictObject({ by: PersonId, signature: Bytes });
export type Signature = z.infer<typeof Signature>;

/** The body as it was signed, and the signatures: the actor's first, a second where the act needs two. */
export const SignedRecord = z.strictObject({ body: Bytes, signatures: z.array(Signature).min(1).max(2) });
