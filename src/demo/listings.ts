import { randomUUID } from 'node:crypto';
import type { placeListing } from '#programmes/directory/actions/need.ts';
import { must } from './client.ts';
import { listings } from './data/index.ts';
import type { DemoPeople } from './people.ts';

/** Places the needs and offers, each by the coordinator of its organisation. */
export async function fillListings({ desks }: DemoPeople): Promise<void> {
	for (const { by, ...listing } of listings) {
		const desk = desks.get(by);
		if (!desk) throw new Error(`The demonstration has no desk of ${by}`);
		must(
			await desk.coordinator.act<typeof placeListing>('directory.placeListing', {
				organisation: desk.organisation as never,
				id: randomUUID(),
				...listing,
				from: null,
				until: null,
			}),
		);
	}
}
