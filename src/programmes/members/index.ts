/** The server door of members: people, sign-in, organisations, joining. */
import './tables.ts';
import { beginNetwork, beginOrganisation } from './actions/begin.ts';
import { acceptInvitation } from './actions/accept.ts';
import { finishPasskeySignIn } from './actions/passkey-sign-in.ts';
import { finishRecovery, proveRecovery, startRecovery } from './actions/recover.ts';
import { finishSignIn, startSignIn } from './actions/sign-in.ts';

/** By whatever means one signs in or begins: these open the session (their answer holds its token), or lead to it. */
export const sessionActions = {
	acceptInvitation,
	beginNetwork,
	beginOrganisation,
	finishPasskeySignIn,
	finishRecovery,
	finishSignIn,
	proveRecovery,
	startRecovery,
	startSignIn,
} as const;

/** All actions of the room, those that open sessions too. */
export { actions } from './actions.ts';
export { applyToJoin } from './actions/apply.ts';
export { checkFacts } from './actions/check-facts.ts';
export { entryToBegin } from './asked-alike.ts';
export { townsAskedAbout, townToBegin } from './asked-towns.ts';
export { findActor } from './find-actor.ts';
export { ensureFirstStartLink } from './first-start.ts';
export { findFingerprint, inviteFromTerminal } from './operator.ts';
