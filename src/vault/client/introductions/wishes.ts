import { ok, refuse, type Result } from '#platform/result.ts';
import { sameBytes, toBase64url } from '../../format/bytes.ts';
import type { SealedWishes } from '../../format/envelope.ts';
import type { OrganisationId } from '../../format/model.ts';
import { randomBytes } from '../../format/sodium.ts';
import { WISHES, type Wish, type WishRow, type WishSlot } from '../../format/wishes.ts';
import { openWishes } from '../../open/wishes.ts';
import { allIntroductionPairs, introductionPairs, meetingPair } from '../../seal/introduction-key.ts';
import { emptyRow, emptySlot, pairSecret, sealWishes, wishRow } from '../../seal/wishes.ts';
import type { Acting } from '../membership/acting.ts';
import { fetchAllKeys } from './all-keys.ts';
import { ownKeys } from './messages.ts';
import { readSeen, writeSeen } from './seen.ts';
import { readList, trustKey } from './trusted.ts';

/** What the server has of an organisation's wishes: the sealed list, and whose tokens are equal to ours. */
export interface GivenWishes {
	readonly organisation: OrganisationId;
	readonly list: SealedWishes | null;
	readonly equal: readonly (WishRow & { readonly organisation: OrganisationId })[];
}

export interface OpenWishes {
	readonly wishes: readonly Wish[];
	/** Those that the other wishes too, as it has proved. */
	readonly mutual: readonly Wish[];
	/** The server shows an older list than this device has seen. */
	readonly older: boolean;
}

export interface WishesToKeep {
	readonly list: SealedWishes;
	readonly rows: readonly WishRow[];
}

interface Known {
	readonly number: number;
	readonly slots: readonly WishSlot[];
}

/**
 * Reads whom an organisation wishes to meet, and where that is mutual. Asks the server nothing: what it is asked when
 * could tell whom the list names.
 */
export async function readWishes(acting: Acting, given: GivenWishes): Promise<Result<OpenWishes>> {
	const { organisation, equal } = given;
	const opened = openList(acting, given);
	if (!opened.ok) return opened;
	const { number, slots } = opened.value;
	const older = number < (await newestSeen(acting, organisation));
	if (!older) await rememberNumber(acting, organisation, number);
	const made = makeRows(acting, organisation, slots);
	if (!made.ok) return made;
	const wished = made.value.flatMap(({ wish, theirs }) => {
		if (!wish || !theirs) return [];
		const isMutual = equal.some(
			(one) =>
				one.organisation === wish.organisation &&
				sameBytes(one.token, theirs.token) &&
				sameBytes(one.proof, theirs.proof),
		);
		return [{ wish: { organisation: wish.organisation, theme: wish.theme }, isMutual }];
	});
	return ok({
		wishes: wished.map(({ wish }) => wish),
		mutual: wished.flatMap(({ wish, isMutual }) => (isMutual ? [wish] : [])),
		older,
	});
}

/** Makes the list of these wishes; what stays wished keeps its place and its row, whatever keys the server offers. */
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
	// Whether one is added or taken away, the server is asked the same.
	const list = await readList(acting);
	if (!list.ok) return list;
	const keys = await fetchAllKeys(acting);
	if (!keys.ok) return keys;
	const wanted = new Set(wishes.map(spellWish));
	const slots = opened.value.slots.map((slot) =>
		slot.wish && !wanted.has(spellWish(slot.wish)) ? emptySlot() : slot,
	);
	const there = new Set(slots.flatMap(({ wish }) => (wish ? [spellWish(wish)] : [])));
	for (const wish of wishes) {
		if (there.has(spellWish(wish))) continue;
		const key = await trustKey(acting, list.value, wish.organisation, keys.value.get(wish.organisation));
		if (!key.ok) return key;
		const { identity, meeting } = key.value;
		const free = slots.flatMap((slot, at) => (slot.wish ? [] : [at]));
		// Which place is taken is left to chance, and it leaves no trace of what stood there before.
		const at = free[(randomBytes(1)[0] ?? 0) % free.length];
		if (at !== undefined) slots[at] = { ...emptySlot(), wish: { ...wish, identity, meeting } };
	}
	return keep(acting, organisation, { number: opened.value.number, slots });
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
	readonly wish: WishSlot['wish'];
	/** What we put on the server. */
	readonly row: WishRow;
	/** What the other would have put there. */
	readonly theirs?: WishRow;
}

function makeRows(
	acting: Acting,
	organisation: OrganisationId,
	slots: readonly WishSlot[],
): Result<readonly Made[]> {
	const own = ownKeys(acting, organisation);
	if (!own.ok) return own;
	const ours = { identity: own.value.state.identity, meeting: meetingPair(own.value.secrets) };
	const made: Made[] = [];
	for (const { seed, wish } of slots) {
		if (!wish) {
			made.push({ wish, row: emptyRow(seed) });
			continue;
		}
		const secret = pairSecret(ours, wish);
		if (!secret.ok) return secret;
		const row = wishRow(secret.value, wish.theme, ours.identity);
		made.push({ wish, row, theirs: wishRow(secret.value, wish.theme, wish.identity) });
	}
	return ok(made);
}

async function keep(
	acting: Acting,
	organisation: OrganisationId,
	{ number: before, slots }: Known,
): Promise<Result<WishesToKeep>> {
	const own = ownKeys(acting, organisation);
	if (!own.ok) return own;
	const made = makeRows(acting, organisation, slots);
	if (!made.ok) return made;
	const number = Math.max(before, await newestSeen(acting, organisation)) + 1;
	const { wishes: key } = introductionPairs(own.value.secrets);
	return ok({
		list: sealWishes({ organisation, number }, slots, key),
		rows: made.value.map(({ row }) => row).toSorted((a, b) => compare(a, b)),
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
function compare(a: WishRow, b: WishRow): number {
	const [first, second] = [toBase64url(a.token), toBase64url(b.token)];
	return first < second ? -1 : first > second ? 1 : 0;
}
