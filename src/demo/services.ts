import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { keepService } from '#programmes/directory/actions/service.ts';
import { updateAssured } from '#programmes/directory/store/service.ts';
import { must } from './client.ts';
import { services } from './data/index.ts';
import type { DemoPeople } from './people.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Coordinators write what their organisations do for people; some said long ago that it holds. */
export async function fillServices(runtime: Runtime, { desks }: DemoPeople): Promise<void> {
	for (const { id, by, assuredDaysAgo, service } of services) {
		const desk = desks.get(by);
		if (!desk) throw new Error(`The demonstration has no desk of ${by}`);
		const input = { organisation: desk.organisation, id, service };
		// The action brands the id in its own spelling.
		must(await desk.coordinator.act<typeof keepService>('directory.keepService', input as never));
		const day = new Date(runtime.now().getTime() - assuredDaysAgo * DAY).toISOString().slice(0, 10);
		await within(runtime.db, system, (tx) => updateAssured(tx, input, day));
	}
}
