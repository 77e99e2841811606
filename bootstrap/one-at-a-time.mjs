// Two commands started together must not install or build over each other.
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { at, refuse } from './places.mjs';

const file = at('.bootstrap.lock');

function holder() {
	try {
		return Number(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}

function lives(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (problem) {
		return problem.code === 'EPERM';
	}
}

function take() {
	const mine = `${file}.${process.pid}`;
	try {
		writeFileSync(mine, String(process.pid));
		// A link is made whole or not at all, and never over another.
		linkSync(mine, file);
		return true;
	} catch (problem) {
		if (problem.code === 'EEXIST') return false;
		if (problem.code === 'EACCES' || problem.code === 'EROFS') {
			refuse(
				`The project's folder cannot be written to, and something must be installed or built in it (${problem.path}).`,
			);
		}
		throw problem;
	} finally {
		rmSync(mine, { force: true });
	}
}

/** Runs `work` while no other process does; waits for it, and says so. */
export async function oneAtATime(work) {
	let told = false;
	while (!take()) {
		const pid = holder();
		if (pid !== undefined && !lives(pid)) {
			rmSync(file, { force: true });
			continue;
		}
		if (!told) console.error(`Another command (process ${pid}) is installing or building; waiting for it.`);
		told = true;
		await pause(200);
	}
	const release = () => rmSync(file, { force: true });
	process.on('exit', release);
	try {
		return await work();
	} finally {
		process.off('exit', release);
		release();
	}
}
