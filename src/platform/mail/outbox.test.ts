import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { withRuntime } from '#test/builders/server.ts';
import { startMailServer } from '#test/harness/mail-server.ts';
import { system } from '../action/index.ts';
import { within } from '../db/within.ts';
import type { Runtime } from '../runtime.ts';
import { readKeptLetters } from './kept-letters.ts';
import { insertLetter, sendLetters } from './outbox.ts';

const server = withRuntime();
const folders: string[] = [];
afterAll(async () => {
	for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const letter = { to: 'anna@example.org', subject: 'Что-то ждёт вас', text: 'Загляните на рабочий стол.\n' };

async function queue(runtime: Runtime): Promise<string> {
	const id = randomUUID();
	await within(runtime.db, system, (tx) => insertLetter(tx, runtime, id, letter, new Date()));
	return id;
}

async function waiting(): Promise<{ sealed: Buffer; attempts: number }[]> {
	return within(server.runtime.db, system, (tx) =>
		tx.selectFrom('letter').select(['sealed', 'attempts']).execute(),
	);
}

/** The server with a mail server of its own. */
async function withMailServer(accepts = true) {
	const mail = await startMailServer(accepts);
	return { ...mail, runtime: { ...server.runtime, config: { ...server.runtime.config, smtpUrl: mail.url } } };
}

describe('letters', () => {
	it('wait sealed: neither address nor text stands in the database', async () => {
		await queue(server.runtime);
		const [row] = await waiting();
		expect(row?.sealed.includes('anna@example.org')).toBe(false);
		expect(row?.sealed.includes('Загляните')).toBe(false);
	});

	it('stay when the mail server turns them away, and go out once when it takes them', async () => {
		const refusing = await withMailServer(false);
		await expect(sendLetters(refusing.runtime)).rejects.toThrow();
		await refusing.close();
		expect(await waiting()).toMatchObject([{ attempts: 1 }]);
		const taking = await withMailServer();
		await sendLetters(taking.runtime);
		await sendLetters(taking.runtime);
		await taking.close();
		expect(taking.received.map(({ to }) => to)).toEqual([['anna@example.org']]);
		expect(await waiting()).toEqual([]);
	});

	it('are files in the data folder where no mail server is named', async () => {
		const dataDir = await mkdtemp(join(os.tmpdir(), 'accord-mail-'));
		folders.push(dataDir);
		const runtime = { ...server.runtime, config: { ...server.runtime.config, dataDir, smtpUrl: undefined } };
		const id = await queue(runtime);
		await sendLetters(runtime);
		expect(await readdir(join(dataDir, 'mail'))).toEqual([`${id}.eml`]);
		expect(await readFile(join(dataDir, 'mail', `${id}.eml`), 'utf8')).toContain('To: anna@example.org');
		const kept = await readKeptLetters(runtime, ['anna@example.org']);
		expect(kept).toMatchObject([{ id, subject: letter.subject, text: letter.text }]);
		expect(await readKeptLetters(runtime, ['boris@example.org'])).toEqual([]);
	});
});
