import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..');

test('every test that the list of proofs names is there', async () => {
	const list = await readFile(path.join(import.meta.dirname, 'README.md'), 'utf8');
	const named = [...list.matchAll(/\| `([\w./-]+)`: (.+) \|$/gm)];
	const gone: string[] = [];
	for (const [, file = '', title = ''] of named) {
		const text = await readFile(path.join(root, file), 'utf8').catch(() => '');
		if (!text.includes(title)) gone.push(`${file}: ${title}`);
	}
	expect(gone).toEqual([]);
	const rows = list.split('\n').filter((line) => line.startsWith('| ') && !/^\| (What|Boundary)/.test(line));
	expect(named.length, 'every row names a test').toBe(rows.length);
});
