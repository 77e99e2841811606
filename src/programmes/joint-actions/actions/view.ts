import { z } from 'zod';
import { listNames, type InBoth } from '#commons/organisations/index.ts';
import { action, memberOf, membershipIn } from '#platform/action/index.ts';
import { organisationId } from '#platform/ids.ts';
import { ok, refuse } from '#platform/result.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import type { Letter, LetterRef, Party } from '../model/letter.ts';
import { inForce, maySign } from '../rules/letter.ts';
import { findLetter, listLettersOf } from '../store/letter.ts';
import { listParties, listSignatures } from '../store/signature.ts';
import { listConcerned, listEndangering, type Endangering } from './endangering.ts';
import { actingFor, dayOf, OnLetter } from './named.ts';

/** A letter in a list. */
export interface ListedLetter extends LetterRef, Pick<Letter, 'state' | 'signUntil' | 'slug' | 'published'> {
	readonly title: InBoth;
	readonly author: InBoth;
	/** Whether the organisation's own signature is under it as it stands. */
	readonly signed: boolean;
	readonly signatures: number;
}

/** One organisation and the letter: asked, declined, signed, signed an earlier text. */
export interface PartyView {
	readonly organisation: string;
	readonly name: InBoth;
	readonly standing: 'author' | Party['state'] | 'signed' | 'signed-before';
	/** The day of the signature. */
	readonly signed: string | null;
}

export interface LetterAnswer {
	readonly letter: Omit<Letter, 'publication'>;
	/** Of the text as it stands, for its author to publish with. */
	readonly signatures: readonly string[];
	readonly author: InBoth;
	/** As the organisation in whose name the letter is read would sign it. */
	readonly ownName: InBoth;
	readonly parties: readonly PartyView[];
	/** Of the others and of one's own organisation: whoever signs is shown it, and whoever is the reason knows. */
	readonly endangering: readonly Endangering[];
	readonly may: { readonly act: boolean; readonly sign: boolean };
}

const nobody: InBoth = { ru: '', en: '' };

/** The letters that an organisation wrote or is asked to sign. */
export const viewLetters = action({
	name: 'joint.viewLetters',
	input: z.strictObject({ organisation: organisationId }),
	access: memberOf(actingFor),
	writes: false,
	async run({ tx, actor }, { organisation }) {
		const letters = await listLettersOf(tx, organisation);
		const names = await listNames(
			tx,
			letters.map((one) => one.organisation),
		);
		const listed: ListedLetter[] = [];
		for (const letter of letters) {
			const signatures = inForce(letter, await listSignatures(tx, letter));
			listed.push({
				organisation: letter.organisation,
				id: letter.id,
				state: letter.state,
				signUntil: letter.signUntil,
				slug: letter.slug,
				published: letter.published,
				title: letter.content.title,
				author: names.get(letter.organisation)?.name ?? nobody,
				signed: signatures.some(({ signer }) => signer === organisation),
				signatures: signatures.length,
			});
		}
		const draft = membershipIn(actor, organisation, { coordinator: true }) !== undefined;
		return ok<{ letters: readonly ListedLetter[]; may: { draft: boolean } }>({
			letters: listed,
			may: { draft },
		});
	},
});

/** One letter, with who is asked, who signed, and of whom the country pack warns. */
export const readLetter = action({
	name: 'joint.readLetter',
	input: OnLetter,
	access: memberOf(actingFor),
	writes: false,
	async run({ tx, actor, now }, { organisation, letter: at }) {
		const letter = await findLetter(tx, at);
		if (!letter) return refuse('letter.unknown');
		const parties = await listParties(tx, at);
		const isParty = parties.some(({ party }) => party === organisation);
		// Of whoever belongs to several organisations, the one that is asked reads it.
		if (organisation !== at.organisation && !isParty) return refuse('letter.unknown');
		const signatures = await listSignatures(tx, at);
		const names = await listNames(tx, [
			at.organisation,
			organisation,
			...parties.map(({ party }) => party),
			...signatures.map(({ signer }) => signer),
		]);
		const nameOf = (id: string) => names.get(id)?.name ?? nobody;
		const view = (id: string, otherwise: PartyView['standing']): PartyView => {
			const own = signatures.find(({ signer }) => signer === id);
			const standing = own ? (own.version === letter.version ? 'signed' : 'signed-before') : otherwise;
			return { organisation: id, name: nameOf(id), standing, signed: own?.signed ?? null };
		};
		const isAuthor = organisation === at.organisation;
		const { publication: _publication, ...shown } = letter;
		const act = membershipIn(actor, organisation, { coordinator: true }) !== undefined;
		return ok<LetterAnswer>({
			letter: shown,
			signatures: isAuthor ? inForce(letter, signatures).map(({ document }) => toBase64url(document)) : [],
			author: nameOf(at.organisation),
			ownName: nameOf(organisation),
			parties: [view(at.organisation, 'author'), ...parties.map(({ party, state }) => view(party, state))],
			endangering: await listEndangering(tx, actor, await listConcerned(tx, at)),
			may: { act, sign: act && maySign(letter, dayOf(now)).ok },
		});
	},
});
