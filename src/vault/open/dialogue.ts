import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import type { SealedEntry, SealedKeyBox } from '../format/envelope.ts';
import type { VisitorKeys } from '../format/headers.ts';
import type { ChainKeyId, ChainPlace, OrganisationId } from '../format/model.ts';
import type { AuthorBook } from '../seal/authors.ts';
import type { ChainKey } from '../seal/chain-key.ts';
import { hashEntry, readEntry } from '../seal/entry.ts';
import type { FollowUp } from '../seal/follow-up.ts';
import { orderChain, type ChainOrder } from '../seal/graph.ts';
import { openVisitorKeyBoxes } from './chain-key.ts';
import { KEYS_VOUCH, openEntry, type OpenEntry } from './entry.ts';

/** A chain, opened: what could be read in order, and what could not with the reason. */
export interface OpenChain extends ChainOrder<OpenEntry> {
	readonly refused: readonly { readonly sealed: SealedEntry; readonly refusal: Refusal }[];
	/** The sender that the first entry names, in a dialogue. */
	readonly visitor: VisitorKeys | undefined;
	/** The keys given, those that an accepted entry uses now vouched for: what `keyForAppend` chooses from. */
	readonly keys: ReadonlyMap<ChainKeyId, ChainKey>;
}

/**
 * Opens every entry of a chain. One that is refused hides no other: it is listed with its refusal. In a
 * dialogue, an entry of a visitor whom the first entry does not name is refused (`entry.other-visitor`);
 * `known` is the sender this client met before, whom no second beginning can displace. `partners` hold the
 * chain as well, but their logs are not for us to read: for what their members say, the key vouches.
 */
export function openChain(
	place: ChainPlace,
	sealed: readonly SealedEntry[],
	keys: ReadonlyMap<ChainKeyId, ChainKey>,
	book: AuthorBook | typeof KEYS_VOUCH,
	known?: VisitorKeys,
	partners: ReadonlySet<OrganisationId> = new Set(),
): OpenChain {
	const opened: OpenEntry[] = [];
	const refused: { sealed: SealedEntry; refusal: Refusal }[] = [];
	for (const one of sealed) {
		const entry = openOrTrustPartner(one, place, keys, book, partners);
		if (entry.ok) opened.push(entry.value);
		else refused.push({ sealed: one, refusal: entry.refusal });
	}
	const visitor = known ?? visitorOf(opened);
	const strangers = new Set(opened.filter((entry) => !belongs(entry, visitor)).map(({ hash }) => hash));
	for (const one of sealed) {
		if (strangers.has(hashEntry(one))) refused.push({ sealed: one, refusal: { id: 'entry.other-visitor' } });
	}
	const order = orderChain(
		place.chain,
		opened.filter(({ hash }) => !strangers.has(hash)),
	);
	const used = new Set(order.ordered.map(({ key }) => key));
	const vouched = [...keys].map(([id, key]) => [id, used.has(id) ? { ...key, vouched: true } : key] as const);
	return { ...order, refused, visitor, keys: new Map(vouched) };
}

function openOrTrustPartner(
	sealed: SealedEntry,
	place: ChainPlace,
	keys: ReadonlyMap<ChainKeyId, ChainKey>,
	book: AuthorBook | typeof KEYS_VOUCH,
	partners: ReadonlySet<OrganisationId>,
): Result<OpenEntry> {
	const entry = openEntry(sealed, place, keys, book);
	if (entry.ok || entry.refusal.id !== 'author.organisation-unknown') return entry;
	const vouched = openEntry(sealed, place, keys, KEYS_VOUCH);
	if (!vouched.ok || vouched.value.author.kind !== 'member') return entry;
	return partners.has(vouched.value.author.organisation) ? vouched : entry;
}

function visitorOf(entries: readonly OpenEntry[]): VisitorKeys | undefined {
	const roots = entries.filter((entry) => entry.heads.length === 0 && entry.visitor);
	return roots.length === 1 ? roots[0]?.visitor : undefined;
}

function belongs(entry: OpenEntry, visitor: VisitorKeys | undefined): boolean {
	return entry.author.kind !== 'visitor' || entry.author.signing === visitor?.signing;
}

/**
 * Opens a dialogue as its sender, who has nothing but the code: the first entry must be signed by the code's
 * own key (or, for a request taken down by hand, name it), and each later key must be proved by an earlier one.
 * Staff signatures are checked where `staff` is given; without it the proved keys vouch for the answers.
 */
export function openOwnDialogue(
	place: ChainPlace,
	boxes: readonly SealedKeyBox[],
	sealed: readonly SealedEntry[],
	followUp: FollowUp,
	staff?: AuthorBook,
): Result<OpenChain> {
	const firstKey = findFirstKey(sealed);
	if (!firstKey.ok) return firstKey;
	const keys = openVisitorKeyBoxes(boxes, followUp.sealing, firstKey.value);
	if (!keys.ok) return keys;
	const chain = openChain(place, sealed, keys.value, staff ?? KEYS_VOUCH);
	if (chain.visitor?.signing !== followUp.signing.public) return refuse('dialogue.not-ours');
	return ok(chain);
}

function findFirstKey(sealed: readonly SealedEntry[]): Result<ChainKeyId> {
	const roots = sealed.flatMap((one) => {
		const read = readEntry(one);
		return read.ok && read.value.header.heads.length === 0 ? [read.value.header.key] : [];
	});
	const [first, ...more] = roots;
	return first && more.length === 0 ? ok(first) : refuse('dialogue.beginning-unclear');
}
