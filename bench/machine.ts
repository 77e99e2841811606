import { readFileSync } from 'node:fs';
import os from 'node:os';
import { below } from '#test/harness/process-tree.ts';

/** What the figures were measured on: processors, memory, system, Node; no names or paths. */
export function machine(): string {
	const [cpu] = os.cpus();
	const memory = Math.round(os.totalmem() / 2 ** 30);
	return `${os.availableParallelism()} × ${cpu?.model.trim() || os.arch()}, ${memory} GiB, ${system()}, Node ${process.versions.node}`;
}

function system(): string {
	try {
		return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? os.type();
	} catch {
		return os.type();
	}
}

/** Proportional set size of a process and everything below it, in MB (Linux: smaps_rollup). */
export function proportionalMemory(root: number): { total: number; byProcess: Map<string, number> } {
	const byProcess = new Map<string, number>();
	let total = 0;
	for (const pid of [root, ...below(root)]) {
		let rollup: string;
		let name: string;
		try {
			rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
			name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
		} catch {
			continue; // it ended between the listing and the reading
		}
		const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
		total += kilobytes / 1000;
		byProcess.set(name, (byProcess.get(name) ?? 0) + kilobytes / 1000);
	}
	return { total, byProcess };
}
