import type { DeskTab } from '#commons/desk/ui/index.ts';
import { act } from '#platform/act.ts';
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import type { Fact, FolderRef, FolderView, NewEntry } from '#vault/client/folders/model.ts';
import type { Chain } from '#vault/format/model.ts';
import type { May } from '../../access.ts';
import type {
	assignRequest,
	giveBackRequest,
	handOverRequest,
	remindBackupDesk,
	takeRequest,
	viewRequest,
} from '../../actions/staff.ts';
import type { EventBody, RequestRef } from '../../model/desk.ts';
import { alteredFacts, isExcluded, openRequest, type OpenRequest } from '../../sealed/open-request.ts';
import { coverOf, eventEntry, openedEntry, wasHere } from '../../sealed/write-request.ts';
import { IntakeCover } from '../../cover.ts';
import { ClearFacts } from '../../model.ts';

type LineAct =
	| typeof takeRequest
	| typeof giveBackRequest
	| typeof assignRequest
	| typeof handOverRequest
	| typeof remindBackupDesk;

/** What may be done while the server cannot be asked: what waits in the outbox, and is checked when it arrives. */
const mayOffLine: May = {
	read: true,
	take: false,
	giveBack: false,
	remindBackup: false,
	assign: false,
	mark: true,
	answer: true,
	conclude: true,
	reopen: false,
	handOver: false,
};

/** Of many entries with the same trouble the sentence is said once. */
function eachOnce(refusals: readonly Refusal[]): readonly Refusal[] {
	return [...new Map(refusals.map((refusal) => [refusal.id, refusal])).values()];
}

/**
 * The folder as what it says. Of one that another desk marked, the clear facts and the summary that came with it
 * say what we cannot read.
 */
function readAsShown(view: FolderView): OpenRequest {
	const open = openRequest(view);
	const { row } = view;
	const elsewhere = row && (row.shared || open.wasElsewhere || row.facts['desk'] !== row.organisation);
	const facts = elsewhere ? ClearFacts.safeParse(pick(row.facts)) : undefined;
	if (!elsewhere || !open.facts) return open;
	const cover = IntakeCover.safeParse(row.cover);
	return {
		...open,
		facts: facts?.success ? facts.data : open.facts,
		right: open.right ?? (cover.success ? (cover.data.right ?? null) : null),
		nextDate: open.nextDate ?? (cover.success ? cover.data.nextDate : null),
	};
}

const pick = ({ need, region, urgent }: Readonly<Record<string, Fact>>) => ({ need, region, urgent });

/** One request as it stands open in a tab: what is in its folder, and what may be done with it. */
export class RequestTab {
	readonly at: FolderRef;
	readonly #desk: DeskTab;
	view = $state.raw<FolderView>();
	may = $state.raw<May>();
	readonly open = $derived.by((): OpenRequest | undefined => this.view && readAsShown(this.view));
	/** What the server was caught at, in words; nothing of it hides the rest. */
	readonly warnings = $derived.by((): readonly Refusal[] => {
		const { view, open } = this;
		if (!view || !open) return [];
		// A partner's marks stand in its own notes: where another desk carries it, nothing is compared.
		const ours = view.row?.facts['desk'] === view.row?.organisation;
		const whole = view.row && ours && !view.row.shared && !view.row.pending;
		const settled = whole && view.freshness === 'current';
		return eachOnce([
			...view.warnings,
			...(settled && view.row ? alteredFacts(open, view.row.facts) : []),
			...(open.unreadable > 0
				? [{ id: 'request.entries-unreadable', params: { count: open.unreadable } }]
				: []),
		]);
	});
	#factsSeen = '';
	#coverFor = '';
	#openingKept = '';

	constructor(desk: DeskTab, at: FolderRef) {
		this.#desk = desk;
		this.at = at;
	}

	/** Follows the folder; gives what ends it. */
	follow(): () => void {
		const live = this.#desk.folders.open(this.at, (view) => this.#show(view));
		return () => live.stop();
	}

