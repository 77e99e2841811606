import { getContext, setContext } from 'svelte';
import type { CountryPack } from '#country/model.ts';
import type { Locale } from '#platform/locale.ts';
import type { Refusal } from '#platform/result.ts';
import { sayRefusal } from '#platform/refusal-words.ts';
import type { Command } from '#ui/CommandPalette.svelte';
import { createShortcuts } from '#ui/shortcuts.ts';
import { createToasts } from '#ui/toasts.svelte.ts';
import type { FolderDesk, OutboxView, Standing } from '#vault/client/folders/model.ts';
import type { KeeperState, OrganisationBrief } from '#vault/client/keeper/model.ts';
import type { Keeper } from '#vault/client/keeper/open-keeper.ts';
import { keepDrafts } from './draft.svelte.ts';
import { Names } from './names.svelte.ts';
import type { DeskRole, DeskSection, Reader } from './reader.ts';

/** The day on which a coordinator who is alone was last told so on this device. */
const URGED = 'accord-second-coordinator-urged';
const dayNow = () => new Date().toISOString().slice(0, 10);

/** Which restore from a backup was read about on this device. */
const UNDERSTOOD = 'accord-restore-understood';

interface Given {
	readonly locale: Locale;
	readonly network: string;
	readonly country: CountryPack;
	readonly keeper: Keeper;
	readonly folders: FolderDesk;
	readonly reader: Reader;
	readonly sections: readonly DeskSection[];
	readonly roles: readonly DeskRole[];
	readonly leave: () => void;
}

/** One tab of somebody's desk; made when they have come in, gone when they lock or leave. */
export class DeskTab {
	readonly locale: Locale;
	readonly network: string;
	readonly country: CountryPack;
	readonly keeper: Keeper;
	readonly folders: FolderDesk;
	/** Who is signed in and what they may do, as they last were told: pages derive from it, for it changes. */
	reader = $state.raw() as Reader;
	sections = $state.raw() as readonly DeskSection[];
	/** All work that can be given to members. */
	readonly roles: readonly DeskRole[];
	/** Locks the keys, ends the session, asks to sign in. */
	readonly leave: () => void;
	readonly shortcuts = createShortcuts();
	readonly toasts = createToasts();
	readonly names: Names;
	/** What the keeper says: locked or not, on line or not, which vaults are held. */
	keeperState = $state.raw<KeeperState>();
	outbox = $state.raw<OutboxView>();
	helpOpen = $state(false);
	paletteOpen = $state(false);
	outboxOpen = $state(false);
	/** How far the device is with each vault, and what it did after a restore from a backup. */
	standing = $state.raw<Standing>();
	restoredOpen = $state(false);
	#understood = $state(localStorage.getItem(UNDERSTOOD));
	#urged = $state(localStorage.getItem(URGED));
	#commands = $state.raw<readonly Command[]>([]);

	constructor(given: Given) {
		this.locale = given.locale;
		this.network = given.network;
		this.country = given.country;
		this.keeper = given.keeper;
		this.folders = given.folders;
		this.roles = given.roles;
		this.leave = given.leave;
		this.names = new Names(given.keeper, given.locale);
		this.become(given.reader, given.sections);
	}

	/**
	 * Another standing in the same tab: somebody was let in, made coordinator, given or relieved of work. The pages
	 * stay as they are, with what is being written in them.
	 */
	become(reader: Reader, sections: readonly DeskSection[]): void {
		this.reader = reader;
		this.sections = sections;
		this.names.belong(reader);
	}

	/** Follows keeper and outbox while the tab is in use; gives what ends it. */
	follow(): () => void {
		const state = this.keeper.watch('state', undefined, (news) => {
			this.keeperState = news;
			this.names.refresh();
		});
		const outbox = this.folders.outbox((view) => (this.outbox = view));
		const standing = this.folders.standing((view) => (this.standing = view));
		return () => {
			state.stop();
			standing.stop();
			outbox.stop();
		};
	}

	/** Locks the keys in every tab; what was being typed in this one is kept first, sealed. */
	async lock(): Promise<void> {
		await keepDrafts();
		await this.keeper.lock();
	}

	/** Organisations whose vaults the keeper holds, from the verified log. */
	get organisations(): readonly OrganisationBrief[] {
		return this.keeperState?.phase === 'unlocked' ? this.keeperState.organisations : [];
	}
	/** The organisation whose server was restored, while something of it is to be done or read. */
	get restored(): OrganisationBrief | undefined {
		return this.organisations.find(({ recovery }) => {
			if (!recovery || recovery.is === 'over') return false;
			return recovery.is === 'waiting' || recovery.restore !== this.#understood;
		});
	}
	/** Says no more of the restore on this device. */
	understandRestore(): void {
		this.#understood = this.restored?.recovery?.restore ?? this.#understood;
		if (this.#understood) localStorage.setItem(UNDERSTOOD, this.#understood);
		this.restoredOpen = false;
	}
	/** Whether to say today that an organisation has no coordinator besides the reader. */
	get urgesCoordinator(): boolean {
		const alone = this.organisations.some(({ coordinator, coordinators }) => coordinator && coordinators < 2);
		return alone && this.#urged !== dayNow();
	}
	/** It was seen: nothing more of it until tomorrow. */
	understandUrge(): void {
		this.#urged = dayNow();
		localStorage.setItem(URGED, this.#urged);
	}
	get online(): boolean {
		return this.keeperState?.online ?? true;
	}
	get commands(): readonly Command[] {
		return this.#commands;
	}
	/** Offers commands in the palette while a page is open; gives what withdraws them. */
	offer(commands: readonly Command[]): () => void {
		this.#commands = [...this.#commands, ...commands];
		return () => {
			this.#commands = this.#commands.filter((command) => !commands.includes(command));
		};
	}
	/** Says in a toast why something was not done. */
	sayRefused(refusal: Refusal): void {
		this.toasts.say(sayRefusal(refusal), { kind: 'urgent' });
	}
}

const key = Symbol('desk');

/** Hands the tab to the pages below. */
export function provideDesk(tab: DeskTab): void {
	setContext(key, tab);
}

/** The tab of the desk, in any page below the gate. */
export function useDesk(): DeskTab {
	return getContext<DeskTab>(key);
}
