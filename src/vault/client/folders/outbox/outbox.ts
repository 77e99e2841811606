import { refuse, type Refusal, type Result } from '#platform/result.ts';
import type { Plain } from '../../../format/cbor.ts';
import type { CoverBody } from '../../../format/cover-body.ts';
import { fromCbor, toCbor } from '../../../format/cbor.ts';
import { comesLater } from '../ground.ts';
import type { SealedShelf } from '../local-seal.ts';
import type { FolderRef, OutboxItem, OutboxView } from '../model.ts';
import { rowKey } from '../rows/row.ts';
import type { Change } from '../shelf.ts';
import { Item } from './item.ts';

export type Send = (item: Item) => Promise<Result<{ readonly change: number }>>;

export interface Outbox {
	load(): Promise<void>;
	/** Keeps the items, together with other changes of the shelf, and starts sending. */
	add(items: readonly Omit<Item, 'number'>[]): Promise<void>;
	of(at: FolderRef): readonly Item[];
	all(): readonly Item[];
	/** Sends what waits; called when there is hope (news, a line that came back, a timer). */
	nudge(): void;
	/** Resolves when nothing can be sent at the moment. */
	idle(): Promise<void>;
	dismiss(id: string): Promise<void>;
	view(): Pick<OutboxView, 'items' | 'line' | 'nextTry'>;
	save(): Uint8Array<ArrayBuffer>;
	restore(saved: Uint8Array): Promise<Result<number>>;
	stop(): void;
}

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/**
 * Sends in order, one at a time, each until it is acknowledged: an item leaves the shelf in the same write that
 * keeps what it became. Items bear ids the server knows again, so one sent twice is kept once.
 */
export function openOutbox(
	shelf: SealedShelf,
	more: {
		readonly send: Send;
		/** Keeps what a sent item became, in the same write as its leaving (`gone`). */
		readonly settled: (item: Item, change: number, gone: Change) => Promise<void>;
		readonly changed: (at: readonly FolderRef[]) => void;
		readonly now: () => Date;
		readonly later: (ms: number, work: () => void) => () => void;
	},
): Outbox {
	let items: Item[] = [];
	let last = 0;
	let line: OutboxView['line'] = 'up';
	let wait = FIRST_WAIT;
	let nextTry: string | null = null;
	let cancel: (() => void) | undefined;
	let running: Promise<void> | undefined;
	let sending: string | undefined;
	let stopped = false;
	const halted = () => stopped;

	const keyOf = ({ number }: Item) => String(number).padStart(12, '0');
	const seal = (item: Item) => shelf.seal('outbox', keyOf(item), item as unknown as Plain);

	/** The next that may go: nothing of a folder passes something of it that was refused. */
	const nextToSend = (): Item | undefined => {
		const held = new Set<string>();
		for (const item of items) {
			const folder = rowKey(item);
			if (item.refusal && item.what !== 'cover') held.add(folder);
			else if (!item.refusal && !held.has(folder)) return item;
		}
		return undefined;
	};

	const run = async (): Promise<void> => {
		for (let item = nextToSend(); item && !halted(); item = nextToSend()) {
			sending = item.id;
			more.changed([item]);
			const answer = await more.send(item);
			sending = undefined;
			if (stopped) return;
			if (answer.ok) {
				await more.settled(item, answer.value.change, shelf.drop('outbox', keyOf(item)));
				items = items.filter(({ id }) => id !== item?.id);
				line = 'up';
				wait = FIRST_WAIT;
			} else if (comesLater(answer.refusal)) {
				line = answer.refusal.id.startsWith('access.') ? 'signed-out' : 'down';
				tryAgain();
				more.changed([item]);
				return;
			} else await mark(item, answer.refusal);
			more.changed([item]);
		}
	};
	const mark = async (item: Item, refusal: Refusal) => {
		const refused = { ...item, refusal };
		items = items.map((one) => (one.id === item.id ? refused : one));
		await shelf.write([seal(refused)]);
	};
	const tryAgain = () => {
		cancel?.();
		nextTry = new Date(more.now().getTime() + wait).toISOString();
		cancel = more.later(wait * (0.75 + Math.random() / 2), nudge);
		wait = Math.min(wait * 2, LONGEST_WAIT);
	};
	const nudge = () => {
		if (stopped) return;
		cancel?.();
		nextTry = null;
		running ??= run().finally(() => {
			running = undefined;
			// Something may have been added while the last answer was being kept.
			if (!stopped && line === 'up' && nextToSend()) nudge();
		});
	};
	const add = async (fresh: readonly Omit<Item, 'number'>[]) => {
		const numbered = fresh.map((item) => ({ ...item, number: ++last }));
		// A summary that still waits is replaced by the newer one.
		const replaced = items.filter(
			(old) => old.what === 'cover' && old.id !== sending && numbered.some((one) => replaces(one, old)),
		);
		await shelf.write([...numbered.map(seal), ...replaced.map((old) => shelf.drop('outbox', keyOf(old)))]);
		items = [...items.filter((old) => !replaced.includes(old)), ...numbered];
		more.changed(fresh);
		nudge();
	};

	return {
		async load() {
			for (const [, value] of await shelf.all('outbox')) {
				const item = Item.safeParse(value);
				if (item.success) items.push(item.data);
			}
			last = Math.max(0, ...items.map(({ number }) => number));
		},
		add,
		of: (at) => items.filter((item) => rowKey(item) === rowKey(at)),
		all: () => items,
		nudge,
		async idle() {
			for (let now = running; now; now = running) await now;
		},
		async dismiss(id) {
			const item = items.find((one) => one.id === id && one.refusal);
			if (!item) return;
			await shelf.write([shelf.drop('outbox', keyOf(item))]);
			items = items.filter((one) => one !== item);
			more.changed([item]);
			nudge();
		},
		view: () => ({
			items: items.map((item): OutboxItem => {
				const state = item.refusal ? 'refused' : item.id === sending ? 'sending' : 'waiting';
				const { id, organisation, folder, what, since, refusal } = item;
				return { id, folder: { organisation, folder }, what, since, state, refusal };
			}),
			line,
			nextTry,
		}),
		save: () =>
			(shelf.seal('outbox', 'saved', toCbor(items as unknown as Plain)).value ??
				new Uint8Array()) as Uint8Array<ArrayBuffer>,
		async restore(saved) {
			const opened = shelf.open('outbox', 'saved', saved);
			const list = opened instanceof Uint8Array ? fromCbor(opened) : undefined;
			if (!Array.isArray(list)) return refuse('outbox.not-ours');
			const known = new Set(items.map(({ id }) => id));
			const read = (list as readonly Plain[]).flatMap((one) => {
				const item = Item.safeParse(one);
				return item.success && !known.has(item.data.id) ? [{ ...item.data, refusal: undefined }] : [];
			});
			if (read.length > 0) await add(read);
			return { ok: true, value: read.length };
		},
		stop() {
			stopped = true;
			cancel?.();
		},
	};
}

function replaces(fresh: Omit<Item, 'number'>, old: Item): boolean {
	return fresh.what === 'cover' && rowKey(fresh) === rowKey(old);
}

/** The summary that lists show for a folder while something of it waits. */
export function waitingCover(items: readonly Item[]): CoverBody | undefined {
	return items.findLast(({ cover, refusal }) => cover && !refusal)?.cover;
}
