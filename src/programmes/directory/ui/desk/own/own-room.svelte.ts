import type { DeskTab } from '#commons/desk/ui/index.ts';
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import type { FolderRef, FolderView, ListView, NewEntry } from '#vault/client/folders/model.ts';
import { ownFolder, type OwnNote } from '../../../model/own.ts';
import { openOwn, type OpenOwn } from '../../../sealed/open-own.ts';
import { noteEntry, ownCover } from '../../../sealed/write-own.ts';
import { arrival, type Arrived } from './arrival.ts';

/** More vaults than anybody is of: the organisation's own row is among them. */
const MOST = 200;

/** What one organisation keeps for itself, as it stands open in a tab. */
export class OwnRoom {
	readonly #desk: DeskTab;
	readonly #organisation: FolderRef['organisation'];
	#rows = $state.raw<ListView>();
	#view = $state.raw<FolderView>();
	#live: { stop: () => void } | undefined;
	#following: string | undefined;
	/** Why the room cannot be opened, where it is there: the reader was not granted its key yet. */
	closed = $state.raw<Refusal>();
	#begun = $state<boolean>();

	/** Whether anything was ever sealed here. */
	get begun(): boolean {
		return this.#begun === true;
	}

	readonly open = $derived.by((): OpenOwn => openOwn(this.#view?.internal ?? []));
	/** Whether all that is kept here was read: a form made earlier would not know of it. */
	readonly ready = $derived.by((): boolean => {
		if (this.closed || this.#begun === false) return true;
		if (this.#begun === undefined || !this.#rows) return false;
		if (!this.#row()) return this.#rows.complete;
		return (
			this.#view !== undefined && (this.#view.freshness !== 'fetching' || this.#view.closed !== undefined)
		);
	});
	readonly warnings = $derived.by((): readonly Refusal[] => {
		const { unreadable } = this.open;
		const all: Refusal[] = [...(this.#view?.warnings ?? [])];
		if (unreadable > 0) all.push({ id: 'own.unreadable', params: { count: unreadable } });
		return [...new Map(all.map((one) => [one.id, one])).values()];
	});

	constructor(desk: DeskTab, organisation: string) {
		this.#desk = desk;
		this.#organisation = organisation as FolderRef['organisation'];
	}

	#row() {
		return this.#rows?.rows.find(({ organisation }) => organisation === this.#organisation);
	}

	/** Follows what colleagues write; gives what ends it. */
	follow(): () => void {
		void this.#look();
		const rows = this.#desk.folders.list(
			{ filter: [{ field: 'kind', is: ownFolder }], window: { start: 0, count: MOST } },
			(news) => {
				this.#rows = news;
				const row = this.#row();
				if (row) this.#read({ organisation: row.organisation, folder: row.folder });
			},
		);
		return () => {
			rows.stop();
			this.#live?.stop();
		};
	}

	#read(at: FolderRef): void {
		if (this.#following === at.folder) return;
		this.#following = at.folder;
		this.#begun = true;
		this.closed = undefined;
		this.#live?.stop();
		this.#live = this.#desk.folders.open(at, (view) => {
			this.#view = view;
			if (view.row?.unread && view.freshness === 'current') void this.#desk.folders.markSeen(at);
		});
	}

	/** Whether there is a vault of all members, and the reader opens it. */
	async #look(): Promise<void> {
		const place = await this.#desk.keeper.openMembersVault({
			organisation: this.#organisation,
			begin: false,
		});
		if (this.#following !== undefined) return;
		// Without a log nothing was sealed yet; what the keeper cannot say now, the list says later.
		if (place.ok) this.#begun = place.value !== null;
		else if (place.refusal.id === 'ring.organisation-unknown') this.#begun = false;
		else this.closed = place.refusal;
	}

	/** Where to write: vault and folder are begun where nobody has yet. */
	async #prepare(): Promise<Result<FolderRef>> {
		const row = this.#row();
		if (row) return ok({ organisation: row.organisation, folder: row.folder });
		const organisation = this.#organisation;
		const place = await this.#desk.keeper.openMembersVault({ organisation, begin: true });
		if (!place.ok) return place;
		if (!place.value) return refuse('ring.vault-not-held');
		const { vault, folder } = place.value;
		const made = await this.#desk.folders.create({
			vault: { organisation, vault },
			kind: ownFolder,
			id: folder,
			cover: ownCover,
			internal: [{ type: 'own.fields', body: { fields: {} } }],
		});
		if (!made.ok) return made;
		const arrived = await arrival(this.#desk.folders, made.value.item);
		// A colleague began it in the same moment: then it is there.
		if (!arrived.ok && arrived.refusal.id !== 'folder.id-taken') return arrived;
		return ok({ organisation, folder });
	}

	/** Seals an entry, and waits until it has arrived or is known to wait for the line. */
	async write(entry: NewEntry): Promise<Result<Arrived>> {
		const at = await this.#prepare();
		if (!at.ok) return at;
		const written = await this.#desk.folders.append(at.value, 'internal', entry);
		return written.ok ? arrival(this.#desk.folders, written.value.item) : written;
	}

	note(note: OwnNote): Promise<Result<Arrived>> {
		return this.write(noteEntry(note));
	}
}
