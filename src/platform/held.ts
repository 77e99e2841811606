import type { Runtime } from './runtime.ts';

/**
 * What a room keeps in memory while the server runs (budgets, short caches): made once, found again by
 * name, so that the framework's bundle and the rest of the server share it.
 */
export function held<T>(runtime: Runtime, name: string, make: () => T): T {
	const before = runtime.held.get(name);
	if (before !== undefined) return before as T;
	const made = make();
	runtime.held.set(name, made);
	return made;
}
