import { readdir, readFile } from 'node:fs/promises';

/** Proportional memory of all processes of this browser, in megabytes. */
export async function memoryOf(userData: string): Promise<number> {
	const own = new Set<string>();
	const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
	const parents = new Map<string, string>();
	for (const pid of pids) {
		const [line, stat] = await Promise.all([
			readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
			readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''),
		]);
		parents.set(pid, stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '');
		if (line.includes(userData)) own.add(pid);
	}
	for (let found = true; found;) {
		found = false;
		for (const [pid, parent] of parents) {
			if (own.has(parent) && !own.has(pid)) {
				own.add(pid);
				found = true;
			}
		}
	}
	let kilobytes = 0;
	for (const pid of own) {
		const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
		kilobytes += Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
	}
	return kilobytes / 1024;
}
