import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { percentile, type Bench, type Figure } from '../figure.ts';
import { openMeasured, type Measured } from './measured.ts';
import { memoryOf } from './memory.ts';
import { measureReplies } from './reply.ts';

const twentyMegabits = 20_000_000;

/** The desk in a real browser: an empty one on a slow line, and one that holds everything already. */
export const desk: Bench = {
	name: 'desk',
	says: 'a desk with 10,000 and 100,000 folders in Chromium: cold, warm, search as one types, memory; a reply on a colleague’s page',
	run: async (say) => [...(await measureReplies(say)), ...(await measureDesk([10_000, 100_000], say))],
};

export async function measureDesk(sizes: readonly number[], say: (line: string) => void): Promise<Figure[]> {
	const place = await mkdtemp(join(os.tmpdir(), 'accord-desk-'));
	let measured: Measured | undefined;
	try {
		measured = await openMeasured(place, say);
		const figures: Figure[] = [];
		for (const size of sizes) figures.push(...(await measureSize(measured, size, place, say)));
		return figures;
	} finally {
		await measured?.close();
		await rm(place, { recursive: true, force: true });
	}
}

async function measureSize(
	measured: Measured,
	size: number,
	place: string,
	say: (line: string) => void,
): Promise<Figure[]> {
	const many = size.toLocaleString('en-GB');
	const [warmTarget, searchTarget] = size > 10_000 ? [6, 60] : [1.5, 30];
	const userData = join(place, `browser-${size}`);
	const { host } = measured;
	const masterKey = [...randomBytes(32)];
	const vault = await measured.fill(size);
	const figures: Figure[] = [];
	const add = (name: string, value: number, unit: string, target?: string, note?: string) =>
		figures.push({ name: `${many} folders, ${name}`, value, unit, target, note });

	say(`${many}: cold`);
	host.line = twentyMegabits;
	await measured.inBrowser(userData, async (context) => {
		const page = await measured.begin(context, vault, masterKey);
		const seen = await measured.whenSeen(
			page,
			(now) => now.ready !== undefined && now.whole !== undefined,
			600_000,
		);
		const first = size === 10_000 ? '2 s' : undefined;
		const whole = size === 10_000 ? '15 s' : undefined;
		add('cold: first 500 usable', seconds(seen.usable), 's', first, '20 Mbit/s, the code included');
		add('cold: complete', seconds(seen.whole), 's', whole);
		await measured.end(page);
	});
	host.line = undefined;

	say(`${many}: warm`);
	await measured.inBrowser(userData, async (context) => {
		const empty = await memoryOf(userData);
		const page = await measured.begin(context, vault, masterKey);
		const seen = await measured.whenSeen(page, (now) => now.ready !== undefined, 120_000);
		if (seen.firstTotal !== size) throw new Error(`The first view held ${seen.firstTotal} of ${size}`);
		add('warm: usable queue', seconds(seen.first), 's', `${warmTarget} s`, 'from the navigation, keys given');
		add('warm: what is on the device was read', seconds(seen.held), 's');
		add('warm: all of it found by search', seconds(seen.ready), 's');
		const times: number[] = [];
		for (const text of vault.queries) {
			times.push(...(await measured.type(page, text)));
		}
		const note = `${times.length} answers, letter by letter, one query in five mistyped`;
		add('search as one types, p95', percentile(times, 0.95), 'ms', `${searchTarget} ms`, note);
		add('search as one types, median', percentile(times, 0.5), 'ms');
		add(
			'memory of the browser over an empty one',
			(await memoryOf(userData)) - empty,
			'MB',
			undefined,
			'PSS',
		);
	});
	return figures;
}

const seconds = (ms: number | undefined) => (ms ?? Number.NaN) / 1000;
