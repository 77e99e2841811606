import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import type { SealedEntry, SealedKeyBox } from '../format/envelope.ts';
import type { VisitorKeys } from '../format/headers.ts';
import type { ChainKeyId, ChainPlace, FolderId } from '../format/model.ts';
import type { AuthorBook } from '../seal/authors.ts';
import type { ChainKey } from '../seal/chain-key.ts';
import { hashEntry, readEntry } from '../seal/entry.ts';
import type { FollowUp } from '../seal/follow-up.ts';
import { orderChain, type ChainOrder } from '../seal/graph.ts';
import { senderFolder } from '../seal/sender-folder.ts';
import { openVisitorKeyBoxes } from './chain-key.ts';
import { KEYS_VOUCH, openEntry, type OpenEntry } from './entry.ts';

/** A chain, opened: what could be read in order, and what could not with the reason. */
export interface OpenChain extends ChainOrder<OpenEntry> {
	readonly refused: readonly { readonly sealed: SealedEntry; readonly refusal: Refusal }[];
	/** The sender that the first entry names, in a dialogue: the one to whose key the folder's id commits. */
	readonly visitor: VisitorKeys | undefined;
	/** The keys given, those that an accepted entry uses now vouched for: what `keyForAppend` chooses from. */
	readonly keys: ReadonlyMap<ChainKeyId, ChainKey>;
}

/**
 * Opens every entry of a chain. One that is refused hides no other: it is listed with its refusal. Each member's
 * entry must be signed by an active member of their organisation, ours or a partner's, as its log stood then.
 * A dialogue's sender is the one to whose key the folder's id commits; what another visitor signed is refused
 * (`entry.other-visitor`).
 */
export function openChain(
	place: ChainPlace,
	sealed: readonly SealedEntry[],
	keys: ReadonlyMap<ChainKeyId, ChainKey>,
	book: AuthorBook | typeof KEYS_VOUCH,
): OpenChain {
	const opened: OpenEntry[] = [];
	const refused: { sealed: SealedEntry; refusal: Refusal }[] = [];
	for (const one of sealed) {
		const entry = openEntry(one, place, keys, book);
		if (entry.ok) opened.push(entry.value);
		else refused.push({ sealed: one, refusal: entry.refusal });
	}
	const visitor = senderIn(place.folder, opened);
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

function senderIn(folder: FolderId, entries: readonly OpenEntry[]): VisitorKeys | undefined {
	const named = entries.flatMap(({ heads, visitor }) => (heads.length === 0 && visitor ? [visitor] : []));
	return named.find(({ signing }) => senderFolder(signing) === folder);
}

/** A beginning that names another sender than the folder's is none, whoever signed it. */
function belongs(entry: OpenEntry, visitor: VisitorKeys | undefined): boolean {
	if (entry.author.kind === 'visitor') return entry.author.signing === visitor?.signing;
	return entry.visitor === undefined || entry.visitor.signing === visitor?.signing;
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
