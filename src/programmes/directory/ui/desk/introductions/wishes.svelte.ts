import type { DeskTab } from '#commons/desk/ui/index.ts';
import { act } from '#platform/act.ts';
import type { AnswerOf } from '#platform/action/action.ts';
import { sayRefusal } from '#platform/refusal-words.ts';
import { ok, type Refusal, type Result } from '#platform/result.ts';
import type { OpenWishes, Wish, WishesToKeep } from '#vault/client/keeper/operations.ts';
import { fromBase64url, toBase64url } from '#vault/format/bytes.ts';
import type { SealedWishes } from '#vault/format/envelope.ts';
import type { WishRow } from '#vault/format/wishes.ts';
import type { keepWishes, viewWishes } from '../../../actions/introduction.ts';
import type { WishRowView } from '../../../actions/introduction/wishes.ts';

const bytes = (text: string) => fromBase64url(text) ?? new Uint8Array();
const row = ({ token, proof }: WishRowView): WishRow => ({ token: bytes(token), proof: bytes(proof) });

/** An organisation's wishes while its page is open: what the keeper read in them, and how they are changed. */
export class Wishes {
	readonly #desk: DeskTab;
	readonly #organisation: string;
	#answer: AnswerOf<typeof viewWishes> | undefined;
	open = $state.raw<OpenWishes>();
	failed = $state<string>();

	constructor(desk: DeskTab, organisation: string) {
		this.#desk = desk;
		this.#organisation = organisation;
	}

	get #list(): SealedWishes | null {
		const list = this.#answer?.list;
		return list ? (bytes(list) as SealedWishes) : null;
	}

	/** Reads what the server has, and what of it is mutual. */
	async read(): Promise<void> {
		const organisation = this.#organisation as never;
		const answer = await act<typeof viewWishes>('directory.viewWishes', { organisation });
		if (answer.ok) this.#answer = answer.value;
		const read = answer.ok
			? await this.#desk.keeper.readWishes({
					organisation,
					list: this.#list,
					equal: answer.value.equal.map((one) => ({ ...row(one), organisation: one.organisation as never })),
				})
			: answer;
		this.failed = read.ok ? undefined : sayRefusal(read.refusal);
		if (!read.ok) return;
		this.open = read.value;
	}

	/** Adds one or takes it away; gives why not. */
	async change(to: (wishes: readonly Wish[]) => readonly Wish[]): Promise<Refusal | undefined> {
		const organisation = this.#organisation as never;
		const made = await this.#desk.keeper.changeWishes({
			organisation,
			list: this.#list,
			wishes: to(this.open?.wishes ?? []),
		});
		const kept = made.ok ? await this.#keep(made.value) : made;
		await this.read();
		return kept.ok ? undefined : kept.refusal;
	}

	async #keep({ list, rows }: WishesToKeep): Promise<Result<void>> {
		const spelt = rows.map(({ token, proof }) => ({ token: toBase64url(token), proof: toBase64url(proof) }));
		const kept = await act<typeof keepWishes>('directory.keepWishes', {
			organisation: this.#organisation as never,
			list: toBase64url(list) as never,
			rows: spelt as never,
		});
		return kept.ok ? ok(undefined) : kept;
	}
}
