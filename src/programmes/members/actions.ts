import { acceptInvitation, joinWithAccount, readInvitation } from './actions/accept.ts';
import {
	admitApplicant,
	applyToJoin,
	listApplications,
	recordCallBack,
	refuseApplicant,
	vouchFor,
} from './actions/apply.ts';
import { checkFacts } from './actions/check-facts.ts';
import { beginAnew } from './actions/begin-anew.ts';
import { beginNetwork, beginOrganisation, startAccount } from './actions/begin.ts';
import { listColleagues } from './actions/colleagues.ts';
import { listDemonstrationAccounts } from './actions/demonstration.ts';
import { askDevice } from './actions/devices.ts';
import {
	inviteAnew,
	inviteMember,
	inviteOrganisation,
	listOpenInvitations,
	settleInvitation,
	withdrawInvitation,
} from './actions/invite.ts';
import {
	changePassphrase,
	keepPrintedSheet,
	myKeys,
	startPassphrase,
	whoAmI,
} from './actions/own-account.ts';
import { askPasskey, enrolPasskey, givePasskey, keepPasskeyWrap, startPasskey } from './actions/passkeys.ts';
import { chooseLetters, confirmAddress, giveAddress, myLetters, removeAddress } from './actions/letters.ts';
import { finishPasskeySignIn, startPasskeySignIn } from './actions/passkey-sign-in.ts';
import { finishRecovery, proveRecovery, startRecovery } from './actions/recover.ts';
import { enrolAuthenticator, giveNumber, makeBackupCodes, removeFactor } from './actions/second-factor.ts';
import { endSession, listMySessions } from './actions/sessions.ts';
import { finishSignIn, signOut, startSignIn } from './actions/sign-in.ts';

/** Everything people may do about themselves, their colleagues and their organisations. */
export const actions = {
	acceptInvitation,
	joinWithAccount,
	askDevice,
	readInvitation,
	admitApplicant,
	applyToJoin,
	checkFacts,
	listApplications,
	recordCallBack,
	refuseApplicant,
	vouchFor,
	beginAnew,
	beginNetwork,
	beginOrganisation,
	startAccount,
	listColleagues,
	listDemonstrationAccounts,
	inviteAnew,
	inviteMember,
	inviteOrganisation,
	listOpenInvitations,
	settleInvitation,
	withdrawInvitation,
	changePassphrase,
	keepPrintedSheet,
	myKeys,
	startPassphrase,
	whoAmI,
	chooseLetters,
	confirmAddress,
	giveAddress,
	myLetters,
	removeAddress,
	askPasskey,
	enrolPasskey,
	givePasskey,
	keepPasskeyWrap,
	startPasskey,
	finishPasskeySignIn,
	startPasskeySignIn,
	finishRecovery,
	proveRecovery,
	startRecovery,
	enrolAuthenticator,
	giveNumber,
	makeBackupCodes,
	removeFactor,
	endSession,
	listMySessions,
	finishSignIn,
	signOut,
	startSignIn,
} as const;
