import type { ServerResponse } from 'node:http';
import type { Refusal } from '#platform/result.ts';
import { fillShell, type Fillings } from '#vault/without-script/index.ts';
import { writeRefusals } from '../ui/visitor/refusals.ts';
import type { House, Place } from './house.ts';

/** Which shell, with what the main process may know of it. */
export interface PageAsked {
	readonly page: 'form' | 'sent' | 'kept' | 'waiting' | 'code' | 'dialogue' | 'destroy' | 'destroyed';
	readonly status?: number;
	readonly refusals?: readonly Refusal[];
	/** Words of ours: a slug, a status. */
	readonly facts?: Readonly<Record<string, string>>;
	readonly fillings?: Fillings;
	/** Ask again after so many seconds. */
	readonly again?: { readonly seconds: number; readonly address: string };
}

/** Answers with a shell, filled; the bytes are zeroed once they are on their way. */
export async function answerPage(
	house: House,
	place: Place,
	response: ServerResponse,
	asked: PageAsked,
): Promise<void> {
	const { page, status = 200, refusals = [], facts = {}, fillings = {}, again } = asked;
	const query = new URLSearchParams({ page, ...facts });
	if (place.query.get('type') === 'large') query.set('type', 'large');
	if (refusals.length > 0) query.set('refused', writeRefusals(refusals));
	const shell = await house.shell(`${addressOf(place)}?${query}`);
	const body = fillShell(shell.pieces, fillings);
	response.writeHead(status, {
		'content-type': 'text/html; charset=utf-8',
		'content-length': body.length,
		'content-security-policy': shell.policy,
		'cache-control': 'no-store',
		...(again
			? { 'retry-after': String(again.seconds), refresh: `${again.seconds}; url=${again.address}` }
			: {}),
		...(status === 503 && !again ? { 'retry-after': '30' } : {}),
	});
	response.end(body, () => body.fill(0));
}

/**
 * A shell with its marks left open, for the page's own script: it has nothing of the sender's, and what goes
 * into it never comes here.
 */
export async function answerShell(house: House, place: Place, response: ServerResponse): Promise<void> {
	const query = new URLSearchParams(place.query);
	query.set('page', query.get('shell') ?? '');
	query.delete('shell');
	const shell = await house.shell(`${addressOf(place)}?${query}`);
	response.writeHead(200, {
		'content-type': 'text/html; charset=utf-8',
		'content-security-policy': shell.policy,
		'cache-control': 'no-store',
	});
	response.end(shell.html);
}

/** The address that the page stands at. */
export function addressOf({ locale, page, organisation }: Place): string {
	if (page === 'follow') return `/${locale}/write/follow`;
	return organisation === null ? `/${locale}/write` : `/${locale}/write/${organisation}`;
}
