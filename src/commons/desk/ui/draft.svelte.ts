import type { FolderDesk } from '#vault/client/folders/model.ts';

const WAIT = 400;

/** Those being written in this tab. */
const open = new Set<Draft>();

/** What pages that were left are still keeping, by name: whoever opens the same draft reads it after that. */
const leaving = new Map<string, Promise<void>>();

/** Keeps whatever is being written, at once: the keys are about to be locked. */
export async function keepDrafts(): Promise<void> {
	await Promise.all([...open].filter(({ kept }) => kept === 'keeping').map((draft) => draft.keep()));
}

/**
 * A text being written, kept on this device sealed while one types: a lock, a reload, a crash or the end of
 * a session loses nothing. `kept` says so on the page. Its field belongs in a form with `autocomplete="off"`:
 * else the browser notes what is in it, in clear, to restore the tab.
 */
export class Draft {
	readonly #folders: FolderDesk;
	readonly #name: string;
	#text = $state('');
	#timer: ReturnType<typeof setTimeout> | undefined;
	#touched = false;
	/** `kept`: as it stands; `keeping`: in a moment; `lost`: this device refused, so copy it before leaving. */
	kept = $state<'empty' | 'keeping' | 'kept' | 'lost'>('empty');

	constructor(folders: FolderDesk, name: string) {
		this.#folders = folders;
		this.#name = name;
		open.add(this);
		void this.#read();
	}

	get text(): string {
		return this.#text;
	}
	set text(text: string) {
		if (text === this.#text) return;
		this.#text = text;
		this.#touched = true;
		this.kept = 'keeping';
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.keep(), WAIT);
	}

	async #read(): Promise<void> {
		// A page may be made anew before the one it replaces is gone.
		await Promise.all(
			[...open].filter((other) => other !== this && other.#name === this.#name).map((other) => other.keep()),
		);
		await leaving.get(this.#name);
		const read = await this.#folders.readDraft(this.#name);
		// Whoever is quicker than the device goes on with what they typed.
		if (this.#touched || !read.ok || typeof read.value !== 'string') return;
		this.#text = read.value;
		this.kept = 'kept';
	}

	/** At once, for when the page is about to be left. */
	async keep(): Promise<void> {
		clearTimeout(this.#timer);
		const text = this.#text;
		const done = await this.#folders.keepDraft(this.#name, text === '' ? null : text);
		if (text !== this.#text) return;
		this.kept = !done.ok ? 'lost' : text === '' ? 'empty' : 'kept';
	}

	/** It was sent, or given up. What was typed since `sent` was taken stays. */
	async forget(sent = this.#text): Promise<void> {
		if (sent !== this.#text) return;
		this.#touched = true;
		this.#text = '';
		await this.keep();
	}

	/** Ends the clock; what is not kept yet is kept now. */
	leave(): void {
		open.delete(this);
		if (this.kept !== 'keeping') return;
		const kept = this.keep().finally(() => leaving.get(this.#name) === kept && leaving.delete(this.#name));
		leaving.set(this.#name, kept);
	}
}
