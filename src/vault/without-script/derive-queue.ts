import { Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import type { FollowUpCode } from '../format/follow-up-code.ts';
import type { FollowUp } from '../seal/follow-up.ts';

interface Waiting {
	readonly code: FollowUpCode;
	readonly salt: Uint8Array;
	readonly done: (followUp: FollowUp) => void;
	readonly failed: (error: unknown) => void;
}

/**
 * The queue before Argon2id: each derivation takes 64 MiB and some 60 ms, so few run at once and the
 * others wait their turn, right codes and wrong ones alike.
 */
export interface DeriveQueue {
	/** The keys of a code; undefined when the queue is full, so that the caller says so at once. */
	readonly derive: (code: FollowUpCode, salt: Uint8Array) => Promise<FollowUp> | undefined;
	/** How many wait, those under way included. */
	readonly length: () => number;
	readonly close: () => Promise<void>;
}

/** A queue of at most `most`, of which `atOnce` are under way. */
export function openDeriveQueue({ atOnce, most }: { atOnce: number; most: number }): DeriveQueue {
	const waiting: Waiting[] = [];
	const threads = new Set<Worker>();
	const idle: Worker[] = [];
	const busy = new Map<Worker, Waiting>();
	let closed = false;

	const startThread = (): Worker => {
		const thread = new Worker(fileURLToPath(new URL('derive-worker.ts', import.meta.url)));
		threads.add(thread);
		thread.on('message', (followUp: FollowUp) => {
			busy.get(thread)?.done(followUp);
			busy.delete(thread);
			idle.push(thread);
			next();
		});
		thread.on('error', (error) => lose(thread, error));
		thread.on('exit', () => lose(thread, new Error('The deriving thread ended')));
		return thread;
	};
	const lose = (thread: Worker, error: unknown): void => {
		threads.delete(thread);
		busy.get(thread)?.failed(error);
		busy.delete(thread);
		const at = idle.indexOf(thread);
		if (at >= 0) idle.splice(at, 1);
		if (!closed) next();
	};
	const next = (): void => {
		while (waiting.length > 0 && busy.size < atOnce) {
			const one = waiting.shift();
			if (!one) return;
			const thread = idle.pop() ?? startThread();
			busy.set(thread, one);
			// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
			thread.postMessage({ code: one.code, salt: one.salt });
		}
	};
	return {
		derive(code, salt) {
			if (closed || waiting.length + busy.size >= most) return undefined;
			return new Promise((done, failed) => {
				waiting.push({ code, salt, done, failed });
				next();
			});
		},
		length: () => waiting.length + busy.size,
		async close() {
			closed = true;
			for (const one of waiting.splice(0)) one.failed(new Error('The child is ending'));
			await Promise.all([...threads].map((thread) => thread.terminate()));
		},
	};
}
