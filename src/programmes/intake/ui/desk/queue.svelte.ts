import { untrack } from 'svelte';
import type { DeskTab } from '#commons/desk/ui/index.ts';
import type {
	Condition,
	Fact,
	FolderRow,
	ListQuery,
	ListView,
	Live,
	SearchHits,
} from '#vault/client/folders/model.ts';
import { conditionsOf, sortOf, type QueueFilter } from '../../rules/queue.ts';

/** A place in the list: a row, or one that is not in the window and not drawn. */
export interface Place {
	readonly index: number;
	readonly row?: FolderRow;
}

const WINDOW = 200;
const filterKey = 'accord-queue-filter';

/**
 * The queue as the folders have it: live, filtered, searched. Only a window of rows crosses from the worker;
 * the list itself may be of any length.
 */
export class Queue {
	readonly #desk: DeskTab;
	#live: Live<ListQuery> | undefined;
	#view = $state.raw<ListView>();
	#start = 0;
	/** Places are made once and used again: a hundred thousand are quick to copy and slow to make. */
	#places: Place[] = [];
	#asked = 0;
	filter = $state.raw<QueueFilter>(rememberedFilter());
	/** What is being looked for; empty shows the list. */
	search = $state('');
	hits = $state.raw<SearchHits>();

	constructor(desk: DeskTab) {
		this.#desk = desk;
	}

	/** Follows the list as the reader stands now; gives what ends it. */
	follow(): () => void {
		void this.#desk.reader;
		this.#live = this.#desk.folders.list(
			untrack(() => this.#query()),
			(view) => (this.#view = view),
		);
		return () => this.#live?.stop();
	}

	set(change: Partial<QueueFilter>): void {
		this.filter = { ...this.filter, ...change };
		sessionStorage.setItem(filterKey, JSON.stringify(this.filter));
		this.#start = 0;
		this.#live?.change(this.#query());
		if (this.search) void this.find(this.search);
	}

	/** As one types; an answer that was overtaken is dropped. */
	async find(text: string): Promise<void> {
		this.search = text;
		const asked = ++this.#asked;
		if (text.trim() === '') {
			this.hits = undefined;
			return;
		}
		const hits = await this.#desk.folders.search(text, { filter: this.#conditions(true), limit: WINDOW });
		if (asked === this.#asked) this.hits = hits;
	}

	/** The list tells which rows are drawn; the window follows when they near its edge. */
	drawn(from: number, to: number): void {
		const view = this.#view;
		if (!view || this.hits) return;
		const end = this.#start + WINDOW;
		const near = from < this.#start + 20 && this.#start > 0;
		const past = to > end - 20 && end < view.total;
		if (!near && !past) return;
		this.#start = Math.max(0, Math.round((from + to) / 2) - WINDOW / 2);
		this.#live?.change(this.#query());
	}

	/** All places of the list, with the rows of the window in them. */
	readonly places = $derived.by((): readonly Place[] => {
		if (this.hits) return this.hits.hits.map(({ row }, index) => ({ index, row }));
		const view = this.#view;
		if (!view) return [];
		for (let index = this.#places.length; index < view.total; index++) this.#places.push({ index });
		const places = this.#places.slice(0, view.total);
		view.rows.forEach((row, offset) => {
			const index = view.start + offset;
			if (index < places.length) places[index] = { index, row };
		});
		return places;
	});

	get loaded(): boolean {
		return this.#view !== undefined;
	}
	get complete(): boolean {
		return this.hits ? this.hits.complete : (this.#view?.complete ?? false);
	}
	get total(): number {
		return this.hits?.total ?? this.#view?.total ?? 0;
	}
	/** How many of the whole filtered list have each value of a field. */
	counts(field: string): ReadonlyMap<Fact, number> {
		return new Map((this.#view?.counts[field] ?? []).map(({ value, rows }) => [value, rows]));
	}

	#conditions(everywhere = false): Condition[] {
		const { person, organisations } = this.#desk.reader;
		const mine = organisations.map(({ organisation }) => organisation);
		return conditionsOf(this.filter, { person, organisations: mine }, everywhere) as Condition[];
	}
	#query(): ListQuery {
		return {
			filter: this.#conditions(),
			sort: sortOf(this.filter) as ListQuery['sort'],
			window: { start: this.#start, count: WINDOW },
			count: ['facts.need', 'facts.region', 'facts.urgent'],
		};
	}
}

function rememberedFilter(): QueueFilter {
	const start: QueueFilter = { scope: 'untaken', need: null, region: null, urgent: false };
	try {
		return { ...start, ...(JSON.parse(sessionStorage.getItem(filterKey) ?? '{}') as Partial<QueueFilter>) };
	} catch {
		return start;
	}
}
