import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readServerKeys } from './server-keys.ts';

const folders: string[] = [];
afterEach(async () => {
	for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function dataFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'accord-keys-'));
	folders.push(folder);
	return folder;
}

describe('what rests in the database under a key outside it', () => {
	it('opens after a restart, for its own purpose only, and not when altered', async () => {
		const folder = await dataFolder();
		const sealed = (await readServerKeys(folder)).sealAtRest('letter', 'anna@example.org');
		const again = await readServerKeys(folder);
		expect(again.openAtRest('letter', sealed)).toBe('anna@example.org');
		expect(() => again.openAtRest('totp', sealed)).toThrow();
		sealed[20] = (sealed[20] ?? 0) ^ 1;
		expect(() => again.openAtRest('letter', sealed)).toThrow();
	});

	it('does not open what is too short to have a whole tag', async () => {
		const keys = await readServerKeys(await dataFolder());
		for (const length of [0, 4, 13, 27])
			expect(() => keys.openAtRest('letter', Buffer.alloc(length))).toThrow();
	});

	it('keeps the secret readable by its owner alone', async () => {
		const folder = await dataFolder();
		await readServerKeys(folder);
		expect((await stat(join(folder, 'keys/server.key'))).mode & 0o777).toBe(0o600);
	});

	it('is of no use with another secret', async () => {
		const sealed = (await readServerKeys(await dataFolder())).sealAtRest('letter', 'x');
		const other = await readServerKeys(await dataFolder());
		expect(() => other.openAtRest('letter', sealed)).toThrow();
	});
});
