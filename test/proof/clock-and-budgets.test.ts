/**
 * Clocks that jump, and people who hammer: nothing is lost or doubled, nobody is locked out, no address is
 * remembered.
 */
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { budgets, makeBudget } from '#app/intake/budget.ts';
import { makeClient, memoryDevice } from '#test/builders/client.ts';
import { foundOrganisation } from '#test/builders/colleagues.ts';
import { must, startNetwork } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import { signIn } from '#programmes/members/sealed/sign-in.ts';
import { createVault } from '#vault/client/membership/vaults.ts';
import { newId } from '#vault/format/ids.ts';
import { VaultId } from '#vault/format/model.ts';
import { findLosses, listAll } from './load/check.ts';
import { newEntry, newFolder, type Writer } from './load/writes.ts';

const server = withRuntime();
const day = 86_400_000;

describe('a clock that jumps', () => {
	test('back a day and on a month loses and doubles nothing', async () => {
		const { organisation, founder } = await foundOrganisation(server.runtime);
		const vault = newId(VaultId);
		must(await createVault(founder, { organisation, vault, purpose: 'intake', holders: [] }));
		const client = { act: founder.act, ask: () => Promise.reject(new Error('Nothing is fetched here')) };
		const writer: Writer = { client, acting: founder, organisation, vault };
		const { folder, write } = newFolder(writer, 'before');
		expect(await write.send()).toBe('acknowledged');
		folder.acknowledged.push(...folder.unknown.splice(0));
		for (const jump of [-day, 30 * day, -29 * day, 5 * 3_600_000]) {
			server.passTime(jump);
			const next = newEntry(writer, folder, `after ${jump}`);
			expect(await next.write.send()).toBe('acknowledged');
			// The same again, as after an answer that was lost: it is there once.
			expect(await next.write.send()).toBe('acknowledged');
			folder.acknowledged.push(next.spelled);
			folder.heads = [next.hash];
		}
		expect(await findLosses(writer, [folder])).toEqual([]);
		expect(await listAll(client, { organisation, vault })).toHaveLength(1);
	});
});

describe('signing in', () => {
	test('slows down under wrong passphrases, locks nobody out, not even when the clock goes back, and keeps no name', async () => {
		const { coordinator } = await startNetwork(server.runtime);
		const { loginName, passphrase } = coordinator;
		const tryWith = (words: string) =>
			signIn(makeClient(server.runtime, memoryDevice()), { loginName, passphrase: words });
		const refused = [];
		for (let at = 0; at < 14; at++) refused.push(await tryWith(`wrong words ${at}`));
		expect(refused.at(-1)).toMatchObject({ refusal: { id: 'sign-in.slow-down' } });
		server.passTime(-day);
		server.passTime(120_000);
		expect(await tryWith(passphrase), 'two minutes later, by a clock put back a day').toMatchObject({
			ok: true,
		});
		server.passTime(day);
		const kept = inspect(
			[...server.runtime.held.entries()].filter(([name]) => name.includes('budget')),
			{
				depth: 6,
				maxArrayLength: null,
			},
		);
		expect(kept).toContain('spent');
		expect(kept).not.toContain(loginName);
	});
});

describe('writing in', () => {
	const from = (forwarded?: string, host = 'accord.example', peer = '127.0.0.1'): IncomingMessage => {
		const socket = new Socket();
		Object.defineProperty(socket, 'remoteAddress', { value: peer });
		const request = new IncomingMessage(socket);
		request.headers = { host, ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }) };
		return request;
	};
	const spending = (proxies: number) => {
		const clock = { now: new Date('2026-03-02T09:00:00Z') };
		const budget = makeBudget(() => clock.now, proxies);
		const spend = (times: number, ...who: Parameters<typeof from>) =>
			Array.from({ length: times }, () => budget.spend(from(...who))).filter(Boolean).length;
		return { clock, spend };
	};

	test('has a budget an hour for each address, and one for all who come over the onion', () => {
		const { clock, spend } = spending(1);
		expect(spend(budgets.address, '203.0.113.7')).toBe(0);
		expect(spend(5, '203.0.113.7')).toBe(5);
		expect(spend(1, '203.0.113.8'), 'another address is not held up').toBe(0);
		expect(spend(200, undefined, 'abcdefgh.onion'), 'the onion has its own').toBe(0);
		expect(spend(1_001, undefined, 'abcdefgh.onion')).toBe(1);
		clock.now = new Date('2026-03-02T10:00:01Z');
		expect(spend(1, '203.0.113.7'), 'nobody is locked out for longer than the hour').toBe(0);
	});

	test('believes what is said of an address only of the proxies it was told of', () => {
		const untold = spending(0);
		const pretended = (at: number) => `203.0.${at >> 8}.${at & 255}`;
		const refused = (spend: typeof untold.spend, ...who: [host?: string, peer?: string]) =>
			Array.from({ length: 1_300 }, (_, at) => spend(1, pretended(at), ...who)).filter(Boolean).length;
		expect(refused(untold.spend), 'all of one address, whatever it says').toBe(1_300 - budgets.shared);
		const told = spending(1);
		expect(refused(told.spend, 'accord.example', '198.51.100.9'), 'not one of ours').toBe(
			1_300 - budgets.address,
		);
		const alone = Array.from({ length: 70 }, (_, at) =>
			told.spend(1, `${pretended(at)}, 198.51.100.20`),
		).filter(Boolean);
		expect(alone, 'what the visitor wrote before our proxy adds to it').toHaveLength(10);
		const two = spending(2);
		expect(two.spend(61, '203.0.113.7, 10.0.0.1')).toBe(1);
		expect(two.spend(61, '203.0.113.8, 10.0.0.1'), 'the second from the end, behind two').toBe(1);
		expect(told.spend(70, '203.0.113.99', 'abcdefgh.onion'), 'the onion said by a visitor of the proxy').toBe(
			10,
		);
	});
});
