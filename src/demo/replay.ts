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
import type { FolderView, NewEntry } from '#vault/client/folders/model.ts';
import type { Chain } from '#vault/format/model.ts';
import type { Arrived } from './arrive.ts';
import { must } from './client.ts';
import { sent, type Clock, type OpenDeskOf } from './open-desk.ts';
import type { DemoStep } from './data/model.ts';

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
