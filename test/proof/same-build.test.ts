import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readManifest } from '#platform/code/index.ts';

/**
 * The same sources give the same files, in another folder and at another time: else nobody could tell by the
 * published number whether a server hands out what was built from them.
 */
const root = path.join(import.meta.dirname, '..', '..');
const parts = [
	'src',
	'static',
	'messages',
	'project.inlang',
	'package.json',
	'tsconfig.json',
	'vite.config.ts',
];
const place = path.join(await mkdtemp(path.join(os.tmpdir(), 'accord-same-')), 'somewhere', 'else');
afterAll(() => rm(path.join(place, '..', '..'), { recursive: true, force: true }));

test('two builds of the same sources are the same, byte for byte', async () => {
	const made = await readManifest(path.join(root, 'build', 'client'));
	const stamp = await readFile(path.join(root, 'build', '.stamp'), 'utf8');
	for (const part of parts) await cp(path.join(root, part), path.join(place, part), { recursive: true });
	await symlink(path.join(root, 'node_modules'), path.join(place, 'node_modules'));
	const vite = path.join('node_modules', 'vite', 'bin', 'vite.js');
	const building = spawn(process.execPath, [vite, 'build', '--logLevel=error'], {
		cwd: place,
		env: { ...process.env, NODE_ENV: 'production', VITEST: undefined, ACCORD_BUILD: stamp.slice(0, 16) },
		stdio: 'inherit',
	});
	const [code] = (await once(building, 'exit')) as [number | null];
	expect(code).toBe(0);
	const again = await readManifest(path.join(place, 'build', 'client'));
	expect([...again.keys()]).toEqual([...made.keys()]);
	const other = [...made].filter(([file, hash]) => again.get(file) !== hash).map(([file]) => file);
	expect(other).toEqual([]);
}, 240_000);
