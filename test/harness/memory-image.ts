import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';

const page = 4096;
const piece = 1024 * 1024;
const zeros = Buffer.alloc(page);

/**
 * Writes the memory of a running process into `file`: every mapping that can be read, as a core image has
 * it, but for pages that hold nothing. (gdb's `gcore` writes the 27 GB of address space that WebAssembly
 * reserves and never touches.) The process stands still meanwhile. Gives the bytes written.
 */
export function writeMemoryImage(pid: number, file: string): number {
	process.kill(pid, 'SIGSTOP');
	const memory = openSync(`/proc/${pid}/mem`, 'r');
	const image = openSync(file, 'wx', 0o600);
	try {
		let written = 0;
		for (const { from, to } of readableMappings(pid)) {
			for (let at = from; at < to; at += piece) {
				const bytes = Buffer.alloc(Math.min(piece, to - at));
				let read: number;
				try {
					read = readSync(memory, bytes, 0, bytes.length, at);
				} catch {
					// Beyond the end of a mapped file, or the kernel's own: there is nothing to read.
					continue;
				}
				const held = withoutEmptyPages(bytes.subarray(0, read));
				writeSync(image, held);
				written += held.length;
			}
		}
		return written;
	} finally {
		closeSync(memory);
		closeSync(image);
		process.kill(pid, 'SIGCONT');
	}
}

function readableMappings(pid: number): { from: number; to: number }[] {
	return readFileSync(`/proc/${pid}/maps`, 'utf8')
		.split('\n')
		.flatMap((line) => {
			const found = /^([0-9a-f]+)-([0-9a-f]+) r\S+ \S+ \S+ \S+\s*(.*)$/.exec(line);
			if (!found || /^\[(vvar|vsyscall|vdso)/.test(found[3] ?? '')) return [];
			return [{ from: Number.parseInt(found[1] ?? '', 16), to: Number.parseInt(found[2] ?? '', 16) }];
		});
}

function withoutEmptyPages(bytes: Buffer): Buffer {
	const held: Buffer[] = [];
	for (let at = 0; at < bytes.length; at += page) {
		const one = bytes.subarray(at, at + page);
		if (!zeros.subarray(0, one.length).equals(one)) held.push(one);
	}
	return Buffer.concat(held);
}
