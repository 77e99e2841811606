import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { SMTPServer } from 'smtp-server';
import { afterAll, describe, expect, it } from 'vitest';
import { withRuntime } from '#test/builders/server.ts';
import { system } from '../action/index.ts';
import { within } from '../db/within.ts';
import type { Runtime } from '../runtime.ts';
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

/** A real SMTP server on loopback that keeps what it is handed; `accepts` false turns everything away. */
async function mailServer(accepts = true) {
	const received: { to: string[]; text: string }[] = [];
	const smtp = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onRcptTo: (_address, _session, done) => done(accepts ? null : new Error('mailbox full')),
		onData(stream, session, done) {
			const parts: Buffer[] = [];
			stream.on('data', (part: Buffer) => parts.push(part));
			stream.on('end', () => {
				const to = session.envelope.rcptTo.map(({ address }) => address);
				received.push({ to, text: Buffer.concat(parts).toString('utf8') });
				done();
			});
		},
	});
	smtp.listen(0, '127.0.0.1');
	await once(smtp.server, 'listening');
	const { port } = smtp.server.address() as AddressInfo;
	return {
		received,
		runtime: { ...server.runtime, config: { ...server.runtime.config, smtpUrl: `smtp://127.0.0.1:${port}` } },
		close: () => new Promise<void>((done) => smtp.close(() => done())),
	};
}

describe('letters', () => {
	it('wait sealed: neither address nor text stands in the database', async () => {
		await queue(server.runtime);
		const [row] = await waiting();
		expect(row?.sealed.includes('anna@example.org')).toBe(false);
		expect(row?.sealed.includes('Загляните')).toBe(false);
	});

	it('stay when the mail server turns them away, and go out once when it takes them', async () => {
		const refusing = await mailServer(false);
		await expect(sendLetters(refusing.runtime)).rejects.toThrow();
		await refusing.close();
		expect(await waiting()).toMatchObject([{ attempts: 1 }]);
		const taking = await mailServer();
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
	});
});
