import type { Refusal, Result } from '#platform/result.ts';
import type { Chain, EntryHash, OrganisationId } from '../../format/model.ts';
import { hashEntry } from '../../seal/entry.ts';
import type { SealedEntry } from '../../format/envelope.ts';
import type { VaultCheckpoints } from './checkpoints.ts';
import { FIRST_WAIT, LONGEST_WAIT, scattered } from './following.ts';
import { fetchRecord } from './folder-record.ts';
import type { FolderRecord } from './records.ts';
import { comesLater, type Ground } from './ground.ts';
import type { FolderRef, FolderView, Warning } from './model.ts';
import { openFolder, showEntries, type OpenedFolder } from './open-folder.ts';
import type { Item } from './outbox/item.ts';
import { showRow } from './rows/row.ts';

/** One folder that is open on some page, or being written to. */
export interface Session {
	readonly at: FolderRef;
	/** Opens what is held here, without asking the server. */
	held(): Promise<OpenedFolder | undefined>;
	/** Asks the server for what came since; resolves with what is then open. */
	fetch(): Promise<Result<OpenedFolder>>;
	/** What waits to be sent changed, or a key came: opens anew what is held. */
	reopen(): void;
	/** The row changed, and nothing inside. */
	refresh(): void;
	show(hear: (view: FolderView) => void): () => void;
	readonly watched: () => boolean;
	close(refusal: Refusal): void;
}

export interface SessionHooks {
	readonly waiting: (at: FolderRef) => readonly Item[];
	readonly checkpoints: () => VaultCheckpoints | undefined;
	/** The folder was opened and verified: keys may be boxed for members, words are found from now on. */
	readonly opened: (folder: OpenedFolder) => void;
	readonly soon: (work: () => void) => void;
	/** Does the work once, a while after it was last asked for. */
	readonly later: (ms: number, work: () => void) => void;
}

export function openSession(ground: Ground, at: FolderRef, hooks: SessionHooks): Session {
	const hearers = new Set<(view: FolderView) => void>();
	let record: FolderRecord | undefined;
	let opened: OpenedFolder | undefined;
	let loaded: Promise<void> | undefined;
	let fetching: Promise<Result<OpenedFolder>> | undefined;
	let freshness: FolderView['freshness'] = 'fetching';
	let dropped = 0;
	let closed: Refusal | undefined;
	let telling = false;
	/** Something changed while the last answer was on its way. */
	let again = false;
	let wait = FIRST_WAIT;

	const open = () => {
		const items = hooks.waiting(at);
		const first = items.find(({ what }) => what === 'create');
		const base = record ?? (first && { vault: first.vault, upto: 0, entries: [], keys: [] });
		if (!base || closed) return;
		record ??= base;
		const entries = items.flatMap((item) => item.entries);
		opened = openFolder(ground.keys(), ground.partners.book(), at, base, {
			entries,
			keys: items.flatMap(({ keys }) => keys),
		});
		hooks.opened(opened);
	};
	const load = async () => {
		record = await ground.records.load(at);
		open();
	};
	const warnings = (folder: OpenedFolder): Warning[] => {
		const there = new Set<EntryHash>(
			[...folder.dialogue.ordered, ...folder.internal.ordered].map(({ hash }) => hash),
		);
		const vouched = (['dialogue', 'internal'] as const).flatMap((chain) => {
			const refusal = hooks.checkpoints()?.missing(at, chain, there);
			return refusal ? [{ ...refusal, chain }] : [];
		});
		const covered = (ground.rows.get(at)?.heads ?? []).filter((head) => !there.has(head)).length;
		return [
			...folder.warnings,
			...vouched,
			...(dropped > 0 ? [{ id: 'folder.entries-dropped', params: { count: dropped } }] : []),
			// The summary was made by somebody who had seen more than the server now gives.
			...(covered > 0 && freshness === 'current'
				? [{ id: 'folder.entries-missing', params: { count: covered } }]
				: []),
		];
	};
	const view = (): FolderView => {
		const row = ground.rows.get(at);
		const states = new Map<EntryHash, 'waiting' | 'refused'>();
		for (const { entries, refusal } of hooks.waiting(at)) {
			for (const one of entries) states.set(hashEntry(one as SealedEntry), refusal ? 'refused' : 'waiting');
		}
		const entries = (chain: Chain | 'theirs') =>
			opened && record && !closed ? showEntries(opened[chain], record, states, ground.partners) : [];
		return {
			row: row ? showRow(row) : null,
			dialogue: entries('dialogue'),
			internal: entries('internal'),
			theirs: entries('theirs'),
			heads: opened?.heads ?? [],
			visitor: opened?.dialogue.visitor ?? null,
			warnings: opened && !closed ? warnings(opened) : [],
			freshness,
			...(closed ? { closed } : {}),
		};
	};
	const tell = () => {
		if (telling) return;
		telling = true;
		hooks.soon(() => {
			telling = false;
			const now = view();
			for (const hear of hearers) hear(now);
		});
	};
	/** Reads the logs of others who signed here; keys that they gave may show entries of still others. */
	const learn = async () => {
		const asked = new Set<OrganisationId>();
		for (;;) {
			const more = [...(opened?.lacking ?? [])].filter((one) => !asked.has(one));
			if (more.length === 0) return;
			for (const one of more) asked.add(one);
			if (await ground.partners.learn(more)) open();
		}
	};
	const fetch = async (): Promise<Result<OpenedFolder>> => {
		await (loaded ??= load());
		const answer = await fetchRecord(ground, at, record);
		if (!answer.ok) {
			freshness = 'held';
			const { refusal } = answer;
			if (comesLater(refusal)) askAgain();
			// A folder that waits to be sent is unknown to the server, and rightly so.
			if (!comesLater(refusal) && hooks.waiting(at).length === 0) closed = refusal;
			tell();
			return opened && !closed ? { ok: true, value: opened } : answer;
		}
		if (answer.value.gone) {
			closed = { id: 'folder.destroyed' };
			tell();
			return { ok: false, refusal: closed };
		}
		wait = FIRST_WAIT;
		({ record, dropped } = answer.value);
		loaded = Promise.resolve();
		// It may have been asked for before the server knew it.
		closed = undefined;
		freshness = 'current';
		open();
		await learn();
		tell();
		return opened ? { ok: true, value: opened } : { ok: false, refusal: { id: 'folder.unknown' } };
	};

	/** It stands on a page, and what came to it may be the last for hours. */
	const askAgain = () => {
		hooks.later(scattered(wait), () => {
			if (hearers.size > 0 && freshness === 'held') void fetchOnce();
		});
		wait = Math.min(wait * 2, LONGEST_WAIT);
	};
	const fetchOnce = () => {
		again = true;
		fetching ??= fetchAll();
		return fetching;
	};

	const fetchAll = async (): Promise<Result<OpenedFolder>> => {
		try {
			for (;;) {
				again = false;
				const fetched = await fetch();
				if (!again) return fetched;
			}
		} finally {
			// In the same breath as the last look at "again": whoever asks after it begins anew.
			fetching = undefined;
		}
	};

	return {
		at,
		async held() {
			await (loaded ??= load());
			return closed ? undefined : opened;
		},
		fetch: fetchOnce,
		reopen() {
			// What was sent has moved from the outbox to the record meanwhile.
			loaded = load().then(tell);
		},
		refresh: tell,
		show(hear) {
			hearers.add(hear);
			void (loaded ??= load()).then(() => hear(view()));
			return () => hearers.delete(hear);
		},
		watched: () => hearers.size > 0,
		close(refusal) {
			closed = refusal;
			tell();
		},
	};
}
