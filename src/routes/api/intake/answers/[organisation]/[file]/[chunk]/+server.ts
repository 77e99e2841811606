import { json } from '@sveltejs/kit';
import { Readable } from 'node:stream';
import { senderOf } from '#programmes/intake/index.ts';
import { refuse } from '#platform/result.ts';
import { runtime } from '#platform/runtime.ts';
import { readChunkAddress, sendChunk } from '#vault/server/folders/index.ts';
import type { RequestHandler } from './$types';

/** A sealed chunk of a file in the sender's own dialogue; the locator is shown in a header, never in an address. */
export const GET: RequestHandler = async ({ params, request }) => {
	const at = readChunkAddress(params.organisation, params.file, params.chunk);
	const sender = senderOf(request.headers.get('accord-locator'));
	const found = at && sender ? await sendChunk(runtime(), sender, at) : refuse('file.unknown');
	const headers = { 'cache-control': 'no-store' };
	if (!found.ok) return json(found, { status: 404, headers });
	const { stream, length } = found.value;
	return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
		headers: { ...headers, 'content-type': 'application/octet-stream', 'content-length': String(length) },
	});
};
