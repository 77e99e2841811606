import { setTimeout as pause } from 'node:timers/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { median, type Bench } from './figure.ts';
import { proportionalMemory } from './machine.ts';
import { serve } from './server.ts';

/** `npm run demo` when everything is installed, built and filled; and what it holds in memory. */
export const demo: Bench = {
	name: 'demo',
	says: 'the demonstration: ready when installed, built and filled; memory',
	async run(say) {
		const dataDir = await mkdtemp(join(os.tmpdir(), 'accord-bench-demo-'));
		try {
			say('filling an empty data folder');
			const first = await serve('demo', { dataDir });
			await first.stop();
			const times: number[] = [];
			let memory = { total: Number.NaN, byProcess: new Map<string, number>() };
			for (let round = 0; round < 5; round += 1) {
				say(`starting, round ${round + 1} of 5`);
				const again = await serve('demo', { dataDir });
				times.push(again.readyMs / 1000);
				if (round === 4) {
					for (const path of ['/ru', '/en', '/ru/write', '/ru/desk/sign-in'])
						await (await fetch(again.address + path)).arrayBuffer();
					await pause(3_000);
					memory = proportionalMemory(again.pid);
				}
				await again.stop();
			}
			return [
				{
					name: 'demo, ready when filled',
					value: median(times),
					unit: 's',
					target: 'under 4',
					note: `${Math.min(...times).toFixed(2)} to ${Math.max(...times).toFixed(2)}`,
				},
				{ name: 'demo, first filling', value: first.readyMs / 1000, unit: 's' },
				{
					name: 'memory (PSS) of server and database',
					value: memory.total,
					unit: 'MB',
					target: 'under 450',
					note: [...memory.byProcess].map(([name, mb]) => `${name} ${Math.round(mb)}`).join(', '),
				},
			];
		} finally {
			await rm(dataDir, { recursive: true, force: true });
		}
	},
};
