import { actions } from '#app/actions.ts';
import type { Act } from '#platform/act.ts';
import { actAs } from '#platform/action/act-as.ts';
import type { Actor } from '#platform/action/index.ts';
import type { Result } from '#platform/result.ts';
import type { Runtime } from '#platform/runtime.ts';
import { findActor } from '#programmes/members/index.ts';
import type { Begin, Desk } from '#programmes/members/sealed/desk.ts';
import { keeperInProcess } from '#vault/client/keeper/in-process.ts';
import type { Acting } from '#vault/client/membership/acting.ts';
import { anchorsInMemory, makeKeyRing } from '#vault/client/ring/key-ring.ts';
import type { DemoPerson } from './data/model.ts';

/** Somebody of the demonstration at work: the same code as in their browser, with the server called directly. */
export interface DemoClient extends Desk {
	readonly person: DemoPerson;
	/** Whom the server takes this client for at this moment. */
	readonly actor: () => Promise<Actor>;
	/** The key ring, once keys have been made. */
	readonly acting: () => Acting;
}

/** The value, or a failure that names what was refused: the demonstration is filled whole or not at all. */
export function must<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(`The demonstration could not be filled: ${JSON.stringify(result.refusal)}`);
	return result.value;
}

/** A client on a device of its own, nobody signed in yet. The runtime's clock says when this is. */
export function makeDemoClient(runtime: Runtime, person: DemoPerson): DemoClient {
	let token: string | undefined;
	let acting: Acting | undefined;
	const actor = () => findActor(runtime, token);
	const act: Act = actAs(runtime, actions, actor);
	const keys = keeperInProcess(act);
	const begin: Begin = async (name, input) => {
		const answer = (await act(name, input as never)) as Result<{ token?: string }>;
		if (answer.ok && answer.value.token !== undefined) token = answer.value.token;
		return answer as never;
	};
	return {
		person,
		act,
		begin,
		keys,
		// Every account secret of the demonstration follows from the log-in name: nothing is to be kept.
		device: {
			label: 'demo',
			find: async () => undefined,
			keep: async () => undefined,
			forget: async () => undefined,
		},
		actor,
		acting() {
			const secrets = keys.secrets();
			if (!secrets) throw new Error(`${person.login} has no keys yet`);
			acting ??= { ring: makeKeyRing(secrets, anchorsInMemory()), act, now: runtime.now };
			return acting;
		},
	};
}