	#show(view: FolderView): void {
		this.view = view;
		if (view.closed) return;
		const facts = JSON.stringify(view.row?.facts ?? null);
		if (facts !== this.#factsSeen) {
			this.#factsSeen = facts;
			void this.readMay();
		}
		if (view.freshness === 'current') this.#writeCover(view);
		if (view.freshness !== 'fetching') this.#recordOpening();
	}

	/** Who read it and when is kept inside the seal: once a person a day. */
	#recordOpening(): void {
		const { person } = this.#desk.reader;
		const today = new Date().toISOString().slice(0, 10);
		if (!this.open?.told || this.#openingKept === today) return;
		this.#openingKept = today;
		if (!wasHere(this.open, person, new Date())) void this.write('internal', openedEntry());
	}

	/** Policies come with the answer; they are read again when the clear facts or the reader's standing have changed. */
	async readMay(): Promise<void> {
		const answer = await act<typeof viewRequest>('intake.viewRequest', this.at);
		if (answer.ok) this.may = answer.value.may;
		else if (answer.refusal.id === 'network.unreachable') this.may ??= mayOffLine;
	}

	/** The next member who opens a folder whose summary is behind writes it anew. */
	#writeCover({ row, heads }: FolderView): void {
		const behind = row && (row.stale || row.cover === null) && !row.pending;
		const key = heads.join();
		if (!behind || !this.open || this.#coverFor === key) return;
		const cover = this.#cover();
		if (!cover) return;
		this.#coverFor = key;
		void this.#desk.folders.updateCover(this.at, cover, heads);
	}

	#cover(): IntakeCover | undefined {
		const before = IntakeCover.safeParse(this.view?.row?.cover);
		return this.open && coverOf(this.open, before.success ? before.data : undefined);
	}

	/** Seals an entry and hands it to the outbox; resolves once it is kept on this device. */
	async write(chain: Chain, entry: NewEntry): Promise<Result<void>> {
		const written = await this.#desk.folders.append(this.at, chain, entry);
		return written.ok ? ok(undefined) : written;
	}

	/** Does something that needs the line, and then signs it into the history. */
	async ask<A extends LineAct>(
		name: A['name'],
		more: Record<string, unknown>,
		event: EventBody,
	): Promise<Result<void>> {
		const key = crypto.randomUUID();
		const answer = await act<A>(name, { ...this.at, ...more } as never, { key });
		if (!answer.ok) {
			if (answer.refusal.id === 'request.already-taken') void this.readMay();
			return answer;
		}
		this.may = (answer.value as { may: May }).may;
		return this.write('internal', eventEntry(event));
	}

	take(): Promise<Result<void>> {
		const carrying = this.view?.row?.facts['desk'];
		const ours = this.view?.row?.through.organisation;
		const from = typeof carrying === 'string' && carrying !== ours ? carrying : undefined;
		const event = { did: 'took', ...(from ? { from } : {}) } as EventBody;
		return this.ask<typeof takeRequest>('intake.takeRequest', {}, event);
	}

	/** The repeat and its first know nothing of each other any longer; each keeps its own dialogue and history. */
	async unlink(other: RequestRef): Promise<Result<void>> {
		const done = await this.write('internal', eventEntry({ did: 'unlinked', with: other }));
		if (!done.ok) return done;
		// The other side learns of it in its own history; where that fails, it points here until somebody unlinks it too.
		await this.#desk.folders.append(other, 'internal', eventEntry({ did: 'unlinked', with: this.at }));
		return ok(undefined);
	}
	giveBack(): Promise<Result<void>> {
		return this.ask<typeof giveBackRequest>('intake.giveBackRequest', {}, { did: 'gave-back' });
	}
	remindBackup(): Promise<Result<void>> {
		const organisation = this.view?.row?.facts['backup'] as FolderRef['organisation'];
		return this.ask<typeof remindBackupDesk>(
			'intake.remindBackupDesk',
			{},
			{ did: 'reminded', organisation },
		);
	}
	assign(to: string): Promise<Result<void>> {
		return this.ask<typeof assignRequest>(
			'intake.assignRequest',
			{ to },
			{ did: 'assigned', to: to as Extract<EventBody, { did: 'assigned' }>['to'] },
		);
	}

	/** Gives the keys to the other desk first; only then is it theirs to answer. Notes go where that is said. */
	async handOver(
		to: {
			readonly organisation: string;
			readonly vault: string;
			readonly epoch: number;
			readonly key: string;
		},
		withNotes: boolean,
	): Promise<Result<void>> {
		if (this.open && isExcluded(this.open, to.organisation as FolderRef['organisation']))
			return refuse('request.sender-excluded', { field: 'hand-over-to' });
		const cover = this.#cover();
		if (!cover) return refuse('request.entries-unreadable', { params: { count: 1 } });
		const shared = await this.#desk.folders.share(this.at, {
			organisation: to.organisation as FolderRef['organisation'],
			vault: to.vault as Parameters<DeskTab['folders']['share']>[1]['vault'],
			epoch: to.epoch,
			key: to.key,
			chains: withNotes ? ['dialogue', 'internal'] : ['dialogue'],
			// What links and mentions say is between colleagues.
			cover: { ...cover, firstOf: null, repeats: 0, mentions: [] },
		});
		if (!shared.ok) return shared;
		const organisation = to.organisation as FolderRef['organisation'];
		return this.ask<typeof handOverRequest>(
			'intake.handOverRequest',
			{ to: organisation },
			{ did: 'handed-over', to: organisation },
		);
	}
}
