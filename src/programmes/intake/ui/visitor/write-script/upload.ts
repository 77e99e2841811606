import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import type { FileReference } from '#vault/format/file.ts';
import { startFile, type FileSealer } from '#vault/seal/file.ts';
import type { FollowUp } from '#vault/seal/follow-up.ts';
import type { beginUpload } from '../../../actions/visitor.ts';
import { uploadToken } from '../../../uploads.ts';
import { ask } from './ask.ts';
import { stripMetadata } from './strip-metadata.ts';

/** A file that is on the server, sealed: what the entry says of it, and what proves that it is ours. */
export interface Uploaded {
	readonly reference: FileReference;
	readonly claim: { readonly file: string; readonly chunks: number; readonly token: string };
}

/** How often a chunk is tried before the sender is told; the pauses grow from a quarter of a second. */
const tries = 8;

/** Seals files chunk by chunk and sends each chunk as it is sealed. */
export async function uploadFiles(
	files: readonly File[],
	followUp: FollowUp,
	strip: boolean,
	progress: (done: number) => void,
): Promise<Result<Uploaded[]>> {
	const uploaded: Uploaded[] = [];
	const total = Math.max(
		1,
		files.reduce((sum, { size }) => sum + size, 0),
	);
	let before = 0;
	for (const file of files) {
		const sent = await uploadFile(file, followUp, strip, (bytes) => progress((before + bytes) / total));
		if (!sent.ok) return sent;
		uploaded.push(sent.value);
		before += file.size;
	}
	return ok(uploaded);
}

async function uploadFile(
	file: File,
	followUp: FollowUp,
	strip: boolean,
	progress: (bytes: number) => void,
): Promise<Result<Uploaded>> {
	const plain = await plainOf(file, strip);
	const started = startFile(plain.size);
	if (!started.ok) return started;
	const sealer = started.value;
	const token = toBase64url(uploadToken(followUp.authentication, sealer.file));
	const claim = { file: sealer.file, chunks: sealer.chunks, token };
	const begun = await again(() => ask<typeof beginUpload>('intake.beginUpload', claim));
	if (!begun.ok) return begun;
	const sent = await sendChunks(plain, sealer, token, progress);
	if (!sent.ok) return sent;
	const reference = sealer.reference({
		name: cut(file.name),
		mediaType: file.type || 'application/octet-stream',
	});
	return reference.ok ? ok({ reference: reference.value, claim }) : reference;
}

/** Photographs are small enough to be held whole while they are stripped; everything else is read piece by piece. */
async function plainOf(file: File, strip: boolean): Promise<Blob> {
	if (!strip || !/^image\/(jpeg|png)$/.test(file.type)) return file;
	const { bytes, stripped } = stripMetadata(new Uint8Array(await file.arrayBuffer()));
	return stripped ? new Blob([bytes as Uint8Array<ArrayBuffer>]) : file;
}

async function sendChunks(
	plain: Blob,
	sealer: FileSealer,
	token: string,
	progress: (bytes: number) => void,
): Promise<Result<void>> {
	for (let index = 0, at = 0; index < sealer.chunks; index++) {
		const wanted = sealer.wants();
		let piece: Uint8Array;
		try {
			piece = new Uint8Array(await plain.slice(at, at + wanted).arrayBuffer());
		} catch {
			return refuse('file.size-differs');
		}
		const sealed = sealer.sealNext(piece);
		if (!sealed.ok) return sealed;
		const kept = await again(() => putChunk(sealer.file, index, token, sealed.value));
		if (!kept.ok) return kept;
		at += wanted;
		progress(at);
	}
	return ok(undefined);
}

async function putChunk(
	file: string,
	index: number,
	token: string,
	sealed: Uint8Array,
): Promise<Result<unknown>> {
	try {
		const response = await fetch(`/api/intake/files/${file}/${index}`, {
			credentials: 'omit',
			method: 'PUT',
			headers: { 'accord-upload': token, 'content-type': 'application/octet-stream' },
			body: sealed as Uint8Array<ArrayBuffer>,
		});
		if (!response.headers.get('content-type')?.includes('json')) return refuse('network.unreachable');
		return (await response.json()) as Result<unknown>;
	} catch {
		return refuse('network.unreachable');
	}
}

/** Tries again while the line is down: what was kept is kept, and the same chunk twice is once. */
export async function again<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
	for (let tried = 1; ; tried++) {
		const answer = await work();
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
