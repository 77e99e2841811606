import autocannon from 'autocannon';
import { median, type Bench } from './figure.ts';
import { serve, serveBare } from './server.ts';

const connections = 32;
const seconds = 4;
const rounds = 3;

/** One round of load; requests a second, and the 99th percentile in milliseconds. */
async function load(
	url: string,
	headers: Record<string, string> = {},
): Promise<{ rate: number; p99: number }> {
	const result = await autocannon({ url, connections, duration: seconds, headers });
	if (result.non2xx > 0 || result.errors > 0)
		throw new Error(`${result.non2xx} answers were refusals, ${result.errors} errors`);
	return { rate: result.requests.average, p99: result.latency.p99 };
}

/** A page and its peer under load in turn; medians of the rounds. */
async function compared(what: string, page: string, peer: string, say: (line: string) => void) {
	const ours: { rate: number; p99: number }[] = [];
	const theirs: number[] = [];
	for (let round = 0; round < rounds; round += 1) {
		say(`${what} page, round ${round + 1} of ${rounds}`);
		ours.push(await load(page));
		theirs.push((await load(peer)).rate);
	}
	return {
		ours: median(ours.map(({ rate }) => rate)),
		p99: median(ours.map(({ p99 }) => p99)),
		theirs: median(theirs),
		ratio: median(ours.map(({ rate }, round) => rate / (theirs[round] ?? Number.NaN))),
	};
}

/**
 * The public page answered from memory against a bare `node:http` server sending the same bytes, in turn;
 * then the page made anew for each request, with its database queries (an address with another question in it
 * is never kept in memory).
 */
export const publicPage: Bench = {
	name: 'public-page',
	says: 'a public page from memory and from the database, 32 connections',
	async run(say) {
		const server = await serve('demo');
		try {
			const page = `${server.address}/en`;
			const first = await fetch(page);
			const body = Buffer.from(await first.arrayBuffer());
			const headers = Object.fromEntries(
				[...first.headers].filter(([name]) => !/^(date|connection|keep-alive)$/.test(name)),
			);
			const bare = await serveBare(body, headers);
			try {
				const cached = await compared('cached', page, bare.address, say);
				const fresh = await compared('uncached', `${page}?fresh`, bare.address, say);
				const peer = 'bare node:http, same bytes';
				return [
					{
						name: 'public page, cached',
						value: cached.ours,
						unit: 'req/s',
						target: 'ratio 0.5 or more',
						peer: { name: peer, value: cached.theirs, ratio: cached.ratio },
					},
					{ name: 'public page, bytes', value: body.length / 1000, unit: 'KB', target: 'under 40' },
					{
						name: 'public page, uncached',
						value: fresh.ours,
						unit: 'req/s',
						target: '1,500',
						peer: { name: peer, value: fresh.theirs, ratio: fresh.ratio },
					},
					{ name: 'public page, uncached, p99', value: fresh.p99, unit: 'ms' },
				];
			} finally {
				await bare.stop();
			}
		} finally {
			await server.stop();
		}
	},
};
