import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { openMeasured, type Measured } from '../bench/desk/measured.ts';
import type { FilledVault } from '../bench/desk/fill.ts';

/** The engine of folders in a real browser on IndexedDB, over the real actions and database. */
let place: string;
let measured: Measured;
let vault: FilledVault;
const folders = 1500;
const masterKey = [...randomBytes(32)];

beforeAll(async () => {
	place = await mkdtemp(join(os.tmpdir(), 'accord-folders-'));
	measured = await openMeasured(place, () => undefined);
	vault = await measured.fill(folders);
});
afterAll(async () => {
	await measured.close();
	await rm(place, { recursive: true, force: true });
});

const open = (work: (context: BrowserContext) => Promise<void>) =>
	measured.inBrowser(join(place, 'browser'), work);

it('holds what it has seen over a restart, off line too, and none of it in clear', async () => {
	await open(async (context) => {
		const page = await measured.begin(context, vault, masterKey);
		const seen = await measured.whenSeen(
			page,
			(now) => now.ready !== undefined && now.whole !== undefined,
			60_000,
		);
		expect(seen.total).toBe(folders);
		await measured.end(page);
	});
	measured.host.deaf = true;
	await open(async (context) => {
		const page = await measured.begin(context, vault, masterKey);
		const seen = await measured.whenSeen(page, (now) => now.ready !== undefined && now.total > 0, 60_000);
		expect(seen.total).toBe(folders);
		const [text = ''] = vault.queries.slice(1);
		expect((await measured.type(page, text)).length).toBe(text.length);
		await measured.end(page);
	});
	const [word = ''] = vault.queries[1]?.split(' ').filter((one) => one.length > 5) ?? [];
	const forms = [
		Buffer.from(word),
		Buffer.from(word, 'utf16le'),
		Buffer.from('RU-MOW'),
		Buffer.from('lastDialogueAt'),
	];
	for (const file of await readdir(join(place, 'browser'), { recursive: true, withFileTypes: true })) {
		if (!file.isFile() || !file.parentPath.includes('IndexedDB')) continue;
		const bytes = await readFile(join(file.parentPath, file.name));
		for (const form of forms) expect(bytes.includes(form), file.name).toBe(false);
	}
});

it('shows nothing to whoever has another key', async () => {
	await open(async (context) => {
		const page = await measured.begin(context, vault, [...randomBytes(32)]);
		const seen = await measured.whenSeen(page, (now) => now.ready !== undefined, 30_000);
		expect(seen.total).toBe(0);
	});
});
