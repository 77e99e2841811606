import { z } from 'zod';
import { findOrganisation } from '#commons/organisations/index.ts';
import { action, memberOf, type Doing } from '#platform/action/index.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import type { LetterSignature } from '#vault/format/documents.ts';
import type { SignedDocument } from '#vault/format/envelope.ts';
import { OrganisationId } from '#vault/format/model.ts';
import { claimedSigner, readDocument } from '#vault/seal/documents.ts';
import { findPublicDocument, readState } from '#vault/server/index.ts';
import { isListed } from '../letter-file.ts';
import type { Letter } from '../model/letter.ts';
import { maySign, sameContent } from '../rules/letter.ts';
import { findLetterLocked } from '../store/letter.ts';
import { deleteSignature, insertSignature, listParties } from '../store/signature.ts';
import { listConcerned, wasWarned } from './endangering.ts';
import { actingFor, dayOf, OnLetter } from './named.ts';

/** How far the clock of whoever signs may be from ours. */
const CLOCK = 24 * 60 * 60 * 1000;

/** Keeps an organisation's signature under the letter as it now stands, once it has been verified. */
export const signLetter = action({
	name: 'joint.signLetter',
	input: OnLetter.extend({
		document: z.string().max(200_000),
		/** Of which organisations the page warned. */
		warned: z.array(z.uuid()).max(1000),
	}),
	access: memberOf(actingFor, { coordinator: true }),
	async run(doing, { organisation, letter: at, document, warned }) {
		const { tx, actor, now, touched } = doing;
		const letter = await findLetterLocked(tx, at);
		if (!letter) return refuse('letter.unknown');
		const isAuthor = organisation === at.organisation;
		if (!isAuthor && !(await isInvited(doing, letter, organisation))) return refuse('letter.unknown');
		const timely = maySign(letter, dayOf(now));
		if (!timely.ok) return timely;
		const others = (await listConcerned(tx, at)).filter((one) => one !== organisation);
		if (!(await wasWarned(tx, actor, others, warned))) return refuse('letter.warning-unread');
		const bytes = fromBase64url(document);
		if (!bytes) return refuse('sealed.malformed');
		const read = await readOwn(doing, organisation, bytes as SignedDocument);
		if (!read.ok) return read;
		const fits = await isUnderThis(doing, letter, organisation, read.value);
		if (!fits.ok) return fits;
		await insertSignature(tx, at, {
			signer: organisation,
			version: letter.version,
			document: bytes,
			signed: dayOf(now),
		});
		touched('letter', at.id);
		return ok({ version: letter.version });
	},
});

/** Takes one's organisation's signature back; until publication it is as if it had never been. */
export const takeSignatureBack = action({
	name: 'joint.takeSignatureBack',
	input: OnLetter,
	access: memberOf(actingFor, { coordinator: true }),
	async run({ tx, touched }, { organisation, letter: at }) {
		const letter = await findLetterLocked(tx, at);
		if (!letter) return refuse('letter.unknown');
		if (letter.state !== 'draft') return refuse('letter.published');
		if (!(await deleteSignature(tx, at, organisation))) return refuse('letter.unsigned');
		touched('letter', at.id);
		return ok({});
	},
});

async function isInvited({ tx }: Doing, letter: Letter, organisation: string): Promise<boolean> {
	const parties = await listParties(tx, letter);
	return parties.some(({ party, state }) => party === organisation && state === 'invited');
}

/** A signature by the key of the organisation's log, which the network's signed list names as well. */
async function readOwn(
	{ tx }: Doing,
	organisation: string,
	document: SignedDocument,
): Promise<Result<LetterSignature>> {
	const state = await readState(tx, OrganisationId.parse(organisation));
	if (!state.ok) return state;
	const { keys, identity } = state.value;
	const said = readDocument('letter', document, keys.signing);
	if (!said.ok) return said;
	const { signer } = said.value;
	if (signer.organisation !== organisation || signer.identity !== identity)
		return refuse('document.other-signer');
	const published = await findPublicDocument(tx, 'organisations');
	if (!published) return refuse('letter.not-listed');
	const network = claimedSigner(published.bytes);
	const list = network.ok && readDocument('organisations', published.bytes, network.value);
	if (!list || !list.ok || !isListed(list.value, signer, keys.signing)) return refuse('letter.not-listed');
	return said;
}

/** That what was signed is this letter as it now stands, under the name that the organisation has, at about now. */
async function isUnderThis(
	{ tx, now }: Doing,
	letter: Letter,
	organisation: string,
	said: LetterSignature,
): Promise<Result<void>> {
	const same =
		said.letter === letter.id &&
		said.author === letter.organisation &&
		said.version === letter.version &&
		sameContent(said.content, letter.content);
	if (!same) return refuse('letter.moved-on');
	const own = await findOrganisation(tx, organisation);
	const { name } = said.signer;
	if (name.ru !== own?.name.ru || name.en !== own.name.en) return refuse('letter.other-name');
	const apart = Math.abs(Date.parse(said.signed) - now.getTime());
	return apart > CLOCK ? refuse('letter.clock-wrong') : ok(undefined);
}
