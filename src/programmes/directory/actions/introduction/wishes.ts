import { z } from 'zod';
import { action, memberOf } from '#platform/action/index.ts';
import { organisationId, type OrganisationId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url, sameBytes, toBase64url } from '#vault/format/bytes.ts';
import type { SealedWishes } from '#vault/format/envelope.ts';
import { readFrame } from '#vault/format/frame.ts';
import { WISHES, WishesHeader, type WishRow } from '#vault/format/wishes.ts';
import { countChange } from '../../rules/wishes.ts';
import { findWishList, listEqual, listWishes, updateWishes, type WishList } from '../../store/wish.ts';

const the = (input: { organisation: OrganisationId }) => input.organisation;

/** Bytes as base64url; `exactly` so many where it is given. */
function bytes(most: number, exactly?: number) {
	return z
		.string()
		.max(most)
		.transform((text, context) => {
			const read = fromBase64url(text);
			if (read && (exactly === undefined || read.length === exactly)) return read;
			context.addIssue({ code: 'custom', message: 'sealed.malformed' });
			return z.NEVER;
		});
}
const Row = z.strictObject({ token: bytes(43, 32), proof: bytes(43, 32) });

/** A row as it travels. */
export interface WishRowView {
	readonly token: string;
	readonly proof: string;
}

export interface WishesAnswer {
	/** The sealed list; none until somebody is wished. */
	readonly list: string | null;
	/** Rows of others that are equal to one's own, for the browser to check. */
	readonly equal: readonly (WishRowView & { readonly organisation: string })[];
}

const spelt = ({ token, proof }: WishRow): WishRowView => ({
	token: toBase64url(token),
	proof: toBase64url(proof),
});

/** An organisation's wishes as the server has them: sealed, and compared. */
export const viewWishes = action({
	name: 'directory.viewWishes',
	input: z.strictObject({ organisation: organisationId }),
	access: memberOf(the, { coordinator: true }),
	writes: false,
	async run({ tx }, { organisation }) {
		const list = await findWishList(tx, organisation);
		const equal = await listEqual(tx, organisation);
		return ok<WishesAnswer>({
			list: list ? toBase64url(list.bytes) : null,
			equal: equal.map((one) => ({ ...spelt(one), organisation: one.organisation })),
		});
	},
});

/** Keeps the list, and sixteen rows of which nobody can say which are wishes. */
export const keepWishes = action({
	name: 'directory.keepWishes',
	input: z.strictObject({
		organisation: organisationId,
		list: bytes(12_000),
		rows: z
			.array(Row)
			.length(WISHES)
			// After the rest, and only if that holds: a refinement would be asked of malformed rows too.
			.transform((rows, context) => {
				if (new Set(rows.map(({ token }) => toBase64url(token))).size === WISHES) return rows;
				context.addIssue({ code: 'custom', message: 'sealed.malformed' });
				return z.NEVER;
			}),
	}),
	access: memberOf(the, { coordinator: true }),
	async run({ tx, now, touched }, { organisation, list, rows }) {
		const before = await findWishList(tx, organisation, { lock: true });
		const sealed = list as SealedWishes;
		const fits = isNext(organisation, sealed, before);
		if (!fits.ok) return fits;
		const there = await listWishes(tx, organisation);
		const has = (all: readonly WishRow[], row: WishRow) =>
			all.some((one) => sameBytes(one.token, row.token) && sameBytes(one.proof, row.proof));
		const gone = there.filter((row) => !has(rows, row));
		const added = rows.filter((row) => !has(there, row));
		const today = now.toISOString().slice(0, 10);
		const counted = countChange(before, added.length, today);
		if (!counted.ok) return counted;
		const next = { bytes: sealed, ...counted.value };
		const isFirst = before === undefined;
		if (!(await updateWishes(tx, organisation, next, { gone, added, isFirst }))) {
			return refuse('introduction.wishes-moved-on');
		}
		touched('organisation', organisation);
		return ok({ changed: counted.value.changed });
	},
});

/** A list of this organisation, and newer than the one that is there: of two colleagues, one looks again. */
function isNext(organisation: string, list: SealedWishes, before: WishList | undefined): Result<void> {
	const read = readFrame('wishes', list, WishesHeader);
	if (!read.ok || read.value.header.organisation !== organisation)
		return refuse('introduction.wishes-forged');
	const last = before && readFrame('wishes', before.bytes, WishesHeader);
	const isNewer = !last?.ok || read.value.header.number > last.value.header.number;
	return isNewer ? ok(undefined) : refuse('introduction.wishes-moved-on');
}
