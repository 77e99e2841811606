/** The server door of the directory: who belongs to the network, and what each says of itself to whom. */
import './tables.ts';
import * as need from './actions/need.ts';

/** All actions of the programme. */
export const actions = { ...need };
