import { visitor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Runtime } from '#platform/runtime.ts';
import { findDesks } from '../desks.ts';

/** Addresses of the organisations to which one can write now: their desks hold certificates in time. */
export async function listTakingRequests(runtime: Runtime): Promise<readonly string[]> {
	const desks = await within(runtime.db, visitor, (tx) => findDesks(tx, runtime.now()));
	return desks.ok ? desks.value.open.map(({ slug }) => slug) : [];
}
