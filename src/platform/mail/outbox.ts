import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type Transporter } from 'nodemailer';
import type { Tx } from '../db/database.ts';
import { within } from '../db/within.ts';
import { system } from '../action/actor.ts';
import { queueJob } from '../jobs/queue.ts';
import type { Runtime } from '../runtime.ts';
import { z } from 'zod';

declare module '../db/database.ts' {
	interface Database {
		letter: { id: string; sealed: Buffer; queued_on: string; sent_on: string | null; attempts: number };
	}
}

const letter = z.object({ to: z.string(), subject: z.string(), text: z.string() });
export type Letter = z.output<typeof letter>;

/** Name of the job that sends what waits. */
export const sendLettersTask = 'platform:sendLetters';

/**
 * Puts a letter into the outbox, sealed at rest, in the transaction of whatever it tells of. Sending is
 * one batched job some minutes later, so that a letter does not tell when a person wrote.
 */
export async function insertLetter(
	tx: Tx,
	runtime: Runtime,
	id: string,
	content: Letter,
	sendAt: Date,
): Promise<void> {
	await tx
		.insertInto('letter')
		.values({
			id,
			sealed: runtime.keys.sealAtRest('letter', JSON.stringify(letter.parse(content))),
			queued_on: runtime.now().toISOString().slice(0, 10),
			sent_on: null,
			attempts: 0,
		})
		.execute();
	await queueJob(tx, sendLettersTask, {}, { key: sendLettersTask, runAt: sendAt });
}

/** Sends every waiting letter: by SMTP when configured, else as files in the data folder. Idempotent by Message-ID. */
export async function sendLetters(runtime: Runtime): Promise<void> {
	const waiting = await within(runtime.db, system, (tx) =>
		tx.selectFrom('letter').select(['id', 'sealed']).where('sent_on', 'is', null).limit(500).execute(),
	);
	if (waiting.length === 0) return;
	const transport = makeTransport(runtime);
	let failed: unknown;
	for (const row of waiting) {
		const content = letter.parse(JSON.parse(runtime.keys.openAtRest('letter', row.sealed)));
		try {
			await deliver(runtime, transport, row.id, content);
			// A letter once sent is forgotten: its text has no further use here.
			await within(runtime.db, system, (tx) => tx.deleteFrom('letter').where('id', '=', row.id).execute());
		} catch (error) {
			failed = error;
			await within(runtime.db, system, (tx) =>
				tx
					.updateTable('letter')
					.set((eb) => ({ attempts: eb('attempts', '+', 1) }))
					.where('id', '=', row.id)
					.execute(),
			);
		}
	}
	transport?.close();
	// The job is tried again by the worker, with growing pauses.
	if (failed !== undefined) throw failed;
}

function makeTransport(runtime: Runtime): Transporter | undefined {
	const { smtpUrl } = runtime.config;
	return smtpUrl === undefined ? undefined : createTransport(smtpUrl);
}

async function deliver(
	runtime: Runtime,
	transport: Transporter | undefined,
	id: string,
	{ to, subject, text }: Letter,
): Promise<void> {
	const message = { from: runtime.config.mailFrom, to, subject, text, messageId: `<${id}@accord>` };
	if (transport) {
		await transport.sendMail(message);
		return;
	}
	const folder = join(runtime.config.dataDir, 'mail');
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const built = await createTransport({ streamTransport: true, buffer: true }).sendMail(message);
	await writeFile(join(folder, `${id}.eml`), built.message, { mode: 0o600 });
}
