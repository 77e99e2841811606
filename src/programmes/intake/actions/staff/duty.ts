import { z } from 'zod';
import { action, membershipIn, memberOf, whoever, type Access } from '#platform/action/index.ts';
import type { OrganisationId as Acting } from '#platform/ids.ts';
import { ok, refuse } from '#platform/result.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import { OrganisationId, PersonId } from '#vault/format/model.ts';
import {
	deleteDuty,
	findCertificate,
	findDuty,
	findIntakeVault,
	insertDuty,
	isStaffed,
	listDeskMembers,
	listDuty,
	type DeskMember,
} from '../../store/desk.ts';
import { checkTurn } from '../../rules/duty.ts';

const OfDesk = z.strictObject({ organisation: OrganisationId });
const theDesk = (input: { organisation: string }) => input.organisation as Acting;
const DAY = 24 * 60 * 60 * 1000;

export interface DeskAnswer {
	readonly vault: string | null;
	/** Whether strangers can write to it now, and why not. */
	readonly takes: 'yes' | 'no-vault' | 'nobody' | 'no-certificate';
	readonly certificate: string | null;
	readonly expires: string | null;
	readonly members: readonly DeskMember[];
	readonly duty: readonly {
		readonly id: string;
		readonly person: string;
		readonly startsAt: string;
		readonly endsAt: string;
	}[];
	/** Whether the reader may put others on duty, and choose the backup. */
	readonly may: { readonly plan: boolean };
}

/** The desk of one's organisation: who works at it, who is on duty, whether it takes requests. */
export const viewDesk = action({
	name: 'intake.viewDesk',
	input: OfDesk,
	access: memberOf(theDesk),
	writes: false,
	async run({ tx, actor, now }, { organisation }) {
		const vault = await findIntakeVault(tx, organisation);
		const certificate = vault === undefined ? undefined : await findCertificate(tx, organisation, vault);
		const members = vault === undefined ? [] : await listDeskMembers(tx, organisation, vault);
		const inTime = certificate !== undefined && certificate.expiresAt > now;
		const staffed = vault !== undefined && (await isStaffed(tx, organisation, vault));
		const duty = await listDuty(tx, organisation, new Date(now.getTime() - DAY));
		return ok<DeskAnswer>({
			vault: vault ?? null,
			takes: vault === undefined ? 'no-vault' : !staffed ? 'nobody' : inTime ? 'yes' : 'no-certificate',
			certificate: certificate ? toBase64url(certificate.bytes) : null,
			expires: certificate?.expiresAt.toISOString() ?? null,
			members,
			duty: duty.map(({ startsAt, endsAt, ...turn }) => ({
				...turn,
				startsAt: startsAt.toISOString(),
				endsAt: endsAt.toISOString(),
			})),
			may: { plan: membershipIn(actor, theDesk({ organisation }), { coordinator: true }) !== undefined },
		});
	},
});

/** Coordinators plan for everybody, others for themselves. */
function planners<Input extends { organisation: string; person: string }>(): Access<Input> {
	return whoever('a coordinator of the organisation; a member for themselves', ({ actor, input }) => {
		const member = membershipIn(actor, theDesk(input));
		const self = input.person === actor.person && member?.programmes.includes('intake');
		return member !== undefined && (member.coordinator || self === true);
	});
}

/** Puts somebody on duty for a time. Whoever is on duty gets the mail that something waits. */
export const putOnDuty = action({
	name: 'intake.putOnDuty',
	input: z.strictObject({
		organisation: OrganisationId,
		id: z.uuid(),
		person: PersonId,
		startsAt: z.iso.datetime(),
		endsAt: z.iso.datetime(),
	}),
	access: planners(),
	async run({ tx, now, touched }, { organisation, id, person, ...times }) {
		const turn = { id, person, startsAt: new Date(times.startsAt), endsAt: new Date(times.endsAt) };
		const checked = checkTurn(turn, now);
		if (!checked.ok) return checked;
		const vault = await findIntakeVault(tx, organisation);
		const members = vault === undefined ? [] : await listDeskMembers(tx, organisation, vault);
		if (!members.some((member) => member.person === person)) {
			return refuse('request.colleague-cannot-open', { field: 'person' });
		}
		await insertDuty(tx, organisation, turn);
		touched('duty', id);
		return ok({ id });
	},
});

/** Coordinators for everybody, others what is their own. */
function cancellers<Input extends { organisation: string; id: string }>(): Access<Input> {
	return whoever(
		'a coordinator of the organisation; a member for themselves',
		async ({ actor, input, tx }) => {
			const member = membershipIn(actor, theDesk(input));
			if (!member) return false;
			if (member.coordinator) return true;
			return (await findDuty(tx, input.organisation, input.id))?.person === (actor.person as string);
		},
	);
}

/** Takes a turn of duty away. */
export const takeOffDuty = action({
	name: 'intake.takeOffDuty',
	input: z.strictObject({ organisation: OrganisationId, id: z.uuid() }),
	access: cancellers(),
	async run({ tx, touched }, { organisation, id }) {
		await deleteDuty(tx, organisation, id);
		touched('duty', id);
		return ok({ id });
	},
});
