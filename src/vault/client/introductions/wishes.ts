import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import { sameBytes, toBase64url } from '../../format/bytes.ts';
import type { OrganisationList } from '../../format/documents.ts';
import type { SealedWishes } from '../../format/envelope.ts';
import type { OrganisationId, OrganisationIdentity } from '../../format/model.ts';
import { randomBytes } from '../../format/sodium.ts';
import { WISHES, type Wish, type WishRow, type WishSlot } from '../../format/wishes.ts';
import { openWishes } from '../../open/wishes.ts';
import { allIntroductionPairs, introductionPairs } from '../../seal/introduction-key.ts';
import { emptyRow, emptySlot, pairSecret, sealWishes, wishRow } from '../../seal/wishes.ts';
import type { Acting } from '../membership/acting.ts';
import { fetchAllKeys } from './all-keys.ts';
import { ownKeys } from './messages.ts';
import { readSeen, writeSeen } from './seen.ts';
import { readList, trustKey } from './trusted.ts';

/** What the server has of an organisation's wishes: the sealed list, its rows, and whose tokens are equal to ours. */
export interface GivenWishes {
	readonly organisation: OrganisationId;
	readonly list: SealedWishes | null;
	readonly rows: readonly WishRow[];
	readonly equal: readonly (WishRow & { readonly organisation: OrganisationId })[];
}

export interface OpenWishes {
	/** With why one is not compared now, if it is not. */
	readonly wishes: readonly (Wish & { readonly unreachable?: Refusal })[];
	/** Those that the other wishes too, as it has proved. */
	readonly mutual: readonly Wish[];
	/** The server shows an older list than this device has seen. */
	readonly older: boolean;
	/** What should stand on the server instead, where keys changed since: to be kept without asking. */
	readonly renewed?: WishesToKeep;
}

export interface WishesToKeep {
	readonly list: SealedWishes;
	readonly rows: readonly WishRow[];
}

interface Known {
	readonly number: number;
	readonly slots: readonly WishSlot[];
}

/** Reads whom an organisation wishes to meet, and where that is mutual. */
export async function readWishes(acting: Acting, given: GivenWishes): Promise<Result<OpenWishes>> {
	const { organisation, rows, equal } = given;
	const opened = openList(acting, given);
	if (!opened.ok) return opened;
	const { number, slots } = opened.value;
	const older = number < (await newestSeen(acting, organisation));
	if (!older) await rememberNumber(acting, organisation, number);
	const made = await makeRows(acting, organisation, slots);
	if (!made.ok) return made;
	const mutual = made.value.flatMap(({ wish, theirs }) => {
		const isEqual = equal.some(
			(one) =>
				one.organisation === wish?.organisation &&
				theirs !== undefined &&
				sameBytes(one.token, theirs.token) &&
				sameBytes(one.proof, theirs.proof),
		);
		return wish && isEqual ? [wish] : [];
	});
	const wishes = made.value.flatMap(({ wish, unreachable }) =>
		wish ? [{ ...wish, ...(unreachable && { unreachable }) }] : [],
	);
	const due = given.list !== null && !older && spelt(rows) !== spelt(made.value.map(({ row }) => row));
	const renewed = due ? await keep(acting, organisation, { number, slots }, made.value) : undefined;
	if (renewed && !renewed.ok) return renewed;
	return ok({ wishes, mutual, older, ...(renewed && { renewed: renewed.value }) });
}

/** Makes the list of these wishes; what stays wished keeps its place, what is wished no longer leaves nothing known. */
export async function changeWishes(
	acting: Acting,
	asked: Pick<GivenWishes, 'organisation' | 'list'> & { readonly wishes: readonly Wish[] },
): Promise<Result<WishesToKeep>> {
	const { organisation, wishes } = asked;
	if (wishes.length > WISHES) return refuse('introduction.wishes-full');
	if (wishes.some((one) => one.organisation === organisation)) return refuse('introduction.own');
	if (new Set(wishes.map(spellWish)).size < wishes.length) return refuse('introduction.wished-twice');
	const opened = openList(acting, asked);
	if (!opened.ok) return opened;
	const wanted = new Set(wishes.map(spellWish));
	const slots = opened.value.slots.map((slot) =>
		slot.wish && !wanted.has(spellWish(slot.wish)) ? emptySlot() : slot,
	);
	const fresh = wishes.filter((one) => !slots.some(({ wish }) => wish && spellWish(wish) === spellWish(one)));
	for (const wish of fresh) {
		const free = slots.flatMap((slot, at) => (slot.wish ? [] : [at]));
		// Which place is taken is left to chance, and it leaves no trace of what stood there before.
		const at = free[(randomBytes(1)[0] ?? 0) % free.length];
		if (at !== undefined) slots[at] = { ...emptySlot(), wish };
	}
	const made = await makeRows(acting, organisation, slots);
	if (!made.ok) return made;
	for (const { wish, unreachable } of made.value) {
		if (unreachable && fresh.some((one) => wish && spellWish(one) === spellWish(wish))) {
			return { ok: false, refusal: unreachable };
		}
	}
	return keep(acting, organisation, { number: opened.value.number, slots }, made.value);
}

