import type { SealedEntry } from '../../format/envelope.ts';
import type { Plain } from '../../format/cbor.ts';
import type { Chain, ChainPlace, EntryHash, OrganisationId, VaultId } from '../../format/model.ts';
import { openChain, type OpenChain } from '../../open/dialogue.ts';
import { hashEntry, readEntry } from '../../seal/entry.ts';
import type { AuthorBook } from '../../seal/authors.ts';
import { openKeys, type OpenKeys } from './chain-keys.ts';
import { noting } from './partner-logs.ts';
import type { FolderRecord } from './records.ts';
import type { FolderKeys, PartnerLogs } from './ground.ts';
import type { EntryView, FolderRef, Warning } from './model.ts';

/** A folder opened in memory: both chains in order, and all that is needed to append. */
export interface OpenedFolder {
	readonly at: FolderRef;
	readonly vault: VaultId;
	readonly opened: OpenKeys;
	readonly dialogue: OpenChain;
	/** Our own: of another organisation's folder, the part that ours keeps for itself. */
	readonly internal: OpenChain;
	readonly internalPlace: ChainPlace;
	/** The owner's internal chain, as far as it was shared with us; empty in a folder of our own. */
	readonly theirs: OpenChain;
	readonly heads: readonly EntryHash[];
	readonly warnings: readonly Warning[];
	/** Whose log is to be read on: something here is signed by a member whom we do not know, or not yet. */
	readonly lacking: ReadonlySet<OrganisationId>;
}

/** Opens everything of a folder: what the server gave and what waits here to be sent. */
export function openFolder(
	ring: FolderKeys,
	known: AuthorBook,
	at: FolderRef,
	record: FolderRecord,
	waiting: { readonly entries: readonly Uint8Array[]; readonly keys: readonly Uint8Array[] },
): OpenedFolder {
	const { book, lacking } = noting(known);
	const opened = openKeys(ring, book, [...record.keys, ...waiting.keys]);
	const sealed = [...record.entries.map(({ bytes }) => bytes), ...waiting.entries] as SealedEntry[];
	const { part } = record;
	const owners: ChainPlace = { ...at, vault: record.vault, chain: 'internal' };
	const internalPlace = part
		? { organisation: part.organisation, vault: part.vault, folder: at.folder, chain: 'internal' as const }
		: owners;
	const sorted = sortEntries(sealed, internalPlace);
	const dialogue = openChain({ ...owners, chain: 'dialogue' }, sorted.dialogue, opened.keys, book);
	const internal = openChain(internalPlace, part ? sorted.ours : sorted.internal, opened.keys, book);
	const theirs = openChain(owners, part ? sorted.others : [], opened.keys, book);
	return {
		at,
		vault: record.vault,
		opened,
		dialogue,
		internal,
		internalPlace,
		theirs,
		heads: [...dialogue.heads, ...internal.heads].toSorted(),
		warnings: [
			...warningsOf('dialogue', dialogue),
			...warningsOf('internal', internal),
			...warningsOf('internal', theirs),
			...opened.refused,
		],
		lacking,
	};
}

function warningsOf(chain: Chain, { refused, problems }: OpenChain): Warning[] {
	return [...refused.map(({ refusal }) => refusal), ...problems].map((refusal) => ({ ...refusal, chain }));
}

/** The entries of one chain as pages see them. */
export function showEntries(
	chain: OpenChain,
	record: FolderRecord,
	waiting: ReadonlyMap<EntryHash, 'waiting' | 'refused'>,
	partners: Pick<PartnerLogs, 'nameOf'>,
): EntryView[] {
	const changes = new Map(
		record.entries.map(({ bytes, change }) => [hashEntry(bytes as SealedEntry), change]),
	);
	return chain.ordered.map(({ id, hash, type, body, author, at }) => ({
		id,
		hash,
		type,
		body,
		author,
		at,
		...(author.kind === 'member' ? { name: partners.nameOf(author.organisation, author.person) } : {}),
		state: changes.has(hash) ? 'sent' : (waiting.get(hash) ?? 'waiting'),
		change: changes.get(hash) ?? null,
	}));
}

const LONGEST_WORDS = 4000;

/** The words of a folder's entries, for search: every text in their bodies. */
export function textOf({ dialogue, internal, theirs }: OpenedFolder): string {
	const texts: string[] = [];
	let left = LONGEST_WORDS;
	const take = (value: Plain): void => {
		if (left <= 0 || value === null) return;
		if (typeof value === 'string') {
			texts.push(value.slice(0, left));
			left -= value.length;
		} else if (value instanceof Uint8Array) {
			// Free words travel as bytes; keys and other bytes are no UTF-8 or too short to matter.
			try {
				if (value.length > 0 && value.length !== 32) {
					take(new TextDecoder('utf-8', { fatal: true }).decode(value.subarray(0, LONGEST_WORDS * 2)));
				}
			} catch {
				// Not words.
			}
		} else if (Array.isArray(value)) for (const one of value as readonly Plain[]) take(one);
		else if (typeof value === 'object') {
			for (const [name, one] of Object.entries(value)) {
				if (one !== undefined && name !== 'key' && name !== 'header') take(one as Plain);
			}
		}
	};
	for (const entry of [...dialogue.ordered, ...internal.ordered, ...theirs.ordered]) take(entry.body);
	return texts.join(' ').toLowerCase();
}

/** Entries by the chain they claim; one that cannot be read is told with the internal chain. */
function sortEntries(sealed: readonly SealedEntry[], ownPlace: ChainPlace) {
	const claims = sealed.map((entry) => {
		const frame = readEntry(entry);
		return { entry, header: frame.ok ? frame.value.header : undefined };
	});
	const dialogue = claims.filter(({ header }) => header?.chain === 'dialogue');
	const internal = claims.filter(({ header }) => header?.chain !== 'dialogue');
	const isOurs = ({ header }: (typeof claims)[number]) => header?.organisation === ownPlace.organisation;
	const plain = (some: typeof claims) => some.map(({ entry }) => entry);
	return {
		dialogue: plain(dialogue),
		internal: plain(internal),
		ours: plain(internal.filter(isOurs)),
		others: plain(internal.filter((one) => !isOurs(one))),
	};
}
