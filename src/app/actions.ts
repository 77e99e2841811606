import type { AnyAction } from '#platform/action/index.ts';

const rooms: readonly Readonly<Record<string, AnyAction>>[] = [];

/** Every action by name, gathered from the doors of the rooms. */
export const actions: ReadonlyMap<string, AnyAction> = new Map(
	rooms.flatMap((room) => Object.values(room)).map((declared) => [declared.name, declared]),
);
