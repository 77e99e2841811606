import type { KeeperOperations, KeeperTopics } from './operations.ts';
import type { Called } from './rpc.ts';

/** The keeper as pages hold it: every operation a function, every topic to watch. */
export type Keeper = Called<KeeperOperations, KeeperTopics>;
