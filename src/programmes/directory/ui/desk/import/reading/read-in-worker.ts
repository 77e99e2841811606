import { refuse, type Result } from '#platform/result.ts';
import type { ReadTable } from './table.ts';

const longest = 60_000;

/** Reads a file in a worker of its own; one that is not done within a minute, or is given up, is ended. */
export async function readInWorker(file: Blob, signal: AbortSignal): Promise<Result<ReadTable>> {
	const bytes = await file.arrayBuffer();
	const worker = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' });
	try {
		return await new Promise<Result<ReadTable>>((done) => {
			worker.addEventListener('message', ({ data }: MessageEvent<Result<ReadTable>>) => done(data));
			worker.addEventListener('error', () => done(refuse('import.unread')));
			signal.addEventListener('abort', () => done(refuse('import.given-up')));
			setTimeout(() => done(refuse('import.too-slow')), longest);
			worker.postMessage(bytes, [bytes]);
		});
	} finally {
		worker.terminate();
	}
}
