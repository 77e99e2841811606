import { setTimeout as pause } from 'node:timers/promises';
import { percentile, median, type Bench } from './figure.ts';
import { below } from '#test/harness/process-tree.ts';
import { proportionalMemory } from './machine.ts';
import { serve, type Served } from './server.ts';

const senders = 8;
const requests = Number(process.env.ACCORD_BENCH_REQUESTS ?? 5_000);
const text = 'Их увезли в пять утра, куда — не говорят. '.repeat(40);

/** One person without script: fetches the form, sends it, reads the page with the code. */
async function writeIn(address: string): Promise<void> {
	// Each from a place of their own, as a proxy would say it: the budget of one address is sixty an hour.
	const place = Array.from({ length: 3 }, () => Math.floor(Math.random() * 250)).join('.');
	const headers = { accept: 'text/html', origin: address, 'x-forwarded-for': `10.${place}` };
	const form = await (await fetch(`${address}/ru/write`)).text();
	const body = new FormData();
	for (const [, name = '', value = ''] of form.matchAll(
		/<input type="hidden" name="([^"]+)" value="([^"]*)"/g,
	))
		body.append(name, value);
	body.append('need', 'detained-or-beaten');
	body.append('region', 'RU-TUL');
	body.append('to', '');
	body.append('text', text);
	let answer = await fetch(`${address}/ru/write`, {
		method: 'POST',
		body,
		headers,
	});
	let page = await answer.text();
	// A waiting page asks again by itself; so do we.
	for (let asked = 0; asked < 120 && !page.includes('data-code'); asked += 1) {
		const next = /url=(.+)$/.exec(answer.headers.get('refresh') ?? '')?.[1];
		if (next === undefined) throw new Error(`Writing in was answered with ${answer.status}`);
		await pause(1000);
		answer = await fetch(new URL(next, address));
		page = await answer.text();
	}
}

/** Reads a cached page again and again, and remembers how long each took. */
async function readOn(address: string, until: () => boolean): Promise<number[]> {
	const times: number[] = [];
	while (!until()) {
		const began = performance.now();
		await (await fetch(`${address}/ru`)).arrayBuffer();
		times.push(performance.now() - began);
		await pause(10);
	}
	return times;
}

/** The medians of five equal stretches, in whole megabytes: flat, or does it climb? */
function fifths(memory: readonly number[]): number[] {
	const each = Math.max(1, Math.floor(memory.length / 5));
	return Array.from({ length: 5 }, (_, i) => memory.slice(i * each, (i + 1) * each))
		.filter((part) => part.length > 0)
		.map((part) => Math.round(median(part)));
}

/** In all, and the database's share of it: its shared buffers fill up to their limit, which is no growth of ours. */
function memoryOf(server: Served): { total: number; database: number } {
	const { total, byProcess } = proportionalMemory(server.pid);
	return { total, database: byProcess.get('postgres') ?? 0 };
}

/** Requests without script at their greatest pace, while somebody reads a public page. */
export const intake: Bench = {
	name: 'intake',
	says: 'requests without script: Argon2id 64 MiB one pass, sealed, committed; a page is read meanwhile',
	async run(say) {
		const server = await serve('demo');
		try {
			for (let i = 0; i < 4; i += 1) await writeIn(server.address);
			const before = memoryOf(server);
			let left = requests;
			let sent = 0;
			let ended = false;
			const memory: ReturnType<typeof memoryOf>[] = [];
			const began = performance.now();
			const reading = readOn(server.address, () => ended);
			const work = async () => {
				while (left > 0) {
					left -= 1;
					await writeIn(server.address);
					sent += 1;
					if (sent % 50 === 0) {
						memory.push(memoryOf(server));
						say(`${sent} of ${requests}`);
					}
				}
			};
			const all = Array.from({ length: senders }, work);
			await Promise.allSettled(all);
			await Promise.all(all).finally(() => (ended = true));
			const seconds = (performance.now() - began) / 1000;
			const times = await reading;
			const totals = memory.map(({ total }) => total);
			return [
				{
					name: 'intake without script',
					value: requests / seconds,
					unit: '/s',
					target: '15',
					note: `${requests} requests, ${senders} at once, ${below(server.pid).length + 1} processes`,
				},
				{
					name: 'cached page meanwhile, p95',
					value: percentile(times, 0.95),
					unit: 'ms',
					target: 'under 50',
				},
				{
					name: 'memory (PSS) meanwhile',
					value: median(totals),
					unit: 'MB',
					target: 'bounded and flat',
					note: `before ${Math.round(before.total)}, most ${Math.round(Math.max(...totals))}; medians of each fifth: ${fifths(totals).join(', ')}; of it the database: ${fifths(memory.map(({ database }) => database)).join(', ')}`,
				},
			];
		} finally {
			await server.stop();
		}
	},
};
