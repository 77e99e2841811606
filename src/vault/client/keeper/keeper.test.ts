import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { refuse, type Result } from '#platform/result.ts';
import { newId } from '../../format/ids.ts';
import { PersonId } from '../../format/model.ts';
import { vaultReady } from '../../format/sodium.ts';
import { makePerson } from '../../seal/person.ts';
import { anchorsInMemory } from '../ring/key-ring.ts';
import { makeKeeper, type KeeperParts } from './keeper.ts';
import type { KeeperState } from './model.ts';
import { events } from './live.ts';
import { connect, serve, type Port, type Served } from './rpc.ts';

const follow: KeeperParts['follow'] = () => ({ stop: () => undefined, retry: () => undefined });
const signedOut: KeeperParts['act'] = async () => refuse('access.sign-in');

async function unlocked(parts: Partial<KeeperParts> = {}) {
	await vaultReady();
	const keeper = makeKeeper({
		act: async () => refuse('network.unreachable'),
		anchors: anchorsInMemory(),
		follow,
		...parts,
	});
	const states: KeeperState[] = [];
	keeper.watchState((state) => states.push(state));
	const secrets = makePerson(newId(PersonId));
	keeper.hold(secrets);
	return { keeper, secrets, last: () => states.at(-1) };
}

describe('the lock', () => {
	beforeEach(() => vi.useFakeTimers());
	afterEach(() => vi.useRealTimers());

	test('closes after fifteen minutes without a sign of life, and zeroes the keys', async () => {
		const { keeper, secrets, last } = await unlocked();
		vi.advanceTimersByTime(14 * 60_000);
		keeper.idle.touch();
		vi.advanceTimersByTime(14 * 60_000);
		expect(last()?.phase).toBe('unlocked');
		vi.advanceTimersByTime(60_000 + 5_000);
		expect(last()).toMatchObject({ phase: 'locked', reason: 'idle' });
		expect(secrets.masterKey.every((byte) => byte === 0)).toBe(true);
		expect(secrets.signing.secret.every((byte) => byte === 0)).toBe(true);
	});

	test('asks the wall clock first when the machine wakes', async () => {
		const { keeper } = await unlocked();
		// Asleep: no timer runs, and the clock goes on.
		vi.setSystemTime(Date.now() + 16 * 60_000);
		expect(keeper.ring()).toEqual({ ok: false, refusal: { id: 'keeper.locked' } });
		expect(keeper.state()).toMatchObject({ phase: 'locked', reason: 'idle' });
	});

	test('can be told another time, within bounds', async () => {
		const { keeper, last } = await unlocked();
		keeper.idle.setMinutes(0);
		vi.advanceTimersByTime(66_000);
		expect(last()).toMatchObject({ phase: 'locked', idleMinutes: 1 });
	});
});

test('an ended session locks', async () => {
	const { keeper, last } = await unlocked({ act: signedOut });
	await keeper.begin();
	expect(last()).toMatchObject({ phase: 'locked', reason: 'session-ended' });
});

describe('calls over a port', () => {
	const open = (served: Served) => {
		const { port1, port2 } = new MessageChannel();
		serve(port1 as unknown as Port, served);
		const called = connect<
			{ double(n: number): Promise<Result<number>>; fail(): Promise<Result<void>> },
			{ count: { query: number; news: number } }
		>(port2 as unknown as Port);
		return { called, end: () => port1.close() };
	};
	const served: Served = {
		call: async (name, input, { progress }) => {
			if (name === 'fail') throw new Error('with what is sealed in its text');
			progress('half');
			return { ok: true, value: Number(input) * 2 };
		},
		watch: (_, query, tell) => {
			tell(query);
			return { change: tell, stop: () => undefined };
		},
	};

	test('answer, tell how far they are, and hide what was thrown', async () => {
		const { called, end } = open(served);
		const told: unknown[] = [];
		expect(await called.double(4, { progress: (value) => told.push(value) })).toEqual({ ok: true, value: 8 });
		expect(told).toEqual(['half']);
		expect(await called.fail()).toEqual({ ok: false, refusal: { id: 'keeper.failed' } });
		end();
	});

	test('a subscription changes its query, and a closed line refuses by name', async () => {
		const { called, end } = open(served);
		const news: number[] = [];
		const watch = called.watch('count', 1, (n) => news.push(n));
		watch.change(2);
		await vi.waitFor(() => expect(news).toEqual([1, 2]));
		called.close();
		expect(await called.double(1)).toEqual({ ok: false, refusal: { id: 'keeper.closed' } });
		end();
	});
});

test('live updates are read across the borders of chunks; what is none is passed over', async () => {
	const organisation = newId(PersonId);
	const text = `retry: 1000\n\ndata: {"kind":"log","organisation":"${organisation}","length":3}\n\n: here\n\ndata: {"kind":"other"}\n\ndata: {"kind":"ended"}\n\n`;
	const bytes = new TextEncoder().encode(text);
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.slice(at, at + 7));
			controller.close();
		},
	});
	const heard = [];
	for await (const event of events(body)) heard.push(event);
	expect(heard).toEqual([{ kind: 'log', organisation, length: 3 }, { kind: 'ended' }]);
});
