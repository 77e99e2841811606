/** The server door of joint actions: what organisations do together, and what everybody may read of it. */
import './tables.ts';
import { declineToSign, inviteToSign, weighPartner } from './actions/invite.ts';
import { publishLetter } from './actions/publish.ts';
import { signLetter, takeSignatureBack } from './actions/sign.ts';
import { readLetter, viewLetters } from './actions/view.ts';
import { draftLetter, dropLetter, reviseLetter } from './actions/write.ts';

/** All actions of the programme. */
export const actions = {
	declineToSign,
	draftLetter,
	dropLetter,
	inviteToSign,
	publishLetter,
	readLetter,
	reviseLetter,
	signLetter,
	takeSignatureBack,
	viewLetters,
	weighPartner,
};

export { verifyLetterFile } from './letter-file.ts';
export { lettersTag } from './model/page-tag.ts';
export { letterFile, letterPage, lastTogether, lettersPage, lettersSignedBy } from './pages/letters.ts';
