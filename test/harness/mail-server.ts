import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

interface Received {
	readonly to: readonly string[];
	readonly bytes: Buffer;
}

/** A letter that has not come by then does not come. */
const patience = 30_000;

export interface MailServer {
	/** What it was handed, in order. */
	readonly received: readonly Received[];
	/** `smtp://127.0.0.1:PORT`. */
	readonly url: string;
	/** The next letter to an address, waiting for it if need be; each is given out once. */
	readonly next: (to: string) => Promise<{ subject: string; text: string }>;
	readonly close: () => Promise<void>;
}

/** A real SMTP server on loopback that keeps what it is handed; `accepts` false turns everything away. */
export async function startMailServer(accepts = true): Promise<MailServer> {
	const received: Received[] = [];
	const given = new Set<Received>();
	let arrived: (() => void)[] = [];
	const smtp = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onRcptTo: (_address, _session, done) => done(accepts ? null : new Error('mailbox full')),
		onData(stream, session, done) {
			const parts: Buffer[] = [];
			stream.on('data', (part: Buffer) => parts.push(part));
			stream.on('end', () => {
				const to = session.envelope.rcptTo.map(({ address }) => address);
				received.push({ to, bytes: Buffer.concat(parts) });
				for (const wake of arrived) wake();
				arrived = [];
				done();
			});
		},
	});
	smtp.listen(0, '127.0.0.1');
	await once(smtp.server, 'listening');
	const { port } = smtp.server.address() as AddressInfo;
	const next = async (to: string): Promise<{ subject: string; text: string }> => {
		for (;;) {
			const found = received.find((letter) => letter.to.includes(to) && !given.has(letter));
			if (found) {
				given.add(found);
				const { subject = '', text = '' } = await PostalMime.parse(found.bytes);
				return { subject, text };
			}
			await new Promise<void>((resume, give) => {
				const late = setTimeout(() => give(new Error(`No letter came to ${to}`)), patience);
				arrived.push(() => {
					clearTimeout(late);
					resume();
				});
			});
		}
	};
	return {
		received,
		url: `smtp://127.0.0.1:${port}`,
		next,
		close: () => new Promise<void>((done) => smtp.close(() => done())),
	};
}
