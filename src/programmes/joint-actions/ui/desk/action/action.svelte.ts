import type { DeskTab } from '#commons/desk/ui/index.ts';
import { ok, type Refusal, type Result } from '#platform/result.ts';
import type { FolderRef, FolderView, ShareTarget } from '#vault/client/folders/model.ts';
import type { EntryBody, EntryType, Participant } from '../../../model/action.ts';
import { openAction, standingOf, type OpenAction } from '../../../sealed/open-action.ts';
import { actionEntry, coverOf } from '../../../sealed/write-action.ts';

const today = () => new Date().toISOString().slice(0, 10);

/** One joint action as it stands open in a tab: what is in its folder, and what is written into it. */
export class ActionTab {
	readonly at: FolderRef;
	readonly #desk: DeskTab;
	view = $state.raw<FolderView>();
	readonly open = $derived.by((): OpenAction | undefined => {
		const { view } = this;
		return view && !view.closed ? openAction(view.dialogue, this.at.organisation) : undefined;
	});
	/** In whose name the reader holds it. */
	readonly organisation = $derived.by((): string => this.view?.row?.through.organisation ?? '');
	readonly standing = $derived.by((): Participant['standing'] | undefined =>
		this.open ? standingOf(this.open, this.organisation) : undefined,
	);
	/** Whoever began or accepted does things; whoever is asked reads, and may speak. */
	readonly takesPart = $derived.by((): boolean => this.standing === 'began' || this.standing === 'accepted');
	/** What the server was caught at, each once; nothing of it hides the rest. */
	readonly warnings = $derived.by((): readonly Refusal[] => {
		const unreadable = this.open?.unreadable ?? 0;
		const all = [
			...(this.view?.warnings ?? []),
			...(unreadable > 0 ? [{ id: 'joint.entries-unreadable', params: { count: unreadable } }] : []),
		];
		return [...new Map(all.map((one) => [one.id, one])).values()];
	});
	#coverFor = '';

	constructor(desk: DeskTab, at: FolderRef) {
		this.#desk = desk;
		this.at = at;
	}

	/** Follows the folder; gives what ends it. */
	follow(): () => void {
		const live = this.#desk.folders.open(this.at, (view) => {
			this.view = view;
			if (view.row?.unread && view.freshness === 'current') void this.#desk.folders.markSeen(this.at);
			if (view.freshness === 'current') this.#writeCover(view);
		});
		return () => live.stop();
	}

	/** The next member who opens it when its summary is behind writes that anew. */
	#writeCover({ row, heads }: FolderView): void {
		const behind = row && (row.stale || row.cover === null) && !row.pending;
		const key = heads.join();
		if (!behind || !this.open || this.#coverFor === key) return;
		const cover = coverOf(this.open, this.organisation, today());
		if (!cover) return;
		this.#coverFor = key;
		void this.#desk.folders.updateCover(this.at, cover, heads);
	}

	/** Seals an entry and hands it to the outbox; resolves once it is kept on this device. */
	async write<T extends EntryType>(type: T, body: EntryBody<T>): Promise<Result<void>> {
		const written = await this.#desk.folders.append(this.at, 'dialogue', actionEntry(type, body));
		return written.ok ? ok(undefined) : written;
	}

	/** Asks another organisation to take part: its desk gets the keys, and reads all that was said so far. */
	async ask(
		to: Pick<ShareTarget, 'organisation' | 'vault' | 'epoch' | 'key'>,
		name: Participant['name'],
	): Promise<Result<void>> {
		const own = this.open && coverOf(this.open, to.organisation, today());
		if (!own) return { ok: false, refusal: { id: 'joint.entries-unreadable', params: { count: 1 } } };
		const cover = { ...own, standing: 'asked' };
		const shared = await this.#desk.folders.share(this.at, { ...to, chains: ['dialogue'], cover });
		return shared.ok ? this.write('joint.asked', { organisation: to.organisation, name }) : shared;
	}
}
