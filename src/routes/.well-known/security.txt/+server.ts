import { text } from '@sveltejs/kit';
import { runtime } from '#platform/runtime.ts';
import type { RequestHandler } from './$types';

const year = 365 * 24 * 3600 * 1000;

/** RFC 9116: faults are reported through the network's own page. */
export const GET: RequestHandler = ({ url }) =>
	text(
		`Contact: ${url.origin}/en/write\nExpires: ${new Date(runtime().now().getTime() + year).toISOString()}\nPreferred-Languages: ru, en\n`,
		{ headers: { 'content-type': 'text/plain; charset=utf-8' } },
	);
