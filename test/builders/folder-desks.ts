import type { Act } from '#platform/act.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Runtime } from '#platform/runtime.ts';
import { startFolders, type FolderEngine } from '#vault/client/folders/engine.ts';
import type { ChunkLine } from '#vault/client/folders/files.ts';
import type {
	FolderRef,
	FolderView,
	ListQuery,
	ListView,
	OutboxView,
	Standing,
} from '#vault/client/folders/model.ts';
import { memoryShelf, type Shelf } from '#vault/client/folders/shelf.ts';
import { OrganisationId, VaultId } from '#vault/format/model.ts';
import { readChunkAddress, receiveChunk, sendChunk } from '#vault/server/folders/index.ts';
import type { FolderKeys, Holder } from './holders.ts';

/** Between a test desk and the server: cut, slowed, or lied through. */
export interface Wire {
	cut: boolean;
	/** The server does what is asked, and the answer is lost on the way. */
	loseAnswers: number;
	/** What a hostile server makes of an answer. */
	twist?: (name: string, answer: Result<never>) => Result<never>;
	readonly calls: string[];
}

/** Whoever sits at a test desk: their right to act, and their keys. */
type Sitting = Pick<Holder, 'actor' | 'act' | 'keys'>;

export interface TestDesk<Who extends Sitting = Holder> {
	readonly folders: FolderEngine;
	readonly wire: Wire;
	readonly shelf: Shelf;
	readonly holder: Who;
	/** The page is closed and opened again: memory is gone, the shelf stays. */
	readonly reload: () => Promise<TestDesk<Who>>;
	readonly stop: () => Promise<void>;
}

/** A desk in Node on a real database, with live news. */
export async function openDesk<Who extends Sitting = Holder>(
	runtime: Runtime,
	holder: Who,
	shelf: Shelf = memoryShelf(),
	keys: () => FolderKeys = () => holder.keys,
	prepare: (wire: Wire) => void = () => undefined,
	accepted?: (restore: string) => boolean,
): Promise<TestDesk<Who>> {
	const wire: Wire = { cut: false, loseAnswers: 0, calls: [] };
	prepare(wire);
	const act: Act = async (name, input, more) => {
		wire.calls.push(name);
		if (wire.cut) return refuse('network.unreachable');
		const answer = (await holder.act(name, input, more)) as Result<never>;
		if (wire.loseAnswers > 0 && /append|create/.test(name)) {
			wire.loseAnswers--;
			return refuse('network.unreachable');
		}
		return wire.twist ? wire.twist(name, answer) : answer;
	};
	const line: ChunkLine = {
		async put(address, bytes) {
			const at = atOf(address);
			if (wire.cut || !at) return refuse('network.unreachable');
			return receiveChunk(runtime, holder.actor, at, bytes);
		},
		async get(address) {
			const at = atOf(address);
			if (wire.cut || !at) return refuse('network.unreachable');
			const sent = await sendChunk(runtime, holder.actor, at);
			if (!sent.ok) return sent;
			return ok(new Uint8Array(Buffer.concat((await sent.value.stream.toArray()) as Buffer[])));
		},
	};
	const folders = await startFolders({
		act,
		keys,
		shelf,
		line,
		...(accepted && { accepted: (_vault, restore) => accepted(restore) }),
	});
	const deaf = runtime.live.listen((said) => {
		if (said.kind !== 'vault' || wire.cut) return;
		const { organisation, vault, change } = said;
		folders.news({ organisation: OrganisationId.parse(organisation), vault: VaultId.parse(vault), change });
	});
	const stop = async () => {
		deaf();
		await folders.stop();
	};
	return {
		folders,
		wire,
		shelf,
		holder,
		stop,
		async reload() {
			await stop();
			return openDesk(runtime, holder, shelf, keys);
		},
	};
}

function atOf(address: string) {
	const [organisation = '', file = '', n = ''] = address.split('/').slice(3);
	return readChunkAddress(organisation, file, n);
}

/** Waits until a view is as wanted; fails with the last one seen. */
export async function until<View>(
	follow: (show: (view: View) => void) => { stop: () => void },
	wanted: (view: View) => boolean,
	ms = 8_000,
): Promise<View> {
	let last: View | undefined;
	let live: { stop: () => void } | undefined;
	try {
		return await new Promise<View>((resolve, reject) => {
			const late = setTimeout(
				() => reject(new Error(`Never came: ${JSON.stringify(last)?.slice(0, 2000)}`)),
				ms,
			);
			live = follow((view) => {
				last = view;
				if (!wanted(view)) return;
				clearTimeout(late);
				resolve(view);
			});
		});
	} finally {
		live?.stop();
	}
}

/** A desk, whoever sits at it. */
type Seated = Pick<TestDesk, 'folders'>;

export const folderView = (desk: Seated, at: FolderRef, wanted: (view: FolderView) => boolean) =>
	until<FolderView>((show) => desk.folders.open(at, show), wanted);
export const listView = (desk: Seated, query: ListQuery, wanted: (view: ListView) => boolean) =>
	until<ListView>((show) => desk.folders.list(query, show), wanted);
export const outboxView = (desk: Seated, wanted: (view: OutboxView) => boolean) =>
	until<OutboxView>((show) => desk.folders.outbox(show), wanted);
export const standingView = (desk: Seated, wanted: (view: Standing) => boolean) =>
	until<Standing>((show) => desk.folders.standing(show), wanted);
