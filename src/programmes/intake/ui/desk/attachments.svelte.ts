import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import type { FolderDesk, FolderRef } from '#vault/client/folders/model.ts';
import { MOST_FILE_BYTES, type FileReference } from '#vault/format/file.ts';
import type { Chain } from '#vault/format/model.ts';
import { limits } from '../../model.ts';

/** A file that was chosen: on its way, there, or refused. */
export interface Chosen {
	readonly id: string;
	readonly name: string;
	readonly size: number;
	readonly progress: number;
	readonly reference?: FileReference;
	readonly refusal?: Refusal;
}

/** Files that go with what is being written: sealed and sent at once, named by the entry that follows. */
export class Attachments {
	readonly #folders: FolderDesk;
	readonly #at: FolderRef;
	readonly #chain: Chain;
	readonly #running = new Map<string, { abort: AbortController; done: Promise<void> }>();
	chosen = $state.raw<readonly Chosen[]>([]);

	constructor(folders: FolderDesk, at: FolderRef, chain: Chain) {
		this.#folders = folders;
		this.#at = at;
		this.#chain = chain;
	}

	add(files: readonly File[]): void {
		for (const file of files) {
			const id = crypto.randomUUID();
			const refusal = this.#refusalOf(file);
			this.chosen = [
				...this.chosen,
				{ id, name: file.name, size: file.size, progress: refusal ? 1 : 0, ...(refusal ? { refusal } : {}) },
			];
			if (!refusal) this.#send(id, file);
		}
	}

	#refusalOf(file: File): Refusal | undefined {
		if (file.size > MOST_FILE_BYTES) return { id: 'file.too-large' };
		return this.chosen.length >= limits.files
			? { id: 'file.too-many', params: { most: limits.files } }
			: undefined;
	}

	#send(id: string, file: File): void {
		const abort = new AbortController();
		const { name, type } = file;
		const done = this.#folders
			.attach(this.#at, this.#chain, file, { name, mediaType: type, signal: abort.signal }, (progress) =>
				this.#change(id, { progress: progress.of === 0 ? 1 : progress.done / progress.of }),
			)
			.then((sent) =>
				this.#change(
					id,
					sent.ok ? { progress: 1, reference: sent.value } : { progress: 1, refusal: sent.refusal },
				),
			);
		this.#running.set(id, { abort, done });
	}

	#change(id: string, change: Partial<Chosen>): void {
		this.chosen = this.chosen.map((one) => (one.id === id ? { ...one, ...change } : one));
	}

	remove(id: string): void {
		this.#running.get(id)?.abort.abort();
		this.#running.delete(id);
		this.chosen = this.chosen.filter((one) => one.id !== id);
	}

	/** Every file, once all have been sent; refused where one was. */
	async sent(): Promise<Result<FileReference[]>> {
		await Promise.all([...this.#running.values()].map(({ done }) => done));
		const failed = this.chosen.find(({ refusal }) => refusal)?.refusal;
		if (failed) return refuse(failed.id, failed);
		return ok(this.chosen.flatMap(({ reference }) => (reference ? [reference] : [])));
	}

	clear(): void {
		this.#running.clear();
		this.chosen = [];
	}
	leave(): void {
		for (const { abort } of this.#running.values()) abort.abort();
	}
}
