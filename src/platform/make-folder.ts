import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are not there. Node's own `recursive` asks for ever where a system says
 * "no such thing" of what it only does not allow, as below /proc; here that is an error like any other.
 */
export function makeFolder(folder: string): void {
	if (isFolder(folder)) return;
	const parent = dirname(folder);
	if (parent !== folder) makeFolder(parent);
	try {
		mkdirSync(folder, { mode: 0o700 });
	} catch (cause) {
		// Another process was quicker.
		if (!isFolder(folder)) throw cause;
	}
}

function isFolder(folder: string): boolean {
	return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
