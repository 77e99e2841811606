import type { Act } from '#platform/act.ts';
import type { AnswerOf, InputOf } from '#platform/action/action.ts';
import type { Result } from '#platform/result.ts';
import type { KeeperOperations } from '#vault/client/keeper/operations.ts';

/** Calls one of the actions that open a session; the session itself stays in the cookie, out of reach of script. */
export type Begin = <A extends { readonly name: string }>(
	name: A['name'],
	input: InputOf<A>,
) => Promise<Result<Omit<AnswerOf<A>, 'token'>>>;

/** What of the keeper of keys signing in needs; a worker in the browser, the same code in Node. */
export type OwnKeys = Pick<KeeperOperations, 'makePerson' | 'unlock' | 'wrapMasterKey' | 'signAcceptance'>;

/** Account secrets this device keeps, by log-in name. */
export interface Device {
	readonly find: (loginName: string) => Promise<Uint8Array | undefined>;
	readonly keep: (loginName: string, accountSecret: Uint8Array) => Promise<void>;
	readonly forget: (loginName: string) => Promise<void>;
	/** Says which of a person's devices this is: shown in the list of sessions. */
	readonly label: string;
}

/** All that a client of one person works with: in a browser, in a test, in the demonstration. */
export interface Desk {
	readonly act: Act;
	readonly begin: Begin;
	readonly keys: OwnKeys;
	readonly device: Device;
}
