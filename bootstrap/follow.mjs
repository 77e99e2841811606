// Loaded into the programme that the bootstrap runs. Whoever kills the bootstrap (or npm, which
// started it) without a chance to pass that on means this programme too: it then ends in its own
// orderly way instead of living on unseen.
import { isMainThread } from 'node:worker_threads';

const parent = process.ppid;
const timer = setInterval(() => {
	if (process.ppid === parent || !isMainThread) return;
	clearInterval(timer);
	process.kill(process.pid, 'SIGTERM');
}, 500);
timer.unref();