function openList(
	acting: Acting,
	{ organisation, list }: Pick<GivenWishes, 'organisation' | 'list'>,
): Result<Known> {
	const own = ownKeys(acting, organisation);
	if (!own.ok) return own;
	if (list === null) return ok({ number: 0, slots: Array.from({ length: WISHES }, emptySlot) });
	const keys = allIntroductionPairs(own.value.secrets).map((one) => one.wishes);
	return openWishes(list, organisation, keys);
}

interface Made {
	readonly wish: Wish | null;
	/** What we put on the server. */
	readonly row: WishRow;
	/** What the other would have put there. */
	readonly theirs?: WishRow;
	readonly unreachable?: Refusal;
}

async function makeRows(
	acting: Acting,
	organisation: OrganisationId,
	slots: readonly WishSlot[],
): Promise<Result<readonly Made[]>> {
	const own = ownKeys(acting, organisation);
	if (!own.ok) return own;
	const list = await readList(acting);
	if (!list.ok) return list;
	const keys = await fetchAllKeys(acting);
	if (!keys.ok) return keys;
	const { identity } = own.value.state;
	const ours = { identity, meeting: introductionPairs(own.value.secrets).meeting };
	const made: Made[] = [];
	for (const { seed, wish } of slots) {
		const given = wish && keys.value.get(wish.organisation);
		const both = wish ? await secretWith(acting, list.value, ours, wish.organisation, given) : undefined;
		if (!wish || !both) made.push({ wish, row: emptyRow(seed) });
		else if (!both.ok) made.push({ wish, row: emptyRow(seed), unreachable: both.refusal });
		else {
			const { secret, theirs } = both.value;
			const row = wishRow(secret, wish.theme, identity);
			made.push({ wish, row, theirs: wishRow(secret, wish.theme, theirs) });
		}
	}
	return ok(made);
}

async function secretWith(
	acting: Acting,
	list: OrganisationList,
	ours: Parameters<typeof pairSecret>[0],
	other: OrganisationId,
	given: string | null | undefined,
): Promise<Result<{ secret: Uint8Array; theirs: OrganisationIdentity }>> {
	const key = await trustKey(acting, list, other, given);
	if (!key.ok) return key;
	const secret = pairSecret(ours, key.value);
	return secret.ok ? ok({ secret: secret.value, theirs: key.value.identity }) : secret;
}

async function keep(
	acting: Acting,
	organisation: OrganisationId,
	{ number: before, slots }: Known,
	made: readonly Made[],
): Promise<Result<WishesToKeep>> {
	const own = ownKeys(acting, organisation);
	if (!own.ok) return own;
	const number = Math.max(before, await newestSeen(acting, organisation)) + 1;
	const { wishes: key } = introductionPairs(own.value.secrets);
	return ok({
		list: sealWishes({ organisation, number }, slots, key),
		rows: made.map(({ row }) => row).toSorted((a, b) => compare(spellRow(a), spellRow(b))),
	});
}

async function newestSeen({ ring }: Acting, organisation: OrganisationId): Promise<number> {
	return (await readSeen(ring)).wishes[organisation] ?? 0;
}

async function rememberNumber({ ring }: Acting, organisation: OrganisationId, number: number): Promise<void> {
	const seen = await readSeen(ring);
	await writeSeen(ring, { ...seen, wishes: { ...seen.wishes, [organisation]: number } });
}

const spellWish = ({ organisation, theme }: Wish) => `${organisation} ${theme}`;
const spellRow = ({ token, proof }: WishRow) => `${toBase64url(token)} ${toBase64url(proof)}`;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const spelt = (rows: readonly WishRow[]) => rows.map(spellRow).toSorted(compare).join('\n');
