import { act } from '#platform/act.ts';
import type { AnswerOf, InputOf } from '#platform/action/index.ts';
import { sayRefusal } from '#platform/refusal-words.ts';
import { refuse, type Result } from '#platform/result.ts';
import type {
	addImportRows,
	beginImport,
	bringInPart,
	changeImport,
	checkImportPart,
	decideImportRows,
	forgetImport,
	readImportPart,
	viewImports,
} from '../../../actions/import.ts';
import type { HeldRow, ImportView } from '../../../actions/import/view.ts';
import type { Mapping, PartCounts } from '../../../model/import.ts';
import { guessMapping } from '../../../rules/import/guess.ts';
import { partsOf } from './parts.ts';
import { readInWorker } from './reading/read-in-worker.ts';
import type { ReadTable } from './reading/table.ts';

/** What is under way: reading the file, sending and checking its rows, bringing them in. */
export type Work = { readonly is: 'read' | 'check' | 'bring'; readonly done: number; readonly of: number };

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function digestOf(file: Blob): Promise<string> {
	const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
	return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * One list on its way into the directory. Everything goes part by part, each by a call of its own: stopped anywhere,
 * by the person, the line or the server, it goes on with the first part that is not done.
 */
export class Taking {
	/** Begun and not forgotten. */
	imports = $state.raw<readonly ImportView[]>([]);
	table = $state.raw<ReadTable>();
	mapping = $state.raw<Mapping>([]);
	fileName = $state('');
	/** The import that is on the page. */
	id = $state<string>();
	held = $state.raw<readonly HeldRow[]>([]);
	work = $state.raw<Work>();
	failed = $state<string>();
	lineDown = $state(false);

	#digest = '';
	#giveUp = new AbortController();

	readonly view = $derived(this.imports.find(({ id }) => id === this.id));
	/** All rows are at the server. */
	readonly isWhole = $derived(this.view !== undefined && this.view.parts.length === this.view.expected);

	/** Tells the server, however long the line is down; what is refused is said. */
	async #call<A extends { readonly name: string }>(
		name: A['name'],
		input: InputOf<A>,
	): Promise<AnswerOf<A> | undefined> {
		for (;;) {
			const answer: Result<AnswerOf<A>> = await act<A>(name, input);
			this.lineDown = !answer.ok && answer.refusal.id === 'network.unreachable';
			if (answer.ok) return answer.value;
			if (!this.lineDown || this.#giveUp.signal.aborted) {
				this.failed = sayRefusal(answer.refusal);
				return undefined;
			}
			await wait(2000);
		}
	}

	async look(): Promise<void> {
		const answer = await this.#call<typeof viewImports>('directory.viewImports', {});
		if (answer) this.imports = answer.imports;
	}

	/** Reads a file; of an import that waits for its rows, it must be the same file. */
	async read(file: File): Promise<void> {
		this.#begin({ is: 'read', done: 0, of: 0 });
		const [table, digest] = await Promise.all([
			readInWorker(file, this.#giveUp.signal),
			file.size > 0 ? digestOf(file) : '',
		]);
		const again = this.view;
		const right: Result<ReadTable> =
			again && table.ok && again.told.digest !== digest ? refuse('import.other-file') : table;
		if (right.ok) {
			this.table = right.value;
			this.fileName = file.name.slice(0, 300);
			this.#digest = digest;
			this.mapping = again?.told.mapping ?? guessMapping(right.value.headings, right.value.rows.slice(0, 20));
		} else this.failed = sayRefusal(right.refusal);
		this.work = undefined;
		if (right.ok && again) await this.check();
	}

	/** Sends the list with its columns; or, where it is at the server, says otherwise what they are. */
	async begin(source: string): Promise<void> {
		const { table } = this;
		if (!table) return;
		this.#begin({ is: 'check', done: 0, of: 1 });
		const { headings, delimiter, rows } = table;
		const id = crypto.randomUUID();
		const begun = await this.#call<typeof beginImport>('directory.beginImport', {
			import: id,
			parts: partsOf(rows).length,
			told: {
				source,
				fileName: this.fileName,
				digest: this.#digest,
				delimiter,
				rows: rows.length,
				headings: [...headings],
				mapping: [...this.mapping],
				choices: {},
			},
		});
		if (begun) this.id = id;
		await this.look();
		if (begun) await this.check();
		else this.work = undefined;
	}

	/** Sends what has not come and checks what is not checked as things are chosen now. */
	async check(): Promise<void> {
		const { id, view, table } = this;
		if (!id || !view) return;
		this.#begin({ is: 'check', done: 0, of: view.expected });
		const known = new Map(view.parts.map((part) => [part.part, part]));
		const parts = table ? partsOf(table.rows) : [];
		for (let part = 0; part < view.expected; part += 1) {
			if (this.#giveUp.signal.aborted) break;
			const before = known.get(part);
			const rows = parts[part];
			let now: PartCounts | undefined = before?.current ? before : undefined;
			if (!now && before)
				now = await this.#call<typeof checkImportPart>('directory.checkImportPart', { import: id, part });
			else if (!now && rows) {
				const cells = rows.map((row) => [...row]);
				now = await this.#call<typeof addImportRows>('directory.addImportRows', {
					import: id,
					part,
					rows: cells,
				});
			}
			if (!now) break;
			this.work = { is: 'check', done: part + 1, of: view.expected };
		}
		await this.#end();
	}

	/** Brings the good rows in. */
	async bringIn(): Promise<void> {
		const { id, view } = this;
		if (!id || !view) return;
		this.#begin({ is: 'bring', done: 0, of: view.parts.length });
		for (const [at, { part, good }] of view.parts.entries()) {
			if (this.#giveUp.signal.aborted) break;
			if (good > 0 && !(await this.#call<typeof bringInPart>('directory.bringInPart', { import: id, part })))
				break;
			this.work = { is: 'bring', done: at + 1, of: view.parts.length };
		}
		await this.#end();
	}

	/** Says which towns are meant, or what the columns are. */
	async change(to: { choices?: Record<string, string>; mapping?: Mapping }): Promise<void> {
		if (!this.id) return;
		this.#begin({ is: 'check', done: 0, of: 1 });
		const { choices, mapping } = to;
		const done = await this.#call<typeof changeImport>('directory.changeImport', {
			import: this.id,
			...(choices ? { choices } : {}),
			...(mapping ? { mapping: [...mapping] } : {}),
		});
		await this.look();
		if (done) await this.check();
		else this.work = undefined;
	}

	/** Says of rows that may be here already whether they are brought in all the same. */
	async decide(rows: readonly HeldRow[], decided: 'bring' | 'skip'): Promise<void> {
		const { id, view } = this;
		if (!id || !view) return;
		const bounds = starts(view.parts);
		const byPart = Map.groupBy(rows, ({ number }) => bounds.findLastIndex((start) => number > start));
		this.#begin({ is: 'check', done: 0, of: byPart.size });
		for (const [at, [index, some]] of [...byPart].entries()) {
			const part = view.parts[index]?.part;
			if (part === undefined || this.#giveUp.signal.aborted) break;
			const input = { import: id, part, rows: some.map(({ verdict }) => verdict.row), decided };
			if (!(await this.#call<typeof decideImportRows>('directory.decideImportRows', input))) break;
			this.work = { is: 'check', done: at + 1, of: byPart.size };
		}
		await this.#end();
	}

	/** Opens one that was begun before. */
	async open(id: string): Promise<void> {
		this.close();
		this.id = id;
		if (this.isWhole) await this.check();
		else this.mapping = this.view?.told.mapping ?? [];
	}

	/** Leaves it as it is; it can be opened again. */
	close(): void {
		this.#giveUp.abort();
		this.table = undefined;
		this.id = undefined;
		this.held = [];
		this.failed = undefined;
		this.work = undefined;
	}

	/** Stops after the part that is under way. */
	stop(): void {
		this.#giveUp.abort();
	}

	async forget(id: string): Promise<void> {
		await this.#call<typeof forgetImport>('directory.forgetImport', { import: id });
		if (this.id === id) this.close();
		await this.look();
	}

	#begin(work: Work): void {
		this.#giveUp = new AbortController();
		this.failed = undefined;
		this.work = work;
	}

	async #end(): Promise<void> {
		await this.look();
		const held: HeldRow[] = [];
		for (const { part, bad, asking, alike, skipped } of this.view?.parts ?? []) {
			if (bad + asking + alike + skipped === 0 || !this.id) continue;
			const input = { import: this.id, part };
			const read = await this.#call<typeof readImportPart>('directory.readImportPart', input);
			if (!read) break;
			held.push(...read.held);
		}
		this.held = held;
		this.work = undefined;
	}
}

/** The number of the row before each part. */
function starts(parts: readonly PartCounts[]): number[] {
	let above = 0;
	return parts.map(({ rows }) => {
		const start = above;
		above += rows;
		return start;
	});
}
