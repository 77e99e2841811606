/** The server door of members: people, sign-in, organisations, joining. */
import './tables.ts';
import * as every from './actions.ts';
import { beginNetwork, beginOrganisation } from './actions/begin.ts';
import { acceptInvitation } from './actions/accept.ts';
import { finishSignIn, startSignIn } from './actions/sign-in.ts';

/** By whatever means one signs in or begins: these open the session (their answer holds its token), or lead to it. */
export const sessionActions = {
	acceptInvitation,
	beginNetwork,
	beginOrganisation,
	finishSignIn,
	startSignIn,
} as const;

/** All actions of the room, those that open sessions too. */
export const actions = every;

export { findActor } from './find-actor.ts';
export { ensureFirstStartLink } from './first-start.ts';
