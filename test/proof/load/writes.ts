import type { HttpClient } from '#test/builders/http-client.ts';
import type { Result } from '#platform/result.ts';
import type { Acting } from '#vault/client/membership/acting.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import { newId } from '#vault/format/ids.ts';
import {
	FolderId,
	type ChainPlace,
	type EntryHash,
	type OrganisationId,
	type VaultId,
} from '#vault/format/model.ts';
import { boxForMembers, makeChainKey, type ChainKey } from '#vault/seal/chain-key.ts';
import { sealCover } from '#vault/seal/cover.ts';
import { sealEntry } from '#vault/seal/entry.ts';
import { startFile } from '#vault/seal/file.ts';
import { must } from '#test/builders/people.ts';

/** What became of a write: kept and said so, refused in words, or nobody knows (the line broke). */
export type Outcome = 'acknowledged' | 'unknown' | { readonly refused: string };

/** A write with ids of its own: the same bytes each time it is sent. */
export interface Write {
	readonly what: 'folder' | 'entry' | 'chunk' | 'keyed';
	readonly send: () => Promise<Outcome>;
}

/** A folder that one writer works on, and what must be in it afterwards. */
export interface WrittenFolder {
	readonly place: ChainPlace;
	readonly key: ChainKey;
	heads: EntryHash[];
	/** base64url of the sealed entries that were acknowledged; and of those nobody answered for. */
	readonly acknowledged: string[];
	readonly unknown: string[];
	readonly files: { readonly file: string; readonly chunk: Uint8Array; acknowledged: boolean }[];
}

export interface Writer {
	readonly client: Pick<HttpClient, 'act' | 'ask'>;
	readonly acting: Acting;
	readonly organisation: OrganisationId;
	readonly vault: VaultId;
}

/** Whether the answer is one: a broken line, a dead database and a half-started server give none. */
export function outcomeOf(result: Result<unknown>): Outcome {
	if (result.ok) return 'acknowledged';
	const { id } = result.refusal;
	return id === 'network.unreachable' || id === 'house.unavailable' ? 'unknown' : { refused: id };
}

function contentBy({ acting, organisation }: Writer, text: string) {
	const author = { kind: 'member' as const, organisation, person: acting.ring.person };
	const log = must(acting.ring.head(organisation));
	return { type: 'test.note', author, at: new Date().toISOString(), body: text, log };
}

/** A new folder with its first entry, its key and its cover. */
export function newFolder(writer: Writer, text: string): { folder: WrittenFolder; write: Write } {
	const { organisation, vault, acting, client } = writer;
	const epoch = must(acting.ring.vault(organisation, vault)).current;
	const place: ChainPlace = { organisation, vault, folder: newId(FolderId), chain: 'internal' };
	const key = makeChainKey(place, epoch.epoch);
	const first = sealEntry({
		key,
		heads: [],
		content: contentBy(writer, text),
		signing: acting.ring.signer.signing,
	});
	const summary = { heads: [first.hash], summary: { title: text } };
	const cover = sealCover({ organisation, vault, folder: place.folder }, { epoch }, null, summary);
	const input = {
		organisation,
		vault,
		folder: place.folder,
		kind: 'note',
		entries: [toBase64url(first.sealed)],
		keys: [toBase64url(boxForMembers(key, epoch))],
		cover: toBase64url(cover.sealed),
	};
	return {
		folder: { place, key, heads: [first.hash], acknowledged: [], unknown: [...input.entries], files: [] },
		write: {
			what: 'folder',
			send: async () => outcomeOf(await client.act('folders.createFolder', input as never)),
		},
	};
}

/** One more entry, after those the writer has seen acknowledged. */
export function newEntry(
	writer: Writer,
	folder: WrittenFolder,
	text: string,
): { spelled: string; hash: EntryHash; write: Write } {
	const { key, place, heads } = folder;
	const content = contentBy(writer, text);
	const entry = sealEntry({ key, heads, content, signing: writer.acting.ring.signer.signing });
	const spelled = toBase64url(entry.sealed);
	const input = { organisation: place.organisation, folder: place.folder, entries: [spelled] };
	return {
		spelled,
		hash: entry.hash,
		write: {
			what: 'entry',
			send: async () => outcomeOf(await writer.client.act('folders.appendEntries', input as never)),
		},
	};
}

/** A small file of one chunk: announced, then sent. */
export function newFile(
	writer: Writer,
	{ place, files }: WrittenFolder,
	size = 2000,
): { kept: WrittenFolder['files'][number]; write: Write } {
	const sealer = must(startFile(size));
	const chunk = must(sealer.sealNext(new Uint8Array(sealer.wants()).fill(7)));
	const { organisation, folder, chain } = place;
	const { file } = sealer;
	const kept = { file, chunk, acknowledged: false };
	files.push(kept);
	return {
		kept,
		write: {
			what: 'chunk',
			async send() {
				const start = { organisation, folder, chain, file, chunks: sealer.chunks };
				const started = outcomeOf(await writer.client.act('folders.startFile', start as never));
				if (started !== 'acknowledged') return started;
				return outcomeOf(await sendChunk(writer.client, { organisation, file, index: 0 }, chunk));
			},
		},
	};
}

/** PUTs one sealed chunk. */
export async function sendChunk(
	client: Pick<HttpClient, 'ask'>,
	{ organisation, file, index }: { organisation: string; file: string; index: number },
	chunk: Uint8Array,
): Promise<Result<unknown>> {
	try {
		const response = await client.ask(`/api/files/${organisation}/${file}/${index}`, {
			method: 'PUT',
			headers: { 'content-type': 'application/octet-stream' },
			body: Buffer.from(chunk),
		});
		const answer = (await response.json()) as Result<unknown>;
		return typeof answer.ok === 'boolean' ? answer : { ok: false, refusal: { id: 'network.unreachable' } };
	} catch {
		return { ok: false, refusal: { id: 'network.unreachable' } };
	}
}
