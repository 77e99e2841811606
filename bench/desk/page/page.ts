/* oxlint-disable unicorn/require-post-message-target-origin -- a worker is not a window: it has no other origin */
import type { Given } from './worker.ts';

/** What the bench reads out of the page: times in milliseconds since the page was asked for. */
export interface Seen {
	/** What is on the device was read. */
	held?: number;
	first?: number;
	firstTotal?: number;
	/** 500 rows or all there are. */
	usable?: number;
	whole?: number;
	ready?: number;
	total: number;
}

const seen: Seen = { total: 0 };
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
let found: ((count: number) => void) | undefined;
let stopped: (() => void) | undefined;

worker.addEventListener('message', ({ data }: MessageEvent) => {
	const now = performance.now();
	switch (data.kind) {
		case 'view':
			seen.total = data.total as number;
			if (data.rows > 0) {
				seen.first ??= now;
				seen.firstTotal ??= data.total as number;
			}
			if (data.total >= 500) seen.usable ??= now;
			if (data.complete) seen.whole ??= now;
			break;
		case 'started':
			seen.held ??= now;
			break;
		case 'ready':
			seen.ready ??= now;
			break;
		case 'found':
			found?.(data.total as number);
			break;
		case 'stopped':
			stopped?.();
	}
});

Object.assign(globalThis, {
	seen,
	begin: (given: Given) => worker.postMessage({ kind: 'start', given }),
	/** Types a text letter by letter; the time of each answer, from the page and back. */
	async type(text: string): Promise<number[]> {
		const times: number[] = [];
		for (let length = 1; length <= text.length; length++) {
			const began = performance.now();
			const answer = new Promise<number>((resolve) => (found = resolve));
			worker.postMessage({ kind: 'search', text: text.slice(0, length) });
			await answer;
			times.push(performance.now() - began);
		}
		return times;
	},
	end: () =>
		new Promise<void>((resolve) => {
			stopped = resolve;
			worker.postMessage({ kind: 'stop' });
		}),
});
