import type { Act } from '#platform/act.ts';
import { ok } from '#platform/result.ts';
import type { VaultNews } from '../keeper/room.ts';
import { rewriteCover } from './compose.ts';
import { attachFile, readFile, type ChunkLine } from './files.ts';
import { openRecords } from './records.ts';
import { makeFollower, type Followed } from './following.ts';
import type { FolderKeys, Ground } from './ground.ts';
import { sealShelf } from './local-seal.ts';
import type { FolderDesk, FolderRef, OutboxView, Standing, VaultRef } from './model.ts';
import { makeRewrapper, verifiedChains } from './opened.ts';
import { textOf, type OpenedFolder } from './open-folder.ts';
import { openOutbox, waitingCover } from './outbox/outbox.ts';
import { makeSender, settleItem } from './outbox/sender.ts';
import { openList } from './rows/list.ts';
import { makeRowStore, type NewRow } from './rows/row-store.ts';
import { rowKey, vaultKey } from './rows/row.ts';
import { openPartnerLogs } from './partner-logs.ts';
import { openSearch } from './search/search.ts';
import { openSession, type Session } from './session.ts';
import type { Change, Shelf } from './shelf.ts';
import { makeWriter } from './writing.ts';

export interface EngineParts {
	readonly act: Act;
	readonly keys: () => FolderKeys;
	readonly shelf: Shelf;
	readonly line: ChunkLine;
	readonly now?: () => Date;
	/** Whether the browser promised to keep what is stored. */
	readonly mayBeEvicted?: () => boolean;
	readonly waiting?: (count: number) => void;
	/** Whether it is certain that a vault is no longer this person's; else what is held of it stays. */
	readonly withdrawn?: (vault: VaultRef) => boolean;
	/** Whether a coordinator's signed word holds for a restore from a backup. */
	readonly accepted?: (vault: VaultRef, restore: string) => boolean;
}

/** The desk's folders while keys are held: what pages ask, and what the keeper tells it. */
export interface FolderEngine extends FolderDesk {
	news(news: VaultNews | undefined): void;
	/** The keys changed: vaults were granted or withdrawn, logs went on. */
	ringChanged(): Promise<void>;
	/** Everything that can be done now is done: fetched, sent, written down. */
	settled(): Promise<void>;
	/** Waits until older covers of first visits are here as well, and indexed. */
	complete(): Promise<void>;
	signCheckpoints(): Promise<void>;
	/** Writes down what is not yet, and stops. Nothing is answered afterwards. */
	stop(): Promise<void>;
}

const WRITE_DOWN_AFTER = 400;
const SIGN_AFTER = 30_000;

