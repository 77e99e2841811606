// Loaded into the programme that the bootstrap runs, and under npm into the bootstrap itself. Whoever
// kills the one above without giving it a chance to pass that on means this one too: it then ends in
// its own orderly way instead of living on unseen.
import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** Where npm starts us through a shell that stays, it is the one above the shell that counts. */
function aboveShell(pid) {
	try {
		const [, name, fields] = /\((.*)\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
		return /^(?:sh|dash|bash|ash|busybox)$/.test(name) ? fields.split(' ')[1] : undefined;
	} catch {
		return undefined;
	}
}

const above = () => [process.ppid, process.env.npm_lifecycle_event ? aboveShell(process.ppid) : undefined];

if (isMainThread) {
	const [parent, grandparent] = above();
	const timer = setInterval(() => {
		const now = above();
		if (now[0] === parent && now[1] === grandparent) return;
		clearInterval(timer);
		process.kill(process.pid, 'SIGTERM');
	}, 500);
	timer.unref();
}
