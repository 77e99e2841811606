/** Telling one process from another that later got the same number. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const hasProc = existsSync('/proc/self/stat');

function ps(pid: number, field: string): string | undefined {
	try {
		const said = execFileSync('ps', ['-p', String(pid), '-o', `${field}=`], { encoding: 'utf8' }).trim();
		return said || undefined;
	} catch {
		return undefined;
	}
}

/** When the process began, as the system writes it; undefined when there is none, or only its remains. */
export function beginningOf(pid: number): string | undefined {
	if (!hasProc) return ps(pid, 'lstart');
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The name in brackets may hold anything, so fields are counted from its end: state is the first.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
	} catch {
		return undefined;
	}
}

/** Whether `pid` is a server that works in this cluster's folder (a server's working folder is its cluster). */
export function isServerOf(pid: number, cluster: string): boolean {
	if (beginningOf(pid) === undefined) return false;
	if (!hasProc) return (ps(pid, 'comm') ?? '').includes('postgres');
	try {
		return readlinkSync(`/proc/${pid}/cwd`) === cluster;
	} catch {
		// Another user's process: not ours, for a server of this cluster runs as somebody we may look at.
		return false;
	}
}

/** Sends a signal; false when the process is gone. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
	try {
		process.kill(pid, name);
		return true;
	} catch {
		return false;
	}
}

/** Waits until the condition holds; false when it did not within the time. */
export async function until(holds: () => boolean, milliseconds: number): Promise<boolean> {
	const end = performance.now() + milliseconds;
	while (!holds()) {
		if (performance.now() > end) return false;
		await pause(20);
	}
	return true;
}