/** Starts the folders of a person on their device: what is held is there when this resolves. */
export async function startFolders(parts: EngineParts): Promise<FolderEngine> {
	const shelf = sealShelf(parts.shelf, parts.keys().secrets.masterKey);
	const rows = makeRowStore(shelf);
	const followed = new Map<string, Followed>();
	const sessions = new Map<string, Session>();
	const warnings = new Map<string, Standing['warnings'][number]>();
	const lists = new Set<{ refresh(): void }>();
	const standings = new Set<() => void>();
	const outboxes = new Set<() => void>();
	const timers = new Map<string, ReturnType<typeof setTimeout>>();
	let unwritten: readonly Change[] = [];
	let stopped = false;

	/** Does the work once, a while after it was last asked for. */
	const after = (name: string, ms: number, work: () => void) => {
		clearTimeout(timers.get(name));
		if (!stopped) timers.set(name, setTimeout(work, ms));
	};
	const soon = (work: () => void, ms = 10) => void setTimeout(work, ms);
	const pause = () => new Promise<void>((resume) => setTimeout(resume, 0));
	const tellStanding = () => soon(() => standings.forEach((tell) => tell()));
	const moved = () => {
		for (const list of lists) list.refresh();
		tellStanding();
	};
	const writeDown = async () => {
		const changes = [
			...unwritten,
			...rows.takeChanges(),
			...[...followed.values()].map(({ sync }) => sync.saved()),
		];
		try {
			await shelf.write(changes);
			unwritten = [];
		} catch {
			// A full disk: kept in memory and tried again; the cursor was not moved either.
			unwritten = changes;
			after('write', 10_000, () => void writeDown());
		}
	};
	const held = { act: parts.act, keys: parts.keys, shelf };
	const ground: Ground = {
		...held,
		partners: openPartnerLogs(held),
		rows,
		records: openRecords(shelf),
		now: parts.now ?? (() => new Date()),
		pause,
		warn(vault, refusal) {
			warnings.set(`${vaultKey(vault)} ${refusal.id}`, { ...refusal, vault });
			tellStanding();
		},
		takeBack(vault, warning) {
			if (warnings.delete(`${vaultKey(vault)} ${warning}`)) tellStanding();
		},
		dirty: () => after('write', WRITE_DOWN_AFTER, () => void writeDown()),
	};

	const syncOf = (vault: VaultRef) => followed.get(vaultKey(vault))?.sync;
	const outbox = openOutbox(shelf, {
		send: makeSender(ground, async (vault) => syncOf(vault)?.catchUp()),
		settled: (item, change, gone) => settleItem(ground, item, change, gone),
		now: ground.now,
		later: (ms, work) => {
			const timer = setTimeout(work, ms);
			return () => clearTimeout(timer);
		},
		changed(at) {
			for (const one of at) {
				showWaiting(one);
				sessions.get(rowKey(one))?.reopen();
			}
			parts.waiting?.(outbox.all().length);
			soon(() => outboxes.forEach((tell) => tell()));
		},
	});

	/** What waits to be sent lies over what the server says. */
	const overlay = (row: NewRow): NewRow => {
		const waiting = outbox.of(row).filter(({ refusal }) => !refusal);
		const { sent, ...rest } = row;
		const base = sent === undefined ? row.cover : sent;
		const cover = waitingCover(waiting);
		return { ...rest, cover: cover ?? base, pending: waiting.length > 0, ...(cover ? { sent: base } : {}) };
	};
	const showWaiting = (at: FolderRef) => {
		const row = rows.get(at);
		const first = outbox.of(at).find(({ what }) => what === 'create');
		if (row) {
			const { slot: _slot, ...rest } = row;
			rows.put([overlay(rest)]);
		} else if (first) {
			const cursor = syncOf(first.through)?.cursor() ?? 0;
			const fresh: NewRow = {
				organisation: first.organisation,
				folder: first.folder,
				owner: first.vault,
				through: first.through,
				kind: first.kind ?? '',
				change: cursor,
				entries: 0,
				seen: 0,
				cover: null,
				token: null,
				version: 0,
				heads: [],
				facts: {},
				stale: false,
				shared: false,
				pending: true,
			};
			rows.put([overlay(fresh)]);
		}
		ground.dirty();
	};

	const rewrap = makeRewrapper(ground, (work) => after('rewrap', 2_000, work));
	const opened = (folder: OpenedFolder) => {
		const row = rows.get(folder.at);
		if (!row) return;
		const words = textOf(folder);
		if (row.words !== words) {
			const { slot: _slot, ...rest } = row;
			rows.put([{ ...rest, words }]);
			ground.dirty();
		}
		rewrap.consider(folder);
		const checkpoints = followed.get(vaultKey(row.through))?.checkpoints;
		if (!checkpoints || row.shared || outbox.of(folder.at).length > 0) return;
		for (const { chain, heads } of verifiedChains(folder)) checkpoints.verified(folder.at, chain, heads);
		after('sign', SIGN_AFTER, () => void signCheckpoints());
	};
	const sessionOf = (at: FolderRef): Session => {
		const key = rowKey(at);
		const known = sessions.get(key);
		if (known) return known;
		const checkpoints = () => {
			const row = rows.get(at);
			return row && followed.get(vaultKey(row.through))?.checkpoints;
		};
		const waiting = (one: FolderRef) => outbox.of(one);
		const later = (ms: number, work: () => void) => after(`fetch ${key}`, ms, work);
		const session = openSession(ground, at, { waiting, checkpoints, opened, soon, later });
		sessions.set(key, session);
		return session;
	};
	rows.onChange((changes) => {
		for (const { before, after: now } of changes) {
			const row = now ?? before;
			const session = row && sessions.get(rowKey(row));
			if (!session) continue;
			if (!now) session.close({ id: 'folder.gone' });
			else if (before?.change !== now.change && session.watched()) void session.fetch();
			else session.refresh();
		}
	});

	const { ringChanged, catchUp, signCheckpoints } = makeFollower(ground, followed, {
		overlay,
		moved,
		nudge: () => outbox.nudge(),
		withdrawn: parts.withdrawn ?? (({ organisation, vault }) => !parts.keys().vault(organisation, vault).ok),
		reopen: () => sessions.forEach((session) => session.reopen()),
		accepted: parts.accepted ?? (() => false),
		rewrite: rewriteCover(ground, (items) => void outbox.add(items)),
		stopped: () => stopped,
		after,
	});

	await rows.load();
	await ground.partners.load();
	await outbox.load();
	const search = openSearch(rows, pause);
	for (const item of outbox.all()) showWaiting(item);
	// What waits is sent once a vault has caught up: after a restore its folder may have to be brought back first.
	await ringChanged();

	const isComplete = (vault?: VaultRef) =>
		vault
			? (syncOf(vault)?.isComplete() ?? false)
			: [...followed.values()].every(({ sync }) => sync.isComplete());
	const standing = (): Standing => ({
		vaults: [...followed.values()].map(({ sync }) => ({
			vault: sync.vault,
			change: sync.cursor(),
			folders: rows.ofVault(sync.vault).length,
			complete: sync.isComplete(),
		})),
		warnings: [...warnings.values()],
		broughtBack: [...followed.values()].flatMap(({ sync }) => {
			const report = sync.report();
			return report ? [{ ...report, vault: sync.vault }] : [];
		}),
	});
	const outboxView = (): OutboxView => ({ ...outbox.view(), mayBeEvicted: parts.mayBeEvicted?.() ?? false });
	/** A subscription to something that is told whole each time. */
	const watch = <View>(hearers: Set<() => void>, view: () => View, show: (view: View) => void) => {
		const tell = () => show(view());
		hearers.add(tell);
		tell();
		return { change: () => undefined, stop: () => void hearers.delete(tell) };
	};

	return {
		...makeWriter(ground, { outbox, sessionOf, syncOf }),
		list(query, show) {
			let vault = query.vault;
			const list = openList(rows, query, show, { complete: () => isComplete(vault), soon });
			lists.add(list);
			return {
				change(next) {
					vault = next.vault;
					list.change(next);
				},
				stop() {
					lists.delete(list);
					list.stop();
				},
			};
		},
		open(at, show) {
			const session = sessionOf(at);
			const stop = session.show(show);
			void session.fetch();
			return {
				change: () => undefined,
				stop() {
					stop();
					if (!session.watched()) sessions.delete(rowKey(at));
				},
			};
		},
		search: async (text, options) => search.search(text, options),
		async markSeen(at, seen = true) {
			const row = rows.get(at);
			if (!row) return;
			const { slot: _slot, ...rest } = row;
			rows.put([{ ...rest, seen: seen ? row.entries : 0 }]);
			ground.dirty();
		},
		async keepDraft(name, draft) {
			await shelf.write([draft === null ? shelf.drop('drafts', name) : shelf.seal('drafts', name, draft)]);
			return ok(undefined);
		},
		readDraft: async (name) => ok((await shelf.get('drafts', name)) ?? null),
		attach: (at, chain, file, more, progress) =>
			attachFile(ground, parts.line, at, chain, file, more, progress),
		openFile: (at, file, piece, signal) => readFile(parts.line, at, file, piece, signal),
		outbox: (show) => watch(outboxes, outboxView, show),
		saveUnsent: async () => outbox.save(),
		async restoreUnsent(saved) {
			const restored = await outbox.restore(saved);
			return restored.ok ? { ok: true, value: { restored: restored.value } } : restored;
		},
		dismiss: (item) => outbox.dismiss(item),
		standing: (show) => watch(standings, standing, show),

		news(news) {
			const heard = news ? [followed.get(vaultKey(news))] : [...followed.values()];
			for (const one of heard) {
				if (one && !(news && news.change <= one.sync.cursor())) void catchUp(one);
			}
			if (!news) outbox.nudge();
		},
		ringChanged,
		async settled() {
			for (const { sync } of followed.values()) await sync.catchUp();
			await outbox.idle();
			await Promise.all([...sessions.values()].map((session) => session.held()));
			await writeDown();
		},
		async complete() {
			for (const { sync } of followed.values()) await sync.complete();
			await search.ready();
		},
		signCheckpoints,
		async stop() {
			stopped = true;
			outbox.stop();
			search.stop();
			for (const { sync } of followed.values()) sync.stop();
			for (const timer of timers.values()) clearTimeout(timer);
			await writeDown();
			shelf.forget();
			parts.shelf.close();
		},
	};
}
