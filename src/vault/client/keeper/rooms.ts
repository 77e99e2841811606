import { refuse } from '#platform/result.ts';
import { foldersRoom } from '../folders/room.ts';
import { accountRoom } from './account.ts';
import type { KeeperHeart } from './keeper.ts';
import { membershipRoom } from './membership.ts';
import type { KeeperOperations, KeeperTopics } from './operations.ts';
import type { Handlers, Sources } from './room.ts';
import type { Served } from './rpc.ts';

/** Everything the worker can do: each room's operations and topics, put together in this one place. */
export function furnish(keeper: KeeperHeart): Served {
	const account = accountRoom(keeper);
	const membership = membershipRoom(keeper);
	const folders = foldersRoom(keeper);
	// The compiler sees here that no declared operation or topic is left without its room.
	const operations: Handlers<KeeperOperations> = {
		...account.operations,
		...membership.operations,
		...folders.operations,
	};
	const topics: Sources<KeeperTopics> = { ...account.topics, ...membership.topics, ...folders.topics };
	const calls = new Map<string, unknown>(Object.entries(operations));
	const watches = new Map<string, unknown>(Object.entries(topics));
	return {
		async call(name, input, doing) {
			const operation = calls.get(name) as
				| ((asked: unknown, doing: unknown) => ReturnType<Served['call']>)
				| undefined;
			return operation ? operation(input, doing) : refuse('keeper.unknown-operation');
		},
		watch(topic, query, tell) {
			const source = watches.get(topic) as
				| ((query: unknown, tell: (value: unknown) => void) => ReturnType<Served['watch']>)
				| undefined;
			return source?.(query, tell);
		},
	};
}
