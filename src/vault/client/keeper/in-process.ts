import type { Act } from '#platform/act.ts';
import type { PersonSecrets } from '../../seal/person.ts';
import { anchorsInMemory } from '../ring/key-ring.ts';
import { accountRoom } from './account.ts';
import { makeKeeper } from './keeper.ts';
import { membershipRoom } from './membership.ts';
import type { KeeperOperations } from './operations.ts';

type Operation =
	| keyof ReturnType<typeof accountRoom>['operations']
	| keyof ReturnType<typeof membershipRoom>['operations'];

/** The keeper's own operations, without the rooms beside it. */
export type InProcessKeeper = Pick<KeeperOperations, Operation> & {
	/** The keys that are held; `undefined` while locked. */
	readonly secrets: () => PersonSecrets | undefined;
};

/**
 * The keeper without a worker, a port or live news: for the demonstration's invented people and for tests,
 * which act as clients in this process. `refresh()` where a browser would have heard of it; `lock()` in the end.
 */
export function keeperInProcess(act: Act): InProcessKeeper {
	const heart = makeKeeper({
		act,
		anchors: anchorsInMemory(),
		follow: () => ({ stop: () => undefined, retry: () => undefined }),
	});
	const operations = { ...accountRoom(heart).operations, ...membershipRoom(heart).operations };
	return {
		...(operations as Pick<KeeperOperations, Operation>),
		secrets: () => {
			const ring = heart.ring();
			return ring.ok ? ring.value.secrets : undefined;
		},
	};
}
