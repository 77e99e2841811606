import type { Act } from '#platform/act.ts';
import { refuse, type Result } from '#platform/result.ts';
import type { Begin, Desk, Device } from '#programmes/members/sealed/desk.ts';
import { keeperInProcess, type InProcessKeeper } from '#vault/client/keeper/in-process.ts';
import { memoryDevice } from './client.ts';

/** A person's client in Node that talks to a server in another process, as the browser's code does. */
export interface HttpClient extends Desk {
	readonly keys: InProcessKeeper;
	readonly cookie: () => string | undefined;
	/** Any request with this person's cookie; a line that breaks is thrown. */
	readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
}

/** A client of the server at `address` that nobody is signed in at yet. */
export function makeHttpClient(address: string, device: Device = memoryDevice()): HttpClient {
	let cookie: string | undefined;
	const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
		fetch(`${address}${path}`, {
			redirect: 'manual',
			...init,
			headers: {
				...(init.headers as Record<string, string> | undefined),
				...(cookie === undefined ? {} : { cookie: `accord_session=${cookie}` }),
			},
		});
	const post = async (path: string, input: unknown, key?: string): Promise<Result<never>> => {
		let response: Response;
		try {
			response = await ask(path, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...(key ? { 'accord-key': key } : {}) },
				body: JSON.stringify(input),
			});
			const set = /accord_session=([^;]*)/.exec(response.headers.get('set-cookie') ?? '');
			if (set) [, cookie] = set;
			if (!response.headers.get('content-type')?.includes('json')) return refuse('network.unreachable');
			const answer = (await response.json()) as Result<never>;
			// The framework's own error is JSON too, and says nothing of a refusal.
			return typeof answer.ok === 'boolean' ? answer : refuse('network.unreachable');
		} catch {
			return refuse('network.unreachable');
		}
	};
	const act: Act = (name, input, more = {}) => post(`/api/act/${name}`, input, more.key);
	const begin: Begin = (name, input) => post(`/api/session/${name}`, input);
	return { act, begin, device, keys: keeperInProcess(act), cookie: () => cookie, ask };
}
