import { ok, refuse, type Result } from '#platform/result.ts';
import type { LetterPublication, LetterSignature } from '../../format/documents.ts';
import type { SignedDocument } from '../../format/envelope.ts';
import { claimedSigner, hashDocument, readDocument, signDocument } from '../../seal/documents.ts';
import type { Acting } from './acting.ts';

/** A letter as its reader saw it, and the organisation in whose name they sign. */
export interface LetterToSign extends Pick<LetterSignature, 'letter' | 'author' | 'version' | 'content'> {
	readonly signer: Pick<LetterSignature['signer'], 'organisation' | 'name'>;
}

/** Signs an open letter with the organisation's key, which its coordinators alone hold. */
export async function signLetter(
	{ ring, now }: Acting,
	{ signer, ...letter }: LetterToSign,
): Promise<Result<{ readonly document: SignedDocument }>> {
	const read = ring.read(signer.organisation);
	if (!read.ok) return read;
	const { secrets, state } = read.value;
	if (!secrets) return refuse('organisation.secrets-not-held');
	const document = signDocument(
		{
			kind: 'letter',
			...letter,
			signer: { ...signer, identity: state.identity },
			signed: now().toISOString(),
		},
		secrets.signing,
	);
	return ok({ document });
}

/** A letter that its author publishes, with the signatures that stand under it. */
export interface LetterToPublish extends Pick<LetterPublication, 'letter' | 'author' | 'version'> {
	readonly signatures: readonly Uint8Array[];
}

/** Signs as the author that these are all who signed; refused where one is of another letter or text. */
export async function signPublication(
	{ ring, now }: Acting,
	{ signatures: given, ...letter }: LetterToPublish,
): Promise<Result<{ readonly document: SignedDocument }>> {
	const read = ring.read(letter.author);
	if (!read.ok) return read;
	const { secrets } = read.value;
	if (!secrets) return refuse('organisation.secrets-not-held');
	const signatures = given as readonly SignedDocument[];
	if (signatures.length === 0) return refuse('letter.author-first');
	for (const one of signatures) {
		const key = claimedSigner(one);
		const said = key.ok ? readDocument('letter', one, key.value) : key;
		if (!said.ok) return said;
		const fits = said.value.letter === letter.letter && said.value.version === letter.version;
		if (!fits) return refuse('letter.moved-on');
	}
	const document = signDocument(
		{
			kind: 'letter-publication',
			...letter,
			signatures: signatures.map(hashDocument),
			published: now().toISOString(),
		},
		secrets.signing,
	);
	return ok({ document });
}
