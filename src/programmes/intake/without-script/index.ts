/** The door of the intake's child process: one function that answers every request of `/write`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLocale } from '#platform/locale.ts';
import { answerShell } from './answer-page.ts';
import { limits } from '../model.ts';
import { askForCode, takeCode } from './follow.ts';
import { hearToTheEnd } from './hear-to-the-end.ts';
import type { House, Place } from './house.ts';
import { showForm, takeForm } from './write.ts';

export type { House, Shell } from './house.ts';
export { makeTickets } from './tickets.ts';
export { findDesks } from '../desks.ts';

/** The header by which the main process says that too much came from one place; never a place. */
export const budgetHeader = 'x-accord-over-budget';

const slug = /^[a-z0-9][a-z0-9-]{1,60}$/;

/** Where a request came in; undefined where it is none of ours. */
export function placeOf(request: IncomingMessage): Place | undefined {
	const [path = '', query = ''] = (request.url ?? '').split('?', 2);
	const [, locale = '', write, rest, ...more] = path.replace(/\/$/, '').split('/');
	if (!isLocale(locale) || write !== 'write' || more.length > 0) return undefined;
	if (rest !== undefined && !slug.test(rest)) return undefined;
	const page = rest === 'follow' ? 'follow' : 'write';
	return {
		locale,
		page,
		organisation: page === 'write' && rest !== undefined ? rest : null,
		query: new URLSearchParams(query),
		overBudget: request.headers[budgetHeader] === 'yes',
	};
}

/** Answers a request of `/write`, `/write/ORG` or `/write/follow`. */
export async function answerVisitor(
	house: House,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const place = placeOf(request);
	if (!place) {
		await hearToTheEnd(request, limits.postBytes);
		response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
		response.end();
		return;
	}
	const posting = request.method === 'POST';
	if (!posting && place.query.has('shell')) return answerShell(house, place, response);
	if (place.page === 'follow')
		await (posting ? takeCode(house, place, request, response) : askForCode(house, place, response));
	else await (posting ? takeForm(house, place, request, response) : showForm(house, place, response));
}
