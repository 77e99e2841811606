import { refuse } from '#platform/result.ts';
import { startFolders, type FolderEngine } from '#vault/client/folders/engine.ts';
import { memoryShelf } from '#vault/client/folders/shelf.ts';
import { refreshRing } from '#vault/client/ring/key-ring.ts';
import type { PersonId } from '#vault/format/model.ts';
import { must, type DemoClient } from './client.ts';

/** A demonstration's clock: what is replayed happened when it says. */
export interface Clock {
	at: Date;
}

/** Somebody's desk in this process: their folders, as the keeper holds them in a browser. */
export interface OpenDeskOf {
	readonly client: DemoClient;
	readonly folders: FolderEngine;
	readonly person: PersonId;
}

/** Files do not occur in what the demonstration's people write. */
const noFiles = {
	put: async () => refuse('network.unreachable'),
	get: async () => refuse('network.unreachable'),
};

/** Opens the desk of a person; it stays open for the whole replay. */
export async function openDeskOf(client: DemoClient, clock: Clock): Promise<OpenDeskOf> {
	const { ring, act } = client.acting();
	// Colleagues came after them.
	must(await refreshRing(ring, act));
	const folders = await startFolders({
		act,
		keys: () => ring,
		shelf: memoryShelf(),
		line: noFiles,
		now: () => clock.at,
	});
	await folders.settled();
	return { client, folders, person: ring.person };
}

/** Waits until everything was sent, and fails if any of it was refused. */
export async function sent({ folders, client }: OpenDeskOf): Promise<void> {
	await folders.settled();
	const live = folders.outbox(({ items }) => {
		const refused = items.find(({ refusal }) => refusal);
		if (refused) throw new Error(`${client.person.login} was refused: ${JSON.stringify(refused.refusal)}`);
		if (items.length > 0) throw new Error(`${client.person.login} could not send everything`);
	});
	live.stop();
}
