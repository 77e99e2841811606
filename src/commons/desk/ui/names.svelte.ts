import { SvelteMap } from 'svelte/reactivity';
import type { Locale } from '#platform/locale.ts';
import type { MemberView } from '#vault/client/keeper/model.ts';
import type { Keeper } from '#vault/client/keeper/open-keeper.ts';
import type { OrganisationId } from '#vault/format/model.ts';
import type { Reader } from './reader.ts';

/** Names as the verified logs have them (people) and as organisations publish them. */
export class Names {
	readonly #keeper: Keeper;
	readonly #locale: Locale;
	readonly #members = new SvelteMap<string, readonly MemberView[]>();
	readonly #organisations = new SvelteMap<string, string>();
	#own: readonly string[] = [];

	constructor(keeper: Keeper, locale: Locale) {
		this.#keeper = keeper;
		this.#locale = locale;
	}

	/** Whose names are the reader's own: theirs are read from the logs at each `refresh`. */
	belong(reader: Reader): void {
		this.#own = reader.organisations.map(({ organisation }) => organisation);
		for (const { organisation, name } of reader.organisations)
			this.#organisations.set(organisation, name[this.#locale]);
		this.refresh();
	}

	/** Reads the logs of the reader's organisations again: somebody may have come or gone. */
	refresh(): void {
		for (const organisation of this.#own) {
			void this.#keeper
				.viewOrganisation({ organisation: organisation as OrganisationId })
				.then((view) => view.ok && this.#members.set(organisation, view.value.members));
		}
	}

	/** Adds what organisations are called, as the network's desks give it. */
	learn(named: readonly { organisation: string; name: { ru: string; en: string } }[]): void {
		for (const { organisation, name } of named) this.#organisations.set(organisation, name[this.#locale]);
	}

	/** The members of one of the reader's organisations; none until its log was read. */
	membersOf(organisation: string): readonly MemberView[] {
		return this.#members.get(organisation) ?? [];
	}
	/** A colleague by id, in whichever of the reader's organisations they are. */
	member(person: string): MemberView | undefined {
		for (const members of this.#members.values()) {
			const found = members.find((one) => one.person === person);
			if (found) return found;
		}
		return undefined;
	}
	/** How an organisation is called; undefined until it was learnt. */
	organisation(organisation: string): string | undefined {
		return this.#organisations.get(organisation);
	}
	knowsMany(): boolean {
		return this.#organisations.size > this.#own.length;
	}
}
