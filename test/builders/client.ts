import { actions } from '#app/actions.ts';
import type { Act } from '#platform/act.ts';
import { perform, type Actor } from '#platform/action/index.ts';
import { refuse, type Result } from '#platform/result.ts';
import type { Runtime } from '#platform/runtime.ts';
import { findActor } from '#programmes/members/index.ts';
import type { Begin, Desk, Device } from '#programmes/members/sealed/desk.ts';
import { holdOwnKeys } from '#programmes/members/sealed/own-keys.ts';

/** A person's client in Node: the same code as in the browser, with the server called directly. */
export interface NodeClient extends Desk {
	readonly keys: ReturnType<typeof holdOwnKeys>;
	/** Who the server takes this client for at this moment. */
	readonly actor: () => Promise<Actor>;
	/** The session's token, as the cookie would hold it. */
	readonly token: () => string | undefined;
	readonly forgetSession: () => void;
}

/** A device that keeps account secrets in memory. */
export function memoryDevice(label = 'test'): Device {
	const kept = new Map<string, Uint8Array>();
	return {
		label,
		find: async (loginName) => kept.get(loginName)?.slice(),
		keep: async (loginName, secret) => void kept.set(loginName, secret.slice()),
		forget: async (loginName) => void kept.delete(loginName),
	};
}

/** A client of a running server that nobody is signed in at. */
export function makeClient(runtime: Runtime, device: Device = memoryDevice()): NodeClient {
	let token: string | undefined;
	const actor = () => findActor(runtime, token);
	const act: Act = async (name, input, more = {}) => {
		const declared = actions.get(name);
		if (declared === undefined) return refuse('action.unknown');
		// As it would arrive: through JSON.
		const sent: unknown = JSON.parse(JSON.stringify(input));
		return perform(runtime, declared, await actor(), sent, more.key);
	};
	const begin: Begin = async (name, input) => {
		const answer = (await act(name, input as never)) as Result<{ token?: string }>;
		if (answer.ok && answer.value.token !== undefined) token = answer.value.token;
		return answer as never;
	};
	return {
		act,
		begin,
		device,
		keys: holdOwnKeys(),
		actor,
		token: () => token,
		forgetSession: () => {
			token = undefined;
		},
	};
}
