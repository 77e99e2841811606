import { z } from 'zod';
import { action, memberOf, ofTheOffice, type Doing } from '#platform/action/index.ts';
import { asHouse } from '#platform/db/within.ts';
import type { OrganisationId as ActingOrganisation } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import { InvitationId, OrganisationId, PersonId } from '#vault/format/model.ts';
import { bytesField } from '../model/bytes.ts';
import { roles } from '../model/membership.ts';
import { settle } from '../settle.ts';
import { insertInvitation, listInvitations, updateInvitationWithdrawn } from '../store/invitation.ts';
import { findMembership } from '../store/membership.ts';
import type { InvitationTable } from '../tables.ts';

const day = 86_400_000;
const note = z.string().trim().max(200).default('');
const days = z.int().min(1).max(30).default(7);
/** The secret of the link stays with whoever invites; the server hears its hash. */
const link = { invitation: InvitationId, tokenHash: bytesField(32, 32), note, days };

/** Organisations are named in two spellings of the same brand: the actor's and the vault's. */
const named = (input: { organisation: string }) => input.organisation as ActingOrganisation;
const coordinator = memberOf<{ organisation: string }>(named, { coordinator: true });

/** A link by which somebody joins one's own organisation. */
export const inviteMember = action({
	name: 'members.inviteMember',
	input: z.strictObject({
		organisation: OrganisationId,
		...link,
		roles: roles.default([]),
		coordinator: z.boolean().default(false),
	}),
	access: coordinator,
	async run(doing, input) {
		return invite(doing, input, {
			kind: 'member',
			invited_by_organisation: input.organisation,
			programmes: input.roles,
			coordinator: input.coordinator,
		});
	},
});

/** A link by which an organisation that the office knows begins, without applying. */
export const inviteOrganisation = action({
	name: 'members.inviteOrganisation',
	input: z.strictObject({ organisation: OrganisationId, by: OrganisationId, ...link }),
	access: ofTheOffice({ coordinator: true }),
	async run(doing, input) {
		const taken = await asHouse(doing.tx, () =>
			doing.tx
				.selectFrom('organisation')
				.select('id')
				.where('id', '=', input.organisation)
				.executeTakeFirst(),
		);
		if (taken) return refuse('organisation.begun');
		return asHouse(doing.tx, () =>
			invite(doing, input, { kind: 'organisation', invited_by_organisation: input.by, coordinator: true }),
		);
	},
});

/** A colleague who lost every key begins anew under the same name; what they held is granted anew. */
export const inviteAnew = action({
	name: 'members.inviteAnew',
	input: z.strictObject({ organisation: OrganisationId, person: PersonId, ...link }),
	access: coordinator,
	async run(doing, input) {
		const membership = await findMembership(doing.tx, input.organisation, input.person);
		if (membership?.state !== 'active') return refuse('membership.not-active');
		return invite(doing, input, {
			kind: 'rekey',
			invited_by_organisation: input.organisation,
			for_person: input.person,
		});
	},
});

/** Takes an invitation back; its link says what a link that never was would say. */
export const withdrawInvitation = action({
	name: 'members.withdrawInvitation',
	input: z.strictObject({ organisation: OrganisationId, invitation: InvitationId }),
	access: coordinator,
	async run({ tx, now, touched }, { organisation, invitation }) {
		const withdrawn = await asHouse(tx, () => updateInvitationWithdrawn(tx, organisation, invitation, now));
		if (!withdrawn) return refuse('invitation.ended');
		touched('invitation', invitation);
		return ok({});
	},
});

/** Invitations of an organisation that are open, and newcomers who wait to be added. */
export const listOpenInvitations = action({
	name: 'members.listOpenInvitations',
	input: z.strictObject({ organisation: OrganisationId }),
	access: coordinator,
	writes: false,
	run: ({ tx, now }, { organisation }) =>
		asHouse(tx, async () => {
			const rows = await listInvitations(tx, organisation, now);
			return ok(
				rows.map((row) => ({
					invitation: row.id,
					kind: row.kind,
					note: row.note,
					coordinator: row.coordinator,
					roles: row.programmes,
					expiresAt: row.expires_at.toISOString(),
					newcomer: newcomerOf(row),
				})),
			);
		}),
});

/** The membership log names the newcomer (or the new keys): the invitation is done with. */
export const settleInvitation = action({
	name: 'members.settleInvitation',
	input: z.strictObject({ organisation: OrganisationId, invitation: InvitationId }),
	access: coordinator,
	run: (doing, { organisation, invitation }) =>
		asHouse(doing.tx, () => settle(doing, organisation, invitation)),
});

type Row = Awaited<ReturnType<typeof listInvitations>>[number];

function newcomerOf(row: Row) {
	const { person, new_account: anew } = row;
	if (person === null || row.acceptance === null) return undefined;
	const sealing = anew?.sealing ?? (row.box_public && toBase64url(row.box_public));
	const signing = anew?.signing ?? (row.sign_public && toBase64url(row.sign_public));
	if (!sealing || !signing) return undefined;
	const name = row.display_name ?? '';
	const loginName = row.login_name ?? '';
	return { person, name, loginName, signing, sealing, acceptance: toBase64url(row.acceptance) };
}

async function invite(
	{ tx, actor, now, touched }: Doing,
	input: {
		organisation: string;
		invitation: string;
		tokenHash: Uint8Array;
		note: string;
		days: number;
	},
	more: Pick<InvitationTable, 'kind'> & Partial<InvitationTable>,
): Promise<Result<object>> {
	touched('invitation', input.invitation);
	const kept = await insertInvitation(tx, {
		organisation: input.organisation,
		id: input.invitation,
		token_hash: input.tokenHash,
		invited_by: actor.kind === 'member' ? actor.person : null,
		invited_by_organisation: null,
		for_person: null,
		note: input.note,
		coordinator: false,
		programmes: [],
		expires_at: new Date(now.getTime() + input.days * day),
		...more,
	});
	return kept ? ok({}) : refuse('input.invalid', { field: 'invitation' });
}
