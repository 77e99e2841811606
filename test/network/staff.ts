import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AnswerBody, entryTypes } from '#programmes/intake/model.ts';
import type { Plain } from '#vault/format/cbor.ts';
import { fromBase64url, toBase64url, utf8 } from '#vault/format/bytes.ts';
import type { SealedChunk, SealedEntry, SealedFirstCover, SealedKeyBox } from '#vault/format/envelope.ts';
import type { FileReference } from '#vault/format/file.ts';
import { newId } from '#vault/format/ids.ts';
import { FolderId, LogHash, PersonId, type ChainPlace } from '#vault/format/model.ts';
import { openKeyBox } from '#vault/open/chain-key.ts';
import { openFirstCover } from '#vault/open/cover.ts';
import { openChain, type OpenChain } from '#vault/open/dialogue.ts';
import { KEYS_VOUCH } from '#vault/open/entry.ts';
import { openFile } from '#vault/open/file.ts';
import { sealEntry } from '#vault/seal/entry.ts';
import { startFile } from '#vault/seal/file.ts';
import { makeSigningPair } from '#vault/seal/pairs.ts';
import type { FoundedOrganisation } from './found-network.ts';
import { ask } from '#test/harness/ask.ts';

/** A request as a member of the desk opens it, straight from the database: for tests of the sender's side. */
export interface OpenedRequest {
	readonly folder: FolderId;
	readonly chain: OpenChain;
	readonly cover: Plain;
	readonly facts: Record<string, unknown>;
}

const unknown = () => ({ ok: false, refusal: { id: 'author.unknown' } }) as const;
const nobody = { memberKey: unknown, epochSince: unknown };

/** Opens every request of a desk that is not destroyed. */
export async function openRequests(databaseUrl: string, desk: FoundedOrganisation): Promise<OpenedRequest[]> {
	const rows = await ask<{ id: string; cover: Buffer; facts: Record<string, unknown> }>(
		databaseUrl,
		`select f.id, f.cover, to_jsonb(r) as facts from accord.folder f join accord.request r on r.organisation = f.organisation and r.id = f.id
		 where f.organisation = $1 and not f.destroyed order by f.change`,
		[desk.id],
	);
	return Promise.all(rows.map((row) => openRequest(databaseUrl, desk, FolderId.parse(row.id), row)));
}

async function openRequest(
	databaseUrl: string,
	desk: FoundedOrganisation,
	folder: FolderId,
	{ cover, facts }: { cover: Buffer; facts: Record<string, unknown> },
): Promise<OpenedRequest> {
	const place = { organisation: desk.id, vault: desk.vault, folder };
	const epochs = new Map([[desk.epoch.epoch, desk.epoch]]);
	const boxes = await ask<{ bytes: Buffer }>(
		databaseUrl,
		`select bytes from accord.chain_key where folder = $1 and addressed_to like 'vault:%' and chain = 'dialogue'`,
		[folder],
	);
	const keys = boxes.flatMap(({ bytes }) => {
		const key = openKeyBox(new Uint8Array(bytes) as SealedKeyBox, epochs, nobody);
		return key.ok ? [[key.value.id, key.value] as const] : [];
	});
	const entries = await ask<{ bytes: Buffer }>(
		databaseUrl,
		'select bytes from accord.entry where folder = $1 order by change',
		[folder],
	);
	const chain = openChain(
		{ ...place, chain: 'dialogue' } satisfies ChainPlace,
		entries.map(({ bytes }) => new Uint8Array(bytes) as SealedEntry),
		new Map(keys),
		KEYS_VOUCH,
	);
	const opened = openFirstCover(new Uint8Array(cover) as SealedFirstCover, place, epochs);
	return { folder, chain, cover: opened.ok ? opened.value : null, facts };
}

/** Answers as a member would, with a file if one is given; and moves the request to `answered`. */
export async function answerRequest(
	databaseUrl: string,
	dataDir: string,
	desk: FoundedOrganisation,
	request: OpenedRequest,
	said: {
		readonly text: string;
		readonly tryInstead?: string;
		readonly status?: 'answered' | 'not-ours';
		readonly file?: { readonly name: string; readonly bytes: Uint8Array };
	},
): Promise<void> {
	const key = [...request.chain.keys.values()][0];
	if (!key) throw new Error('The request has no key');
	const files = said.file ? [await keepFile(databaseUrl, dataDir, desk, request.folder, said.file)] : [];
	const body = AnswerBody.parse({
		text: utf8(said.text),
		files,
		signed: utf8('Анна'),
		...(said.tryInstead === undefined ? {} : { tryInstead: utf8(said.tryInstead) }),
		day: '2026-11-24',
	}) as Plain;
	const signing = makeSigningPair();
	const { sealed, hash, id } = sealEntry({
		key,
		heads: request.chain.heads,
		signing,
		content: {
			type: entryTypes.answer,
			author: { kind: 'member', organisation: desk.id, person: newId(PersonId) },
			at: '2026-11-24T10:00:00Z',
			body,
			log: { index: 0, hash: LogHash.parse(toBase64url(new Uint8Array(32))) },
		},
	});
	const [moved] = await ask<{ change: number }>(databaseUrl, 'select accord.next_change($1, $2) as change', [
		desk.id,
		desk.vault,
	]);
	await ask(
		databaseUrl,
		`insert into accord.entry (organisation, folder, id, vault, chain, hash, bytes, change) values ($1, $2, $3, $4, 'dialogue', $5, $6, $7)`,
		[
			desk.id,
			request.folder,
			id,
			desk.vault,
			Buffer.from(fromBase64url(hash) ?? []),
			Buffer.from(sealed),
			moved?.change,
		],
	);
	await ask(databaseUrl, 'update accord.request set status = $2 where id = $1', [
		request.folder,
		said.status ?? 'answered',
	]);
}

async function keepFile(
	databaseUrl: string,
	dataDir: string,
	desk: FoundedOrganisation,
	folder: FolderId,
	given: { readonly name: string; readonly bytes: Uint8Array },
): Promise<FileReference> {
	const { writeChunk } = await import('#vault/server/folders/index.ts');
	const started = startFile(given.bytes.length);
	if (!started.ok) throw new Error(started.refusal.id);
	const sealer = started.value;
	for (let index = 0, at = 0; index < sealer.chunks; index++) {
		const plain = given.bytes.subarray(at, at + sealer.wants());
		at += plain.length;
		const chunk = sealer.sealNext(plain);
		if (!chunk.ok) throw new Error(chunk.refusal.id);
		await writeChunk({ dataDir, organisation: desk.id, file: sealer.file }, index, chunk.value);
	}
	await ask(
		databaseUrl,
		`insert into accord.sealed_file (organisation, id, folder, chain, chunks, received, complete, started_on) values ($1, $2, $3, 'dialogue', $4, $4, true, '2026-11-24')`,
		[desk.id, sealer.file, folder, sealer.chunks],
	);
	const reference = sealer.reference({ name: given.name, mediaType: 'application/pdf' });
	if (!reference.ok) throw new Error(reference.refusal.id);
	return reference.value;
}

/** Opens a file that a sender attached. */
export async function readSentFile(
	dataDir: string,
	desk: FoundedOrganisation,
	reference: FileReference,
): Promise<Buffer> {
	const opener = openFile(reference);
	const parts: Uint8Array[] = [];
	for (let index = 0; index < reference.chunks; index++) {
		const { file } = reference;
		const sealed = await readFile(join(dataDir, 'files', desk.id, file.slice(0, 2), file, String(index)));
		const opened = opener.openNext(new Uint8Array(sealed) as SealedChunk);
		if (!opened.ok) throw new Error(opened.refusal.id);
		parts.push(opened.value);
	}
	const whole = opener.finish();
	if (!whole.ok) throw new Error(whole.refusal.id);
	return Buffer.concat(parts);
}
