import { actions } from '#app/actions.ts';
import type { Act } from '#platform/act.ts';
import { perform, type Actor } from '#platform/action/index.ts';
import { refuse, type Result } from '#platform/result.ts';
import type { Runtime } from '#platform/runtime.ts';
import { findActor } from '#programmes/members/index.ts';
import type { Begin, Desk, Device } from '#programmes/members/sealed/desk.ts';
import { keeperInProcess, type InProcessKeeper } from '#vault/client/keeper/in-process.ts';

/** All that can be done at a server, for tests that go through the whole list. */
export const everyAction = actions;

/** A client whose keys are held in this process, wherever the server is. */
export interface PersonClient extends Desk {
	readonly keys: InProcessKeeper;
}

/** A person's client in Node: the same code as in the browser, with the server called directly. */
export interface NodeClient extends PersonClient {
	/** Who the server takes this client for at this moment. */
	readonly actor: () => Promise<Actor>;
	/** The session's token, as the cookie would hold it. */
	readonly token: () => string | undefined;
	readonly forgetSession: () => void;
	/** The server's clock: an authenticator must agree with it. */
	readonly now: () => Date;
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
		return (await perform(runtime, declared, await actor(), sent, more.key)) as Result<never>;
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
		keys: keeperInProcess(act),
		actor,
		token: () => token,
		now: () => runtime.now(),
		forgetSession: () => {
			token = undefined;
		},
	};
}
