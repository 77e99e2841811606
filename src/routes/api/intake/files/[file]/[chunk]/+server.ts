import { json } from '@sveltejs/kit';
import { receiveVisitorChunk } from '#programmes/intake/index.ts';
import { refuse, type Result } from '#platform/result.ts';
import { runtime } from '#platform/runtime.ts';
import { mostChunk } from '#vault/server/folders/index.ts';
import type { RequestHandler } from './$types';

/** A sealed chunk of a sender's file comes in, before the letter that names it. */
export const PUT: RequestHandler = async ({ params, request }) => {
	if (Number(request.headers.get('content-length') ?? 0) > mostChunk)
		return said(refuse('file.chunk-too-large'));
	let body: Uint8Array;
	try {
		body = new Uint8Array(await request.arrayBuffer());
	} catch {
		return said(refuse('file.chunk-broken-off'));
	}
	return said(await receive(params, request, body));
};

/** Which chunks are there: where a broken upload is taken up again. */
export const GET: RequestHandler = async ({ params, request }) =>
	said(await receive(params, request, undefined));

function receive(params: { file: string; chunk: string }, request: Request, body: Uint8Array | undefined) {
	const index = /^\d{1,3}$/.test(params.chunk) ? Number(params.chunk) : -1;
	return receiveVisitorChunk(
		runtime(),
		{ file: params.file, index },
		request.headers.get('accord-upload'),
		body,
	);
}

function said(answer: Result<unknown>): Response {
	return json(answer, { status: answer.ok ? 200 : 409, headers: { 'cache-control': 'no-store' } });
}
