import type { Runtime } from '#platform/runtime.ts';
import type { DemoPeople } from './people.ts';

export async function fillRequests(
	_runtime: Runtime,
	_people: DemoPeople,
	_tell: (line: string) => void,
): Promise<void> {}
