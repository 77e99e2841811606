import { readFileSync } from 'node:fs';
import { beginningOf } from '#platform/postgres/processes.ts';

/** The processes below one, all generations. */
export function below(pid: number): number[] {
	let children: number[];
	try {
		children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
			.split(' ')
			.filter(Boolean)
			.map(Number);
	} catch {
		return [];
	}
	return children.flatMap((child) => [child, ...below(child)]);
}

/** A process and all below it; `left()` names those that still run, whoever may have got their numbers since. */
export function processTree(root: number): { readonly size: number; readonly left: () => string[] } {
	const began = new Map([root, ...below(root)].map((pid) => [pid, beginningOf(pid)]));
	const running = ([pid, beginning]: [number, string | undefined]) =>
		beginning !== undefined && beginningOf(pid) === beginning;
	return {
		size: began.size,
		left: () => [...began].filter(running).map(([pid]) => `${pid} ${commandOf(pid)}`),
	};
}

function commandOf(pid: number): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').slice(0, 120);
	} catch {
		return '';
	}
}
