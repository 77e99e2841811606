import { readFile } from './read-file.ts';

/** Lists are read here, where a hostile one stalls nothing: whoever waits too long ends the worker. */
addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
	postMessage(readFile(new Uint8Array(data)));
});
