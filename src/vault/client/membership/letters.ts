import { ok, refuse, type Result } from '#platform/result.ts';
import type { LetterSignature } from '../../format/documents.ts';
import type { SignedDocument } from '../../format/envelope.ts';
import { signDocument } from '../../seal/documents.ts';
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
