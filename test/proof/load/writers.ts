import { setTimeout as pause } from 'node:timers/promises';
import {
	newEntry,
	newFile,
	newFolder,
	type Outcome,
	type Write,
	type WrittenFolder,
	type Writer,
} from './writes.ts';

/** What a writer did until it was told to stop. */
export interface Written {
	readonly folders: WrittenFolder[];
	acknowledged: number;
	/** Sent again with the same ids until it was answered. */
	retried: number;
	/** Sent once, never answered, never sent again. */
	abandoned: number;
	readonly refused: string[];
}

/**
 * Writes one thing after another until told to stop. A write that nobody answered is sent again with the
 * same ids until it is, as an outbox does; every fourth is given up instead, for somebody's laptop also
 * dies. `random` decides, so that a run can be repeated.
 */
export async function keepWriting(
	writer: Writer,
	name: string,
	more: { random: () => number; stopped: () => boolean },
): Promise<Written> {
	const written: Written = { folders: [], acknowledged: 0, retried: 0, abandoned: 0, refused: [] };
	const until = async (write: Write): Promise<boolean> => {
		let outcome: Outcome = await write.send();
		if (outcome === 'unknown' && more.random() < 0.25) {
			written.abandoned += 1;
			return false;
		}
		while (outcome === 'unknown') {
			written.retried += 1;
			await pause(30 + more.random() * 120);
			outcome = await write.send();
		}
		if (outcome !== 'acknowledged') written.refused.push(`${write.what}: ${outcome.refused}`);
		else written.acknowledged += 1;
		return outcome === 'acknowledged';
	};
	let current: WrittenFolder | undefined;
	for (let at = 0; !more.stopped(); at++) {
		const folder: WrittenFolder | undefined = current;
		if (!folder || folder.acknowledged.length > 12) {
			current = await beginFolder(writer, `${name} ${at}`, written, until);
		} else if (more.random() < 0.2) {
			const { kept, write } = newFile(writer, folder);
			kept.acknowledged = await until(write);
		} else {
			const { spelled, hash, write } = newEntry(writer, folder, `${name} ${at}`);
			if (await until(write)) {
				folder.acknowledged.push(spelled);
				folder.heads = [hash];
			} else {
				// Whoever gave up does not know what is there; the next one begins elsewhere.
				folder.unknown.push(spelled);
				current = undefined;
			}
		}
	}
	return written;
}

async function beginFolder(
	writer: Writer,
	text: string,
	written: Written,
	until: (write: Write) => Promise<boolean>,
): Promise<WrittenFolder | undefined> {
	const { folder, write } = newFolder(writer, text);
	written.folders.push(folder);
	if (!(await until(write))) return undefined;
	folder.acknowledged.push(...folder.unknown.splice(0));
	return folder;
}
