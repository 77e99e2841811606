// Running another programme in our place: its signals are ours, and so is its end.
import { spawn } from 'node:child_process';
import { root } from './places.mjs';

/** For what runs before the command: whoever reads our output wants the command's alone. */
export const besides = ['ignore', 'ignore', 2];

/** Runs a programme with our terminal; resolves with its exit code, as a shell would say it. */
export function run(command, args, options = {}) {
	const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
	const passOn = (signal) => {
		// Ctrl-C at a terminal reaches the whole group by itself, and twice would mean "at once".
		if (signal === 'SIGINT' && process.stdin.isTTY) return;
		child.kill(signal);
	};
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
	for (const signal of signals) process.on(signal, passOn);
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', (code, signal) => {
			for (const name of signals) process.off(name, passOn);
			resolve(code ?? 128 + (numbers[signal] ?? 0));
		});
	});
}

const numbers = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };
