import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import type { SealedChunk } from '../../format/envelope.ts';
import { CHUNK_BYTES, type FileReference } from '../../format/file.ts';
import type { Chain } from '../../format/model.ts';
import { openFile as startOpening } from '../../open/file.ts';
import { startFile } from '../../seal/file.ts';
import type { FileAnswer } from '../../server/folders/model.ts';
import { ask, comesLater, type Ground } from './ground.ts';
import type { FolderRef, Progress } from './model.ts';

/** The way sealed chunks travel: raw bytes, one address a chunk. */
export interface ChunkLine {
	put(address: string, bytes: Uint8Array<ArrayBuffer>, signal?: AbortSignal): Promise<Result<unknown>>;
	get(address: string, signal?: AbortSignal): Promise<Result<Uint8Array>>;
}

/** The line of a browser. */
export const browserLine: ChunkLine = {
	async put(address, body, signal) {
		return answerOf(() => fetch(address, { method: 'PUT', body, signal, credentials: 'same-origin' }));
	},
	async get(address, signal) {
		try {
			const response = await fetch(address, { signal, credentials: 'same-origin' });
			if (!response.ok) return answerOf(async () => response);
			return ok(new Uint8Array(await response.arrayBuffer()));
		} catch {
			return refuse('network.unreachable');
		}
	},
};

async function answerOf(send: () => Promise<Response>): Promise<Result<never>> {
	try {
		const response = await send();
		if (response.headers.get('content-type')?.includes('json'))
			return (await response.json()) as Result<never>;
		return refuse('network.unreachable');
	} catch {
		return refuse('network.unreachable');
	}
}

const address = (at: FolderRef, file: string, index: number) =>
	`/api/files/${at.organisation}/${file}/${index}`;

/** Chunks on the way at once: enough to fill a slow line, little enough to hold in memory. */
const AT_ONCE = 3;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 20_000;

/** Seals a file piece by piece and sends the pieces; a broken line is waited out, whole pieces stay sent. */
export async function attachFile(
	ground: Ground,
	line: ChunkLine,
	at: FolderRef,
	chain: Chain,
	file: Blob,
	more: { readonly name: string; readonly mediaType: string; readonly signal?: AbortSignal },
	progress: (done: Progress) => void = () => undefined,
): Promise<Result<FileReference>> {
	const started = startFile(file.size);
	if (!started.ok) return started;
	const sealer = started.value;
	const start = {
		organisation: at.organisation,
		folder: at.folder,
		chain,
		file: sealer.file,
		chunks: sealer.chunks,
	};
	const announced = await persist(() => ask<FileAnswer>(ground.act, 'folders.startFile', start), more.signal);
	if (!announced.ok) return announced;
	let offset = 0;
	let sent = 0;
	let failed: Refusal | undefined;
	const broken = () => failed !== undefined;
	const running = new Set<Promise<void>>();
	for (let index = 0; index < sealer.chunks && !broken(); index++) {
		const wanted = sealer.wants();
		const sealed = await sealPiece(file, offset, wanted, sealer.sealNext);
		if (!sealed.ok) return sealed;
		offset += wanted;
		const put = async () => {
			const answer = await persist(
				() => line.put(address(at, sealer.file, index), sealed.value, more.signal),
				more.signal,
			);
			if (!answer.ok) failed ??= answer.refusal;
			else progress({ done: Math.min(++sent * CHUNK_BYTES, file.size), of: file.size });
		};
		const tracked = put().finally(() => running.delete(tracked));
		running.add(tracked);
		if (running.size >= AT_ONCE) await Promise.race(running);
	}
	await Promise.all(running);
	if (failed) return { ok: false, refusal: failed };
	return sealer.reference({ name: more.name.slice(0, 255), mediaType: more.mediaType.slice(0, 127) });
}

async function sealPiece(
	file: Blob,
	offset: number,
	wanted: number,
	seal: (plain: Uint8Array) => Result<SealedChunk>,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
	try {
		const plain = new Uint8Array(await file.slice(offset, offset + wanted).arrayBuffer());
		const sealed = seal(plain);
		plain.fill(0);
		return sealed as Result<Uint8Array<ArrayBuffer>>;
	} catch {
		// The file was moved or taken away on the reader's own disk.
		return refuse('file.unreadable');
	}
}

/** Opens a file piece by piece, in order; each is checked before the page gets it. */
export async function readFile(
	line: ChunkLine,
	at: FolderRef,
	file: FileReference,
	piece: (bytes: Uint8Array<ArrayBuffer>, done: Progress) => void,
	signal?: AbortSignal,
): Promise<Result<void>> {
	const opener = startOpening(file);
	let done = 0;
	const ahead: Promise<Result<Uint8Array>>[] = [];
	for (let index = 0; index < file.chunks; index++) {
		for (let next = index + ahead.length; ahead.length < AT_ONCE && next < file.chunks; next++) {
			ahead.push(persist(() => line.get(address(at, file.file, next), signal), signal));
		}
		const sealed = await ahead.shift();
		if (!sealed?.ok) return sealed ?? refuse('file.truncated');
		const plain = opener.openNext(sealed.value as SealedChunk);
		if (!plain.ok) return plain;
		done += plain.value.length;
		if (plain.value.length > 0) piece(plain.value.slice(), { done, of: file.size });
	}
	return opener.finish();
}

/** Tries again, with growing pauses, while the answer is only that it could not be asked. */
async function persist<T>(attempt: () => Promise<Result<T>>, signal?: AbortSignal): Promise<Result<T>> {
	for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
		if (signal?.aborted) return refuse('file.given-up');
		const answer = await attempt();
		if (answer.ok) return answer;
		const again = comesLater(answer.refusal) || answer.refusal.id === 'file.chunk-broken-off';
		if (!again || answer.refusal.id.startsWith('keeper.')) return answer;
		await new Promise<void>((resume) => {
			const timer = setTimeout(resume, wait * (0.75 + Math.random() / 2));
			signal?.addEventListener('abort', () => (clearTimeout(timer), resume()), { once: true });
		});
	}
}
