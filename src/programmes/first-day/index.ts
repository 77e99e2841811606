/** The server door of the first day. */
import { readStarterKit } from './actions/read-kit.ts';

/** All actions of the programme. */
export const actions = { readStarterKit };
