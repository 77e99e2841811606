import { visitor, type Actor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { openArrivingChunks, type ArrivingChunks } from '#platform/files/arriving-chunks.ts';
import { held } from '#platform/held.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Runtime } from '#platform/runtime.ts';
import { fromBase64url, sameBytes } from '#vault/format/bytes.ts';
import type { SealedChunk } from '#vault/format/envelope.ts';
import { FileId } from '#vault/format/model.ts';
import { readChunk } from '#vault/seal/file.ts';
import { hashLocator } from '#vault/seal/follow-up.ts';
import { mostChunk } from '#vault/server/folders/index.ts';
import { findUpload } from './store/uploads.ts';
import { hashUploadToken } from './uploads.ts';

/** The chunks on their way, in this server's data folder. */
export function arrivingChunks(runtime: Runtime): ArrivingChunks {
	return held(runtime, 'intake.arriving', () => openArrivingChunks(runtime.config.dataDir));
}

/**
 * Takes in one chunk of a sender's file, or with no body says which are there: in any order, twice without
 * harm, whole or not at all. The token proves that whoever sends is who began it.
 */
export async function receiveVisitorChunk(
	runtime: Runtime,
	at: { readonly file: string; readonly index: number },
	token: string | null,
	body: Uint8Array | undefined,
): Promise<Result<{ readonly have: readonly number[] }>> {
	const shown = fromBase64url(token ?? '');
	if (!FileId.safeParse(at.file).success || shown?.length !== 32) return refuse('file.unknown');
	const upload = await within(runtime.db, visitor, (tx) => findUpload(tx, at.file));
	if (!upload || !sameBytes(hashUploadToken(shown), upload.tokenHash)) return refuse('file.unknown');
	const arriving = arrivingChunks(runtime);
	if (body) {
		if (body.length > mostChunk) return refuse('file.chunk-too-large');
		const head = readChunk(body as SealedChunk);
		if (!head.ok) return refuse('file.chunk-altered', { params: { index: at.index } });
		const { file, index, last } = head.value;
		if (file !== at.file || index !== at.index || last !== (index === upload.chunks - 1)) {
			return refuse('file.chunk-misplaced', { params: { index: at.index } });
		}
		const kept = await arriving.keep(at.file, at.index, body);
		if (kept === 'differs') return refuse('file.chunk-taken', { params: { index: at.index } });
	}
	return ok({ have: await arriving.list(at.file) });
}

/** A sender as row-level security knows them: by the hash of the locator shown. */
export function senderOf(locator: string | null): Actor | undefined {
	const shown = fromBase64url(locator ?? '');
	if (shown?.length !== 16) return undefined;
	return { kind: 'visitor', locator: Buffer.from(fromBase64url(hashLocator(shown)) ?? []).toString('hex') };
}
