import type { AnyAction } from '#platform/action/index.ts';
import * as directory from '#programmes/directory/index.ts';
import * as firstDay from '#programmes/first-day/index.ts';
import * as intake from '#programmes/intake/index.ts';
import * as jointActions from '#programmes/joint-actions/index.ts';
import * as members from '#programmes/members/index.ts';
import { folderActions } from '#vault/server/folders/index.ts';
import { vaultActions } from '#vault/server/index.ts';

const rooms: readonly Readonly<Record<string, AnyAction>>[] = [
	directory.actions,
	firstDay.actions,
	folderActions,
	intake.actions,
	jointActions.actions,
	members.actions,
	vaultActions,
];

/** Signing in and beginning: served at an address of their own, which puts a session's token into the cookie. */
export const sessionActions: ReadonlyMap<string, AnyAction> = new Map(
	Object.values<AnyAction>(members.sessionActions).map((declared) => [declared.name, declared]),
);

/** Every action by name, gathered from the doors of the rooms. */
export const actions: ReadonlyMap<string, AnyAction> = new Map(
	rooms.flatMap((room) => Object.values(room)).map((declared) => [declared.name, declared]),
);
