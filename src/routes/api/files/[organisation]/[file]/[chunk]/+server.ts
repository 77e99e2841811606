import { json } from '@sveltejs/kit';
import { Readable } from 'node:stream';
import { refuse, type Refusal } from '#platform/result.ts';
import { runtime } from '#platform/runtime.ts';
import { mostChunk, readChunkAddress, receiveChunk, sendChunk } from '#vault/server/folders/index.ts';
import type { RequestHandler } from './$types';

const headers = { 'cache-control': 'no-store' };

/** One sealed chunk comes in: raw bytes, kept as they are or not at all. */
export const PUT: RequestHandler = async ({ params, request, locals }) => {
	const at = readChunkAddress(params.organisation, params.file, params.chunk);
	if (!at) return refused({ id: 'file.unknown' });
	const announced = Number(request.headers.get('content-length') ?? 0);
	if (announced > mostChunk) return refused({ id: 'file.chunk-too-large' });
	let body: Uint8Array;
	try {
		body = new Uint8Array(await request.arrayBuffer());
	} catch {
		// The line broke in the middle: nothing of this chunk was kept.
		return json(refuse('file.chunk-broken-off'), { status: 400, headers });
	}
	const kept = await receiveChunk(runtime(), locals.actor, at, body);
	return kept.ok ? json(kept, { headers }) : refused(kept.refusal);
};

/** One sealed chunk goes out, as it was stored. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const at = readChunkAddress(params.organisation, params.file, params.chunk);
	const found = at ? await sendChunk(runtime(), locals.actor, at) : refuse('file.unknown');
	if (!found.ok) return refused(found.refusal);
	const { stream, length } = found.value;
	return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
		headers: {
			...headers,
			'content-type': 'application/octet-stream',
			'content-length': String(length),
			'content-disposition': 'attachment',
		},
	});
};

function refused(refusal: Refusal): Response {
	const status = { 'file.unknown': 404, 'file.chunk-missing': 404, 'file.disk-full': 507 }[refusal.id] ?? 409;
	return json({ ok: false, refusal }, { status, headers });
}
