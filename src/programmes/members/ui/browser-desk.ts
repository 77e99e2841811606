import { act } from '#platform/act.ts';
import { refuse } from '#platform/result.ts';
import { openKeeper, type Keeper } from '#vault/client/keeper/open-keeper.ts';
import type { Begin, Desk } from '../sealed/desk.ts';
import { browserDevice } from './device.ts';

const begin: Begin = async (name, input) => {
	let response: Response;
	try {
		response = await fetch(`/api/session/${name}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(input),
			credentials: 'same-origin',
		});
	} catch {
		return refuse('network.unreachable');
	}
	if (!response.headers.get('content-type')?.includes('json')) return refuse('network.unreachable');
	return response.json();
};

/** A person's client in a browser, with all that the keeper of keys can do. */
export interface BrowserDesk extends Desk {
	readonly keys: Keeper;
}

let made: BrowserDesk | undefined;

/** This tab's client: one for all pages, so that what was unlocked stays unlocked while one moves about. */
export function browserDesk(): BrowserDesk {
	made ??= { act, begin, device: browserDevice(), keys: openKeeper() };
	return made;
}
