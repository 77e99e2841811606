import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import type { SealedKeyBox } from '../../format/envelope.ts';
import type { KeyBoxHeader, VisitorKeys } from '../../format/headers.ts';
import type { Chain, ChainKeyId, ChainPlace } from '../../format/model.ts';
import { openKeyBox, openPersonalKeyBox } from '../../open/chain-key.ts';
import {
	boxForMembers,
	boxForVault,
	boxForVisitor,
	keyForAppend,
	readKeyBox,
	type ChainKey,
} from '../../seal/chain-key.ts';
import type { AuthorBook } from '../../seal/authors.ts';
import type { FolderKeys } from './ground.ts';

export interface OpenKeys {
	readonly keys: ReadonlyMap<ChainKeyId, ChainKey>;
	readonly refused: readonly Refusal[];
	/** Keys that no box under an epoch's subkey gives yet: only a sender's sealed box does. */
	readonly unwrapped: ReadonlySet<ChainKeyId>;
	/** The vaults of others to which a chain was boxed: a new key of it goes there too. */
	readonly partners: readonly (Extract<KeyBoxHeader['to'], { kind: 'vault' }> & { readonly chain: Chain })[];
}

/** Opens the boxes that are for us; cheap ones first, each key once. */
export function openKeys(ring: FolderKeys, book: AuthorBook, boxes: readonly Uint8Array[]): OpenKeys {
	const keys = new Map<ChainKeyId, ChainKey>();
	const refused: Refusal[] = [];
	const unwrapped = new Set<ChainKeyId>();
	const partners = new Map<string, OpenKeys['partners'][number]>();
	const read = boxes.flatMap((bytes) => {
		const box = readKeyBox(bytes as SealedKeyBox);
		if (box.ok) return [{ bytes: bytes as SealedKeyBox, header: box.value.header }];
		refused.push(box.refusal);
		return [];
	});
	const cheapFirst = read.toSorted((a, b) => rank(a.header) - rank(b.header));
	for (const { bytes, header } of cheapFirst) {
		const { to, chain } = header;
		const outside =
			to.kind === 'vault' && (to.organisation !== header.organisation || to.vault !== header.vault);
		if (outside) partners.set(`${to.organisation} ${to.vault} ${chain}`, { ...to, chain });
		if (keys.has(header.key)) continue;
		const opened = openOne(ring, bytes, header, book);
		if (!opened) continue;
		if (!opened.ok) {
			refused.push(opened.refusal);
			continue;
		}
		keys.set(header.key, opened.value);
		if (to.kind === 'vault' && !outside) unwrapped.add(header.key);
	}
	return { keys, refused, unwrapped, partners: [...partners.values()] };
}

function rank({ to }: KeyBoxHeader): number {
	return ['epoch', 'person', 'vault', 'visitor'].indexOf(to.kind);
}

function openOne(
	ring: FolderKeys,
	bytes: SealedKeyBox,
	header: KeyBoxHeader,
	book: AuthorBook,
): Result<ChainKey> | undefined {
	const { to } = header;
	if (to.kind === 'visitor') return undefined;
	if (to.kind === 'person') {
		if (to.person !== ring.person) return undefined;
		return openPersonalKeyBox(bytes, to.person, ring.secrets.sealing, book);
	}
	const place = to.kind === 'vault' ? to : header;
	const vault = ring.vault(place.organisation, place.vault);
	return vault.ok ? openKeyBox(bytes, vault.value.epochs, book) : undefined;
}

/** The key to append with, and the boxes it needs where it is new. */
export function chooseKey(
	ring: FolderKeys,
	place: ChainPlace,
	known: ReadonlyMap<ChainKeyId, ChainKey>,
	readers: { readonly visitor?: VisitorKeys; readonly partners: OpenKeys['partners'] },
): Result<{ key: ChainKey; boxes: SealedKeyBox[] }> {
	const own = ring.vault(place.organisation, place.vault);
	const mine = [...known.values()].filter(
		(key) => key.place.chain === place.chain && key.place.organisation === place.organisation,
	);
	if (!own.ok) {
		// A partner writes under the keys it was given; it has no vault of its own to make new ones in.
		const newest = Math.max(0, ...mine.filter(({ vouched }) => vouched).map(({ epoch }) => epoch));
		return newest > 0
			? ok({ key: keyForAppend(place, mine, newest).key, boxes: [] })
			: refuse('folder.no-key');
	}
	const { current } = own.value;
	const { key, fresh, after } = keyForAppend(place, mine, current.epoch);
	if (!fresh) return ok({ key, boxes: [] });
	const boxes = [boxForMembers(key, current)];
	if (place.chain === 'dialogue' && readers.visitor) {
		boxes.push(boxForVisitor(key, readers.visitor.sealing, after));
	}
	for (const partner of readers.partners.filter(({ chain }) => chain === place.chain)) {
		const signer = ring.boxSigner(place.organisation);
		if (!signer.ok) return signer;
		boxes.push(boxForVault(key, partner, signer.value));
	}
	return ok({ key, boxes });
}
