import {
	coverOf,
	answerEntry,
	closeEntry,
	eventEntry,
	markEntry,
	noteEntry,
	reopenEntry,
} from '#programmes/intake/sealed/write-request.ts';
import { openRequest } from '#programmes/intake/sealed/open-request.ts';
import type { assignRequest, giveBackRequest, takeRequest } from '#programmes/intake/actions/staff.ts';
import { startFolders, type FolderEngine } from '#vault/client/folders/engine.ts';
import { refreshRing } from '#vault/client/ring/key-ring.ts';
import type { FolderView, NewEntry } from '#vault/client/folders/model.ts';
import { memoryShelf } from '#vault/client/folders/shelf.ts';
import type { Chain, PersonId } from '#vault/format/model.ts';
import type { Arrived } from './arrive.ts';
import { must, type DemoClient } from './client.ts';
import type { DemoStep } from './data/model.ts';
import { refuse } from '#platform/result.ts';

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

/** The request as this desk reads it now, fetched from the server. */
async function read({ folders }: OpenDeskOf, { desk, folder }: Arrived): Promise<FolderView> {
	await folders.settled();
	return new Promise((resolve) => {
		const live = folders.open({ organisation: desk.intake.organisation, folder }, (view) => {
			if (view.freshness !== 'current') return;
			live?.stop();
			resolve(view);
		});
	});
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

/** Appends an entry and sees it sent. */
async function append(by: OpenDeskOf, arrived: Arrived, chain: Chain, entry: NewEntry): Promise<void> {
	const at = { organisation: arrived.desk.intake.organisation, folder: arrived.folder };
	must(await by.folders.append(at, chain, entry));
	await sent(by);
}

/** Who and what the steps of a request name. */
export interface Stage {
	readonly desk: (login: string) => Promise<OpenDeskOf>;
	readonly request: (key: string) => Arrived;
	readonly writeAgain: (arrived: Arrived, text: string) => Promise<void>;
	readonly clock: Clock;
}

/** Does one step as the person who did it would, on their desk. */
export async function replay(stage: Stage, arrived: Arrived, step: DemoStep): Promise<void> {
	if (step.does === 'write-again') return stage.writeAgain(arrived, step.text);
	const by = await stage.desk(step.by);
	await by.folders.settled();
	const at = { organisation: arrived.desk.intake.organisation, folder: arrived.folder };
	const internal = (entry: NewEntry) => append(by, arrived, 'internal', entry);
	switch (step.does) {
		case 'take':
			// Whoever took it down has it, and leaves it to the colleague who takes it.
			if (arrived.holder === step.by) return;
			if (arrived.holder !== undefined) await giveBack(await stage.desk(arrived.holder), arrived);
			arrived.holder = step.by;
			must(await by.client.act<typeof takeRequest>('intake.takeRequest', at));
			return internal(eventEntry({ did: 'took' }));
		case 'assign':
		case 'hand-over': {
			const { person: to } = await stage.desk(step.to);
			arrived.holder = step.to;
			must(await by.client.act<typeof assignRequest>('intake.assignRequest', { ...at, to }));
			await internal(eventEntry({ did: 'assigned', to }));
			if (step.does === 'hand-over') await internal(noteEntry({ text: step.text, mentions: [to] }));
			return;
		}
		case 'mark':
			return internal(markEntry({ right: step.right, ...(step.urgent ? { urgent: true } : {}) }));
		case 'note': {
			const mentioned = await Promise.all((step.mentions ?? []).map(stage.desk));
			return internal(noteEntry({ text: step.text, mentions: mentioned.map(({ person }) => person) }));
		}
		case 'reply': {
			const { names } = by.client.person;
			const signed = names[arrived.request.language];
			return append(by, arrived, 'dialogue', answerEntry({ text: step.text, signed }, stage.clock.at));
		}
		case 'link': {
			const first = stage.request(step.first);
			const firstAt = { organisation: first.desk.intake.organisation, folder: first.folder };
			await internal(eventEntry({ did: 'linked', as: 'repeat', with: firstAt }));
			return append(by, first, 'internal', eventEntry({ did: 'linked', as: 'first', with: at }));
		}
		case 'close':
			return internal(closeEntry(step.outcome, step.text));
		case 'reopen':
			return internal(reopenEntry(step.text));
	}
}

async function giveBack(by: OpenDeskOf, arrived: Arrived): Promise<void> {
	const at = { organisation: arrived.desk.intake.organisation, folder: arrived.folder };
	must(await by.client.act<typeof giveBackRequest>('intake.giveBackRequest', at));
	await append(by, arrived, 'internal', eventEntry({ did: 'gave-back' }));
}

/** The last who touched a request writes its summary anew, as their desk would. */
export async function writeCover(by: OpenDeskOf, arrived: Arrived): Promise<void> {
	const view = await read(by, arrived);
	const cover = coverOf(openRequest(view));
	if (!cover) throw new Error(`The request ${arrived.request.key} of the demonstration cannot be read`);
	const at = { organisation: arrived.desk.intake.organisation, folder: arrived.folder };
	must(await by.folders.updateCover(at, cover, view.heads));
	await sent(by);
}
