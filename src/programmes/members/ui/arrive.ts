import type { Refusal } from '#platform/result.ts';
import type { signOut } from '../actions/sign-in.ts';
import { foundKeys } from '../sealed/found.ts';
import { whoIsHere, type Standing } from '../sealed/who-is-here.ts';
import { browserDesk } from './browser-desk.ts';
import { settleOfflineHere } from './offline.ts';
import { offlineShelf } from './offline-shelf.ts';

const STANDING = 'standing';

/** Whoever stands before the desk: they are in, or something is still to be done. */
export type Arrival =
	/** With a refusal where the first visit's work could not be done: it is tried again at the next. */
	| { readonly is: 'in'; readonly standing: Standing; readonly refusal?: Refusal }
	| { readonly is: 'to-sign-in' | 'to-protect' }
	| { readonly is: 'refused'; readonly refusal: Refusal };

/** Asks who is signed in, and whether this browser holds their keys; makes what a founder's first visit makes. */
export async function arrive(): Promise<Arrival> {
	const desk = browserDesk();
	const who = await whoIsHere(desk);
	if (!who.ok) {
		return who.refusal.id === 'network.unreachable' ? arriveHere(who.refusal) : { is: 'to-sign-in' };
	}
	void settleOfflineHere();
	const { giveFactor, printedSheet, enrolFactor } = who.value.toDo;
	if (giveFactor) return { is: 'to-sign-in' };
	if (printedSheet || enrolFactor) return { is: 'to-protect' };
	const founded = await foundKeys(desk.keys, who.value);
	if (founded.ok) {
		void desk.keys.keepHere({ name: STANDING, value: JSON.stringify(who.value) });
		return { is: 'in', standing: who.value };
	}
	const { refusal } = founded;
	return refusal.id === 'keeper.locked' ? { is: 'to-sign-in' } : { is: 'in', standing: who.value, refusal };
}

/** Without a line: whoever holds their keys is in, as they last stood; else they are asked for what opens them. */
async function arriveHere(refusal: Refusal): Promise<Arrival> {
	const { keys } = browserDesk();
	const kept = await keys.findHere({ name: STANDING });
	if (kept.ok) {
		// Written by this same page, and sealed since.
		return kept.value === null
			? { is: 'refused', refusal }
			: { is: 'in', standing: JSON.parse(kept.value) as Standing };
	}
	return (await offlineShelf.list()).length > 0 ? { is: 'to-sign-in' } : { is: 'refused', refusal };
}

/** Locks the keys and ends the session. */
export async function signOutHere(): Promise<void> {
	const desk = browserDesk();
	await desk.keys.lock();
	await desk.act<typeof signOut>('members.signOut', {});
}
