/**
 * Whoever tries codes: slowed down where they come from and nowhere else, told the same whatever they tried,
 * in the same time; and nothing of them is remembered.
 */
import { randomInt } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { getHeapSnapshot } from 'node:v8';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { budgets, makeBudget } from '#app/intake/budget.ts';
import { beginOpenNetwork } from '#test/builders/desk-over-http.ts';
import { textOf, visitorAt, writeIn, type Visitor } from '#test/builders/visitor-over-http.ts';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { newFollowUpCode } from '#vault/format/follow-up-code.ts';
import { vaultReady } from '#vault/format/sodium.ts';

// A whole heap is written out, and a hundred codes are derived: a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000 });

let server: RealServer;
let addresses = 0;
/** Somebody who was never here: an address of their own. */
const stranger = (): Visitor => visitorAt(server.address, { 'x-forwarded-for': `198.51.100.${++addresses}` });
const follow = (visitor: Visitor, code: string) => visitor.post('/ru/write/follow', { code });
const write = () =>
	writeIn(stranger(), { need: 'other', region: 'RU-MOW', text: 'Письмо' }).then(({ code }) => code);

beforeAll(async () => {
	await vaultReady();
	// Behind one proxy, which says whence somebody comes.
	server = await startRealServer({ env: { ACCORD_PROXIES: '1' } });
	await beginOpenNetwork(server);
});
afterAll(() => server.end());

test('many wrong codes from one address slow that address, and nobody else', async () => {
	const code = await write();
	const guesser = stranger();
	const answers: number[] = [];
	for (let at = 0; at < budgets.address; at++)
		answers.push((await follow(guesser, newFollowUpCode())).status);
	expect(new Set(answers)).toEqual(new Set([404]));
	const late = await follow(guesser, newFollowUpCode());
	expect(late.status).toBe(429);
	// Also the right code has to wait there: otherwise the answer would tell it from the wrong ones.
	const right = await follow(guesser, code);
	expect(right.status).toBe(429);
	const said = (html: string, typed: string) => textOf(html.split('<main')[1] ?? '').replaceAll(typed, '');
	expect(said(right.html, code)).toBe(said(late.html, newFollowUpCode()).replaceAll(/\d{24}/g, ''));
	expect((await follow(stranger(), code)).status, 'from elsewhere it opens').toBe(200);
});

describe('a code that opens nothing', () => {
	const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

	test('is answered alike and in the same time, whether it never was or was destroyed', async () => {
		const destroyed = await write();
		const gone = await stranger().post('/ru/write/follow', {
			code: destroyed,
			step: 'destroy',
			asked: 'yes',
			sure: 'yes',
		});
		expect(gone.status).toBe(200);
		const live = await write();
		const asked = {
			unknown: () => newFollowUpCode() as string,
			destroyed: () => destroyed,
			live: () => live,
		};
		const times: Record<string, number[]> = { unknown: [], destroyed: [], live: [] };
		const pages = new Set<string>();
		for (let round = 0; round < 15; round++) {
			for (const [kind, code] of Object.entries(asked)) {
				const typed = code();
				const began = performance.now();
				const page = await follow(stranger(), typed);
				times[kind]?.push(performance.now() - began);
				expect(page.status).toBe(kind === 'live' ? 200 : 404);
				if (kind === 'live') continue;
				// Each page carries an id of its own for what may be written next.
				pages.add(
					page.html.replaceAll(typed, '').replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ''),
				);
			}
		}
		expect([...pages], 'they say the same').toHaveLength(1);
		const [unknown, gone2, right] = ['unknown', 'destroyed', 'live'].map((kind) => median(times[kind] ?? []));
		// Deriving takes most of the time and is done for each; what is left is one look into a table.
		const apart = (a = 0, b = 0) => Math.abs(a - b) / Math.max(a, b);
		expect(apart(unknown, gone2), JSON.stringify(times)).toBeLessThan(0.3);
		expect(apart(unknown, right), JSON.stringify(times)).toBeLessThan(0.5);
	});
});

test('the counters hold no address', async () => {
	// Made of numbers, so that no text of this file is one.
	const parts = Array.from({ length: 3 }, () => randomInt(10, 250));
	const name = (last: number) => [...parts, last].join('.');
	const budget = makeBudget(() => new Date(), 1);
	const spendFrom = (address: string): void => {
		const request = new IncomingMessage(new Socket());
		request.headers = { host: 'accord.example', 'x-forwarded-for': address };
		budget.spend(request);
	};
	for (let last = 0; last < 200; last++) spendFrom(name(last));
	const control = { kept: name(251) };
	const held = await heapText();
	expect(held.includes(control.kept), 'the control is found').toBe(true);
	const found = Array.from({ length: 200 }, (_, last) => last).filter((last) =>
		held.includes(`"${name(last)}"`),
	);
	expect(found).toEqual([]);
	expect(typeof budget.spend).toBe('function');
});

/** Everything that this process still holds, as text: unreachable things are swept before. */
async function heapText(): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of getHeapSnapshot()) parts.push(part as Buffer);
	return Buffer.concat(parts).toString('latin1');
}
