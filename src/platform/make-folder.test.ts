import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

test('makes what is missing, for its owner alone, and is content with what is there', async () => {
	const place = await mkdtemp(path.join(os.tmpdir(), 'accord-folder-'));
	try {
		const deep = path.join(place, 'a', 'b', 'c');
		makeFolder(deep);
		makeFolder(deep);
		expect((await stat(deep)).mode & 0o777).toBe(0o700);
		await writeFile(path.join(place, 'file'), '');
		expect(() => makeFolder(path.join(place, 'file', 'below'))).toThrow(/EEXIST|ENOTDIR/);
	} finally {
		await rm(place, { recursive: true });
	}
});

test.runIf(process.platform === 'linux')('ends where nothing can be made', () => {
	expect(() => makeFolder('/proc/accord/data')).toThrow(/ENOENT/);
});
