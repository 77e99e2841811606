import autocannon from 'autocannon';
import { median, type Bench, type Figure } from './figure.ts';
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
			const ours: number[] = [];
			const theirs: number[] = [];
			const ratios: number[] = [];
			try {
				for (let round = 0; round < rounds; round += 1) {
					say(`cached page, round ${round + 1} of ${rounds}`);
					const a = await load(page);
					const b = await load(bare.address);
					ours.push(a.rate);
					theirs.push(b.rate);
					ratios.push(a.rate / b.rate);
				}
			} finally {
				await bare.stop();
			}
			const cached: Figure = {
				name: 'public page, cached',
				value: median(ours),
				unit: 'req/s',
				target: 'ratio 0.5 or more',
				peer: { name: 'bare node:http, same bytes', value: median(theirs), ratio: median(ratios) },
			};
			const size: Figure = {
				name: 'public page, bytes',
				value: body.length / 1000,
				unit: 'KB',
				target: 'under 40',
			};
			const rates: number[] = [];
			const tails: number[] = [];
			for (let round = 0; round < rounds; round += 1) {
				say(`uncached page, round ${round + 1} of ${rounds}`);
				const { rate, p99 } = await load(`${page}?fresh`);
				rates.push(rate);
				tails.push(p99);
			}
			return [
				cached,
				size,
				{ name: 'public page, uncached', value: median(rates), unit: 'req/s', target: '1,500' },
				{ name: 'public page, uncached, p99', value: median(tails), unit: 'ms' },
			];
		} finally {
			await server.stop();
		}
	},
};
