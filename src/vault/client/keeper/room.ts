import type { Act } from '#platform/act.ts';
import type { Result } from '#platform/result.ts';
import type { OrganisationId, VaultId } from '../../format/model.ts';
import type { KeyRing } from '../ring/model.ts';
import type { KeeperOperations, KeeperTopics } from './operations.ts';
import type { Doing } from './rpc.ts';

export interface VaultNews {
	readonly organisation: OrganisationId;
	readonly vault: VaultId;
	/** The vault's counter; what lies between one's own cursor and it is to be fetched. */
	readonly change: number;
}

/** What the keeper gives the rooms that live in its worker: folders, sync, search. */
export interface KeeperCore {
	/** Calls the server; a line that is down answers `network.unreachable`, an ended session locks. */
	readonly act: Act;
	/** The keys held now, or `keeper.locked`. Do not keep the ring: ask each time. */
	readonly ring: () => Result<KeyRing>;
	/** Runs when keys are held and organisations have been verified; `locked` when they are gone. */
	readonly onUnlocked: (run: (ring: KeyRing) => void) => void;
	readonly onLocked: (run: () => void) => void;
	/** A vault advanced, or the line came back and anything may have (`undefined`). */
	readonly onVaultNews: (hear: (news: VaultNews | undefined) => void) => void;
	/** The ring changed: a vault was granted, an epoch renewed, a colleague suspended. */
	readonly onRing: (hear: (ring: KeyRing) => void) => void;
	readonly online: () => boolean;
	/** How much waits to be sent: shown in the state of every tab. */
	readonly setWaiting: (count: number) => void;
}

export type Handlers<O> = {
	[K in keyof O]: O[K] extends (asked: infer In) => Promise<infer Out>
		? (asked: In, doing: Doing) => Promise<Out>
		: never;
};
export type Sources<T> = {
	[K in keyof T]: T[K] extends { query: infer Q; news: infer N }
		? (query: Q, tell: (news: N) => void) => { change?: (query: Q) => void; stop: () => void }
		: never;
};

/** A room of the worker: its part of the operations and topics. */
export type KeeperRoom<
	O extends keyof KeeperOperations = keyof KeeperOperations,
	T extends keyof KeeperTopics = keyof KeeperTopics,
> = (core: KeeperCore) => {
	readonly operations: Handlers<Pick<KeeperOperations, O>>;
	readonly topics: Sources<Pick<KeeperTopics, T>>;
};
