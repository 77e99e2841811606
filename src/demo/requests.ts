import type { Runtime } from '#platform/runtime.ts';
import { arrive, findDemoDesks, momentOf, takeDown, writeAgain, type Arrived } from './arrive.ts';
import type { DemoClient } from './client.ts';
import { requests } from './data/index.ts';
import type { DemoPeople } from './people.ts';
import { openDeskOf, type Clock, type OpenDeskOf } from './open-desk.ts';
import { replay, writeCover, type Stage } from './replay.ts';

/** Lets everything people wrote arrive, and replays what the desks did with it, in order and at its time. */
export async function fillRequests(
	runtime: Runtime,
	clock: Clock,
	{ clients }: DemoPeople,
	tell: (line: string) => void,
): Promise<void> {
	const now = clock.at;
	const desks = await findDemoDesks(runtime);
	const open = new Map<string, Promise<OpenDeskOf>>();
	const deskOf = (login: string): Promise<OpenDeskOf> => {
		const known = open.get(login);
		if (known) return known;
		const opened = openDeskOf(clientOf(clients, login), clock);
		open.set(login, opened);
		return opened;
	};
	const arrived = new Map<string, Arrived>();
	const stage: Stage = {
		desk: deskOf,
		clock,
		request(key) {
			const found = arrived.get(key);
			if (!found) throw new Error(`The demonstration's data name no request ${key} before this`);
			return found;
		},
		writeAgain: (one, text) => writeAgain(runtime, desks, one, text, clock.at),
	};
	try {
		for (const request of requests) {
			tell(request.key);
			clock.at = momentOf(now, request.ago);
			const one = request.enteredBy
				? await takeDown(desks, request, await deskOf(request.enteredBy), now)
				: await arrive(runtime, desks, request, now);
			arrived.set(request.key, one);
			for (const step of request.steps) {
				clock.at = momentOf(now, step.ago);
				await replay(stage, one, step);
			}
			const last = request.steps.findLast((step) => step.does !== 'write-again');
			if (last && 'by' in last) await writeCover(await deskOf(last.by), one);
			clock.at = now;
		}
	} finally {
		for (const desk of open.values()) await (await desk).folders.stop();
	}
}

function clientOf(clients: ReadonlyMap<string, DemoClient>, login: string): DemoClient {
	const client = clients.get(login);
	if (!client) throw new Error(`The demonstration's data name nobody called ${login}`);
	return client;
}
