/** Runs vitest as a process of its own, and sees to it that nothing of it is left. */
import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const groups = new Set<number>();

/** Runs one project of the configuration; resolves with its exit code. */
export function vitest(project: string, reportFile: string, args: string[]): Promise<number> {
	const child = spawn(
		process.execPath,
		[
			`--import=${new URL('../bootstrap/follow.mjs', import.meta.url).href}`,
			path.join(root, 'node_modules/vitest/vitest.mjs'),
			'run',
			`--project=${project}`,
			'--passWithNoTests',
			'--reporter=default',
			'--reporter=json',
			`--outputFile.json=${reportFile}`,
			...args,
		],
		// A group of its own, so that it and all that it starts can be ended together.
		{ cwd: root, stdio: ['ignore', 'inherit', 'inherit'], detached: true },
	);
	const { pid } = child;
	if (pid !== undefined) groups.add(pid);
	return new Promise((resolve) => {
		child.on('error', () => resolve(1));
		child.on('exit', (code) => {
			if (pid !== undefined) {
				signalGroup(pid, 'SIGKILL');
				groups.delete(pid);
			}
			resolve(code ?? 1);
		});
	});
}

/** Ends whatever still runs: politely, and after three seconds by force. */
export function stopAll(): void {
	for (const pid of groups) {
		signalGroup(pid, 'SIGTERM');
		setTimeout(() => signalGroup(pid, 'SIGKILL'), 3_000).unref();
	}
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-pid, signal);
	} catch {
		// Nobody of the group is left.
	}
}
