import type { Runtime } from '#platform/runtime.ts';
import { arrive, findDemoDesks, type Arrived } from './arrive.ts';
import { requests } from './data/index.ts';
import type { DemoPeople } from './people.ts';

/** Lets everything people wrote arrive, and replays what the desks did with it. */
export async function fillRequests(
	runtime: Runtime,
	_people: DemoPeople,
	tell: (line: string) => void,
): Promise<void> {
	const desks = await findDemoDesks(runtime);
	const arrived = new Map<string, Arrived>();
	for (const request of requests) {
		if (!request.channel.startsWith('web')) continue;
		tell(request.key);
		arrived.set(request.key, await arrive(runtime, desks, request));
	}
}
