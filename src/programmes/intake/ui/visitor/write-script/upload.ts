import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import type { FileReference } from '#vault/format/file.ts';
import { startFile, type FileSealer } from '#vault/seal/file.ts';
import type { FollowUp } from '#vault/seal/follow-up.ts';
import type { beginUpload } from '../../../actions/visitor.ts';
import { uploadToken } from '../../../uploads.ts';
import { ask } from './ask.ts';
import { looksLikePhotograph, mayCarryMetadata, stripMetadata } from './strip-metadata.ts';

/** A file that is on the server, sealed: what the entry says of it, and what proves that it is ours. */
export interface Uploaded {
	readonly reference: FileReference;
	readonly claim: { readonly file: string; readonly chunks: number; readonly token: string };
}

/** How often a chunk is tried before the sender is told; the pauses grow from a quarter of a second. */
const tries = 8;

/**
 * A file on its way, as far as it has come: pressed again after a broken line or a stop, it goes on from
 * there. In this tab's memory only, like the draft: a page that is loaded anew begins anew.
 */
interface Going {
	readonly plain: Blob;
	readonly sealer: FileSealer;
	readonly claim: Uploaded['claim'];
	readonly name: string;
	readonly mediaType: string;
	/** What was sealed and is not yet there; where the next piece begins. */
	waiting: { readonly index: number; readonly sealed: Uint8Array; readonly end: number } | undefined;
	next: number;
	at: number;
}
const going = new Map<string, Going>();

export interface UploadWishes {
	readonly strip: boolean;
	readonly stop: AbortSignal;
	readonly progress: (done: number) => void;
}

/** Seals files chunk by chunk and sends each chunk as it is sealed. */
export async function uploadFiles(
	files: readonly File[],
	followUp: FollowUp,
	wishes: UploadWishes,
): Promise<Result<Uploaded[]>> {
	const uploaded: Uploaded[] = [];
	const total = Math.max(
		1,
		files.reduce((sum, { size }) => sum + size, 0),
	);
	let before = 0;
	for (const [at, file] of files.entries()) {
		const progress = (bytes: number) => wishes.progress((before + bytes) / total);
		const sent = await uploadFile(file, followUp, { ...wishes, progress });
		if (!sent.ok) {
			const params = { ...sent.refusal.params, number: at + 1 };
			return refuse(sent.refusal.id, { field: 'files', params });
		}
		uploaded.push(sent.value);
		before += file.size;
	}
	return ok(uploaded);
}

/** It was handed in, or is to begin anew: nothing of the files is remembered. */
export function forgetUploads(): void {
	going.clear();
}

async function uploadFile(file: File, followUp: FollowUp, wishes: UploadWishes): Promise<Result<Uploaded>> {
	const key = [followUp.locatorHash, wishes.strip, file.lastModified, file.size, file.name].join(' ');
	const started = going.has(key) ? ok(undefined) : await startGoing(key, file, followUp, wishes.strip);
	if (!started.ok) return started;
	const one = going.get(key);
	if (!one) return refuse('file.unknown');
	const begun = await again(() => ask<typeof beginUpload>('intake.beginUpload', one.claim), wishes.stop);
	const sent = begun.ok ? await sendChunks(one, wishes) : begun;
	if (!sent.ok) {
		if (!passing(sent.refusal) && sent.refusal.id !== 'file.stopped') going.delete(key);
		return sent;
	}
	const reference = one.sealer.reference({ name: one.name, mediaType: one.mediaType });
	return reference.ok ? ok({ reference: reference.value, claim: one.claim }) : reference;
}

async function startGoing(
	key: string,
	file: File,
	followUp: FollowUp,
	strip: boolean,
): Promise<Result<void>> {
	const read = await plainOf(file, strip);
	if (!read.ok) return read;
	const plain = read.value;
	const started = startFile(plain.size);
	if (!started.ok) return started;
	const sealer = started.value;
	const token = toBase64url(uploadToken(followUp.authentication, sealer.file));
	going.set(key, {
		plain,
		sealer,
		claim: { file: sealer.file, chunks: sealer.chunks, token },
		name: cut(file.name),
		mediaType: file.type || 'application/octet-stream',
		waiting: undefined,
		next: 0,
		at: 0,
	});
	return ok(undefined);
}

/**
 * Photographs are small enough to be held whole while they are stripped; everything else is read piece by
 * piece. A photograph that cannot be stripped is not sent as if it had been.
 */
async function plainOf(file: File, strip: boolean): Promise<Result<Blob>> {
	if (!strip) return ok(file);
	try {
		const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
		if (!looksLikePhotograph(head)) return ok(file);
		const { bytes, stripped } = stripMetadata(new Uint8Array(await file.arrayBuffer()));
		if (stripped) return ok(new Blob([bytes as Uint8Array<ArrayBuffer>]));
		return mayCarryMetadata(bytes) ? refuse('file.metadata-stays') : ok(file);
	} catch {
		return refuse('file.unreadable');
	}
}

async function sendChunks(one: Going, { stop, progress }: UploadWishes): Promise<Result<void>> {
	const { plain, sealer, claim } = one;
	while (one.next < sealer.chunks) {
		if (!one.waiting) {
			const end = one.at + sealer.wants();
			let piece: Uint8Array;
			try {
				piece = new Uint8Array(await plain.slice(one.at, end).arrayBuffer());
			} catch {
				return refuse('file.size-differs');
			}
			const sealed = sealer.sealNext(piece);
			if (!sealed.ok) return sealed;
			one.waiting = { index: one.next, sealed: sealed.value, end };
		}
		const { index, sealed, end } = one.waiting;
		const kept = await again(() => putChunk({ ...claim, index }, sealed, stop), stop);
		if (!kept.ok) return kept;
		one.waiting = undefined;
		one.next = index + 1;
		one.at = end;
		progress(end);
	}
	return ok(undefined);
}

async function putChunk(
	{ file, index, token }: { readonly file: string; readonly index: number; readonly token: string },
	sealed: Uint8Array,
	stop: AbortSignal,
): Promise<Result<unknown>> {
	try {
		const response = await fetch(`/api/intake/files/${file}/${index}`, {
			credentials: 'omit',
			method: 'PUT',
			headers: { 'accord-upload': token, 'content-type': 'application/octet-stream' },
			body: sealed as Uint8Array<ArrayBuffer>,
			signal: stop,
		});
		if (!response.headers.get('content-type')?.includes('json')) return refuse('network.unreachable');
		return (await response.json()) as Result<unknown>;
	} catch {
		return refuse('network.unreachable');
	}
}

/** Tries again while the line is down: what was kept is kept, and the same chunk twice is once. */
export async function again<T>(work: () => Promise<Result<T>>, stop?: AbortSignal): Promise<Result<T>> {
	for (let tried = 1; ; tried++) {
		const answer = await work();
		if (stop?.aborted) return refuse('file.stopped');
		if (answer.ok || !passing(answer.refusal) || tried >= tries) return answer;
		await new Promise((resolve) => {
			setTimeout(resolve, 250 * 2 ** (tried - 1));
		});
	}
}

function passing({ id }: Refusal): boolean {
	return id === 'network.unreachable' || id === 'file.chunk-broken-off';
}

function cut(name: string): string {
	return [...name].slice(0, 200).join('');
}
