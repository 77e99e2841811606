/** Everything people may do about themselves, their colleagues and their organisations. */
export { acceptInvitation, readInvitation } from './actions/accept.ts';
export {
	admitApplicant,
	applyToJoin,
	listApplications,
	recordCallBack,
	refuseApplicant,
	vouchFor,
} from './actions/apply.ts';
export { beginAnew } from './actions/begin-anew.ts';
export { beginNetwork, beginOrganisation, startAccount } from './actions/begin.ts';
export { listColleagues } from './actions/colleagues.ts';
export { listDemonstrationAccounts } from './actions/demonstration.ts';
export {
	inviteAnew,
	inviteMember,
	inviteOrganisation,
	listOpenInvitations,
	settleInvitation,
	withdrawInvitation,
} from './actions/invite.ts';
export {
	changePassphrase,
	keepPrintedSheet,
	myKeys,
	startPassphrase,
	whoAmI,
} from './actions/own-account.ts';
export { finishRecovery, proveRecovery, startRecovery } from './actions/recover.ts';
export { enrolAuthenticator, giveNumber, makeBackupCodes, removeFactor } from './actions/second-factor.ts';
export { endSession, listMySessions } from './actions/sessions.ts';
export { finishSignIn, signOut, startSignIn } from './actions/sign-in.ts';
