import type { Act } from '../act.ts';
import { refuse, type Result } from '../result.ts';
import type { Runtime } from '../runtime.ts';
import { perform, type AnyAction } from './action.ts';
import type { Actor } from './actor.ts';

/**
 * The way to the actions for somebody in this process: the demonstration and tests act as a browser would,
 * through the same door (access, shapes, audit), without a network. `actor` is asked before each call, for
 * memberships change.
 */
export function actAs(
	runtime: Runtime,
	actions: ReadonlyMap<string, AnyAction>,
	actor: () => Actor | Promise<Actor>,
): Act {
	return async (name, input, more = {}) => {
		const declared = actions.get(name);
		if (!declared) return refuse('action.unknown');
		// What crosses is what would cross the network.
		const given: unknown = JSON.parse(JSON.stringify(input));
		// The name says which answer it is; callers know it by its type.
		return (await perform(runtime, declared, await actor(), given, more.key)) as Result<never>;
	};
}
