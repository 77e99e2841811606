import { z } from 'zod';
import type { InBoth } from '#commons/organisations/index.ts';
import { findOrganisation, findOrganisationBySlug } from '#commons/organisations/index.ts';
import { action, memberOf } from '#platform/action/index.ts';
import { organisationId } from '#platform/ids.ts';
import { ok, refuse } from '#platform/result.ts';
import { findLetterLocked } from '../store/letter.ts';
import { deleteSignature, insertParty, listParties, updateParty } from '../store/signature.ts';
import { listEndangering, wasWarned, type Endangering } from './endangering.ts';
import { actingFor, dayOf, OnLetter } from './named.ts';

const slug = z.string().max(61);

/** Before somebody is asked to sign: who it is, and whether joining names with them endangers. */
export const weighPartner = action({
	name: 'joint.weighPartner',
	input: z.strictObject({ organisation: organisationId, slug }),
	access: memberOf(actingFor),
	writes: false,
	async run({ tx, actor }, { organisation, slug }) {
		const partner = await findOrganisationBySlug(tx, slug);
		if (partner?.state !== 'active' || partner.id === organisation) return refuse('letter.nobody');
		const { id, name, town } = partner;
		const endangering = await listEndangering(tx, actor, [id]);
		return ok<{ id: string; name: InBoth; town: InBoth; endangering: readonly Endangering[] }>({
			id,
			name,
			town,
			endangering,
		});
	},
});

/** Asks another organisation to sign one's letter. Whoever is endangered by it was shown so (`warned`). */
export const inviteToSign = action({
	name: 'joint.inviteToSign',
	input: OnLetter.extend({ party: z.uuid(), warned: z.array(z.uuid()).max(1000) }),
	access: memberOf(actingFor, { coordinator: true }),
	async run({ tx, actor, now, touched }, { organisation, letter: at, party, warned }) {
		if (at.organisation !== organisation) return refuse('letter.unknown');
		const letter = await findLetterLocked(tx, at);
		if (!letter) return refuse('letter.unknown');
		if (letter.state !== 'draft') return refuse('letter.published');
		const partner = await findOrganisation(tx, party);
		if (partner?.state !== 'active' || party === organisation) return refuse('letter.nobody');
		if (!(await wasWarned(tx, actor, [party], warned))) return refuse('letter.warning-unread');
		await insertParty(tx, at, party, dayOf(now));
		touched('letter', at.id);
		return ok({});
	},
});

/** Says that one's organisation will not sign; or that it may yet (`again`). What it had signed is taken back. */
export const declineToSign = action({
	name: 'joint.declineToSign',
	input: OnLetter.extend({ again: z.boolean() }),
	access: memberOf(actingFor, { coordinator: true }),
	async run({ tx, touched }, { organisation, letter: at, again }) {
		const letter = await findLetterLocked(tx, at);
		const invited = letter && (await listParties(tx, at)).some(({ party }) => party === organisation);
		if (!invited) return refuse('letter.unknown');
		if (letter.state !== 'draft') return refuse('letter.published');
		await updateParty(tx, at, organisation, again ? 'invited' : 'declined');
		if (!again) await deleteSignature(tx, at, organisation);
		touched('letter', at.id);
		return ok({});
	},
});
