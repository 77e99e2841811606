import { ok, refuse, type Result } from '#platform/result.ts';
import type { KeeperCore } from '../keeper/room.ts';
import type { Handlers, Sources } from '../keeper/room.ts';
import type { KeyRing } from '../ring/model.ts';
import { startFolders, type FolderEngine } from './engine.ts';
import { browserLine } from './files.ts';
import type { Live, VaultRef } from './model.ts';
import type { FolderOperations, FolderTopics } from './operations.ts';
import { memoryShelf, type Shelf } from './shelf.ts';
import { askToPersist, openShelf } from './shelf-in-browser.ts';

/**
 * Folders as a room of the keeper: an engine while keys are held, none while they are not. Pages that follow
 * something keep their subscription over a lock; it goes on with the next unlock.
 */
export function foldersRoom(core: KeeperCore): {
	readonly operations: Handlers<FolderOperations>;
	readonly topics: Sources<FolderTopics>;
} {
	let running: { ring: KeyRing; engine: Promise<FolderEngine> } | undefined;
	let persisted = true;
	const hearers = new Set<(engine: FolderEngine | undefined) => void>();
	const tell = (engine: FolderEngine | undefined) => {
		for (const hear of hearers) hear(engine);
	};

	const start = async (ring: KeyRing): Promise<FolderEngine> => {
		const { shelf, kept } = await findShelf(ring);
		persisted = kept;
		return startFolders({
			act: core.act,
			keys: () => ring,
			shelf,
			line: browserLine,
			mayBeEvicted: () => !persisted,
			waiting: core.setWaiting,
			withdrawn: (vault) => isWithdrawn(ring, vault, core.online()),
			accepted: (vault, restore) => isAccepted(ring, vault, restore),
		});
	};
	core.onUnlocked((ring) => {
		// The second factor, or a page's wish to refresh, comes after the first: the engine is there already.
		if (running?.ring === ring) return;
		const engine = start(ring);
		running = { ring, engine };
		void announce(ring, engine);
	});
	const announce = async (ring: KeyRing, engine: Promise<FolderEngine>) => {
		try {
			const started = await engine;
			if (running?.ring === ring) tell(started);
			else await started.stop();
		} catch {
			if (running?.ring === ring) running = undefined;
		}
	};
	core.onLocked(() => {
		const was = running;
		running = undefined;
		tell(undefined);
		was?.engine.then(
			(engine) => engine.stop(),
			() => undefined,
		);
	});
	core.onVaultNews(
		(news) =>
			void running?.engine.then(
				(engine) => engine.news(news),
				() => undefined,
			),
	);
	core.onRing((ring) => {
		if (running?.ring === ring)
			void running.engine.then(
				(engine) => engine.ringChanged(),
				() => undefined,
			);
	});

	const open = async <T>(work: (engine: FolderEngine) => Promise<Result<T>>): Promise<Result<T>> => {
		// Asks of the ring also lock it where it has been idle for too long.
		const ring = core.ring();
		if (!ring.ok) return ring;
		return running ? work(await running.engine) : refuse('keeper.locked');
	};
	const openPlain = <T>(work: (engine: FolderEngine) => Promise<T>) =>
		open(async (engine) => ok(await work(engine)));
	/** Joins a subscription to the engine that is there, if none came meanwhile. */
	const latch = async (
		now: typeof running,
		hear: (engine: FolderEngine | undefined) => void,
		free: () => boolean,
	) => {
		const engine = await now?.engine.catch(() => undefined);
		if (engine && running === now && hearers.has(hear) && free()) hear(engine);
	};
	/** A subscription that outlives locks. */
	const follow = <Query>(query: Query, subscribe: (engine: FolderEngine, query: Query) => Live<Query>) => {
		let asked = query;
		let live: Live<Query> | undefined;
		const hear = (engine: FolderEngine | undefined) => {
			live?.stop();
			live = engine && subscribe(engine, asked);
		};
		hearers.add(hear);
		void latch(running, hear, () => live === undefined);
		return {
			change(next: Query) {
				asked = next;
				live?.change(next);
			},
			stop() {
				hearers.delete(hear);
				live?.stop();
			},
		};
	};

	return {
		operations: {
			searchFolders: ({ text, options }) => openPlain((engine) => engine.search(text, options)),
			createFolder: (folder) => open((engine) => engine.create(folder)),
			appendEntry: ({ folder, chain, entry }) => open((engine) => engine.append(folder, chain, entry)),
			updateCover: ({ folder, cover, heads }) => open((engine) => engine.updateCover(folder, cover, heads)),
			markFolderSeen: ({ folder, seen }) => openPlain((engine) => engine.markSeen(folder, seen)),
			shareFolder: ({ folder, to, by }) => open((engine) => engine.share(folder, to, by)),
			destroyFolder: ({ folder, by }) => open((engine) => engine.destroy(folder, by)),
			keepDraft: ({ name, draft }) => open((engine) => engine.keepDraft(name, draft)),
			readDraft: ({ name }) => open((engine) => engine.readDraft(name)),
			attachFile: ({ folder, chain, file, name, mediaType }, { signal, progress }) =>
				open((engine) => engine.attach(folder, chain, file, { name, mediaType, signal }, progress)),
			readFile: ({ folder, file }, { signal, progress }) =>
				open((engine) => engine.openFile(folder, file, (bytes, done) => progress({ bytes, done }), signal)),
			saveUnsent: () => openPlain((engine) => engine.saveUnsent()),
			restoreUnsent: ({ saved }) => open((engine) => engine.restoreUnsent(saved)),
			dismissUnsent: ({ item }) => openPlain((engine) => engine.dismiss(item)),
		},
		topics: {
			folders: (query, show) => follow(query, (engine, now) => engine.list(now, show)),
			folder: (query, show) =>
				follow(query, (engine, first) => {
					let live = engine.open(first, show);
					return {
						change(next) {
							live.stop();
							live = engine.open(next, show);
						},
						stop: () => live.stop(),
					};
				}),
			outbox: (query, show) =>
				follow(query, (engine) => ({ ...engine.outbox(show), change: () => undefined })),
			standing: (query, show) =>
				follow(query, (engine) => ({ ...engine.standing(show), change: () => undefined })),
		},
	};
}

/** The browser's store, or memory where it has none (a private window): then nothing outlives the tab. */
async function findShelf(ring: KeyRing): Promise<{ shelf: Shelf; kept: boolean }> {
	if (!('indexedDB' in globalThis)) return { shelf: memoryShelf(), kept: false };
	try {
		return { shelf: await openShelf(ring.person), kept: await askToPersist() };
	} catch {
		return { shelf: memoryShelf(), kept: false };
	}
}

/**
 * Whether a vault is certainly no longer ours. Off line, or while an organisation's log is refused, it is not:
 * what is held stays, or a server could empty devices by lying.
 */
function isWithdrawn(ring: KeyRing, { organisation, vault }: VaultRef, online: boolean): boolean {
	if (ring.vault(organisation, vault).ok) return false;
	const known = ring.organisation(organisation);
	if (known.ok) return known.value.problems.length === 0;
	return online && known.refusal.id === 'ring.organisation-unknown';
}

/** Whether the word of a coordinator, checked against the log, says that the server was set back by this restore. */
function isAccepted(ring: KeyRing, { organisation }: VaultRef, restore: string): boolean {
	const known = ring.organisation(organisation);
	if (!known.ok) return false;
	const { recovery } = known.value;
	return recovery?.restore === restore && recovery.is === 'confirmed';
}
