import { ok, refuse, type Result } from '#platform/result.ts';
import { toBase64url } from '../format/bytes.ts';
import { toCbor, type Plain } from '../format/cbor.ts';
import { CheckpointBody, type FolderHeads } from '../format/checkpoint.ts';
import type { Checkpoint } from '../format/envelope.ts';
import { headerBytes, packFrame, readFrame } from '../format/frame.ts';
import { hash } from '../format/hash.ts';
import { spell } from '../format/ids.ts';
import {
	CheckpointHash,
	type Chain,
	type EntryHash,
	type FolderId,
	type LogHead,
	type OrganisationId,
	type VaultId,
} from '../format/model.ts';
import type { AuthorBook } from './authors.ts';
import type { Actor } from './membership.ts';
import { sign, verify } from './pairs.ts';

/** The heads of every chain of a vault, by folder and chain: `headsKey`. */
export type VaultHeads = ReadonlyMap<string, FolderHeads>;

/** The key of one chain in `VaultHeads`. */
export function headsKey(folder: FolderId, chain: Chain): string {
	return `${folder} ${chain}`;
}

/** A map of heads from a list. */
export function vaultHeads(list: readonly FolderHeads[]): VaultHeads {
	return new Map(list.map((one) => [headsKey(one.folder, one.chain), one]));
}

/** One vault as somebody had verified it, and the checkpoint that said so. */
export interface Checkpointed {
	readonly heads: VaultHeads;
	readonly hash: CheckpointHash | null;
}

/** A vault before its first checkpoint. */
export const UNCHECKED: Checkpointed = { heads: new Map(), hash: null };

/** Signs what the member holds verified now, as the change against the checkpoint before. */
export function signCheckpoint(
	vault: { readonly organisation: OrganisationId; readonly vault: VaultId },
	before: Checkpointed,
	now: VaultHeads,
	by: Actor & { readonly log: LogHead },
	at: string,
): { checkpoint: Checkpoint; after: Checkpointed } {
	const changed = [...now.entries()].filter(([key, heads]) => !sameHeads(before.heads.get(key), heads));
	const gone = [...before.heads.values()].filter(({ folder, chain }) => !now.has(headsKey(folder, chain)));
	const header = headerBytes(CheckpointBody, {
		organisation: vault.organisation,
		vault: vault.vault,
		previous: before.hash,
		at,
		by: by.person,
		log: by.log,
		changed: changed.map(([, heads]) => heads).toSorted(byKey),
		destroyed: [...new Set(gone.map(({ folder }) => folder))].toSorted(),
		count: now.size,
		digest: digestHeads(now),
	});
	const signature = sign('accord/v1/checkpoint', header, by.signing.secret);
	const checkpoint = packFrame('checkpoint', header, new Uint8Array(), signature);
	return { checkpoint, after: { heads: now, hash: hashCheckpoint(header) } };
}

/** Verifies a checkpoint on top of the one before it and gives the heads it vouches for. */
export function applyCheckpoint(
	vault: { readonly organisation: OrganisationId; readonly vault: VaultId },
	before: Checkpointed,
	checkpoint: Checkpoint,
	book: AuthorBook,
	isDestroyed: (folder: FolderId) => boolean,
): Result<Checkpointed> {
	const frame = readFrame('checkpoint', checkpoint, CheckpointBody);
	if (!frame.ok) return frame;
	const { header, headerBytes: signed, signature } = frame.value;
	if (header.vault !== vault.vault || header.organisation !== vault.organisation) {
		return refuse('checkpoint.other-vault');
	}
	if (header.previous !== before.hash) return refuse('checkpoint.chain-broken');
	const signer = book.memberKey(header.organisation, header.by, header.log);
	if (!signer.ok) return signer;
	if (!signature || !verify('accord/v1/checkpoint', signed, signature, signer.value)) {
		return refuse('checkpoint.signature-wrong');
	}
	const unproved = header.destroyed.find((folder) => !isDestroyed(folder));
	if (unproved) return refuse('checkpoint.folder-dropped', { params: { folder: unproved } });
	const heads = new Map(before.heads);
	for (const one of header.changed) heads.set(headsKey(one.folder, one.chain), one);
	const destroyed = new Set(header.destroyed);
	for (const [key, { folder }] of heads) if (destroyed.has(folder)) heads.delete(key);
	if (heads.size !== header.count || digestHeads(heads) !== header.digest) {
		return refuse('checkpoint.digest-wrong');
	}
	return ok({ heads, hash: hashCheckpoint(signed) });
}

/** What a checkpoint says, unverified. */
export function readCheckpoint(checkpoint: Checkpoint): Result<CheckpointBody> {
	const frame = readFrame('checkpoint', checkpoint, CheckpointBody);
	return frame.ok ? ok(frame.value.header) : frame;
}

/** What a server withholds of what members have vouched for. */
export interface Withheld {
	/** Nothing of the chain is there, and no signed destruction explains it. */
	readonly dropped: readonly FolderHeads[];
	/** The chain is there without some entries that were its heads. */
	readonly rolledBack: readonly FolderHeads[];
}

/**
 * Compares what a server offers with what was vouched for. `hashesOf` gives the hashes of the sealed entries
 * that are really there (computed from the bytes), or nothing where the chain is absent.
 */
export function compareWithServer(
	known: VaultHeads,
	hashesOf: (folder: FolderId, chain: Chain) => ReadonlySet<EntryHash> | undefined,
	isDestroyed: (folder: FolderId) => boolean,
): Withheld {
	const dropped: FolderHeads[] = [];
	const rolledBack: FolderHeads[] = [];
	for (const one of known.values()) {
		if (isDestroyed(one.folder)) continue;
		const there = hashesOf(one.folder, one.chain);
		if (!there || there.size === 0) dropped.push(one);
		else if (!one.heads.every((head) => there.has(head))) rolledBack.push(one);
	}
	return { dropped: dropped.toSorted(byKey), rolledBack: rolledBack.toSorted(byKey) };
}

function digestHeads(heads: VaultHeads): string {
	const list = [...heads.values()]
		.toSorted(byKey)
		.map((one) => [one.folder, one.chain, one.heads.toSorted()]);
	return toBase64url(hash('accord/v1/vault-heads', toCbor(list as Plain)));
}

function hashCheckpoint(header: Uint8Array): CheckpointHash {
	return spell(CheckpointHash, hash('accord/v1/checkpoint-hash', header));
}

function sameHeads(a: FolderHeads | undefined, b: FolderHeads): boolean {
	return a?.heads.toSorted().join() === b.heads.toSorted().join();
}

function byKey(a: FolderHeads, b: FolderHeads): number {
	const [x, y] = [headsKey(a.folder, a.chain), headsKey(b.folder, b.chain)];
	return x < y ? -1 : Number(x > y);
}
