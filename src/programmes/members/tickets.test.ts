import { expect, test } from 'vitest';
import { withRuntime } from '#test/builders/server.ts';
import { issueTicket, redeemTicket } from './tickets.ts';

const server = withRuntime();

test('a ticket is good once, however it is spelt, for its purpose and its time', () => {
	const { runtime } = server;
	const issue = () => issueTicket(runtime, 'sign-in', { person: 'vera' });
	const ticket = issue();
	expect(redeemTicket(runtime, 'recovery', ticket)).toBeUndefined();
	expect(redeemTicket(runtime, 'sign-in', ticket)).toEqual({ person: 'vera' });
	// base64 is read leniently: these are the same bytes.
	for (const again of [ticket, `${ticket}=`, ` ${ticket}`, ticket.replaceAll('-', '+').replaceAll('_', '/')])
		expect(redeemTicket(runtime, 'sign-in', again)).toBeUndefined();
	const late = issue();
	server.passTime(6 * 60_000);
	expect(redeemTicket(runtime, 'sign-in', late)).toBeUndefined();
	expect(redeemTicket(runtime, 'sign-in', 'none at all')).toBeUndefined();
});
