/**
 * The intake's child process: it alone sees what people type without script. Small, recycled often, core
 * size 0. It is told what it needs on its standard input and ends when that ends; what it writes to its
 * standard output are lines of the closed log.
 */
import { createInterface } from 'node:readline';
import { createServer } from 'node:http';
import { chmodSync } from 'node:fs';
import { setPriority } from 'node:os';
import { z } from 'zod';
import {
	answerVisitor,
	findDesks,
	makeTickets,
	type House,
} from '#programmes/intake/without-script/index.ts';
import { visitor } from '#platform/action/index.ts';
import { openDatabase } from '#platform/db/open.ts';
import { within } from '#platform/db/within.ts';
import { openArrivingChunks } from '#platform/files/arriving-chunks.ts';
import { scrub, type LogFields } from '#platform/log/log.ts';
import type { Result } from '#platform/result.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { openDeriveQueue } from '#vault/without-script/index.ts';
import { country } from '../country.ts';
import { openShells } from './shells.ts';

const told = z.object({
	socket: z.string(),
	databaseUrl: z.string(),
	dataDir: z.string(),
	/** Where shells are asked for, and by which secret. */
	shellsAt: z.string(),
	shellSecret: z.string(),
	/** After so many requests, or so long without one, it makes room for a fresh one. */
	mostRequests: z.number(),
	idleMs: z.number(),
});

const input = createInterface({ input: process.stdin });
const first = await new Promise<string>((resolve) => input.once('line', resolve));
const settings = told.parse(JSON.parse(first));

function say(event: string, { error, ...fields }: LogFields = {}): void {
	process.stdout.write(
		`${JSON.stringify({ event, ...fields, ...(error === undefined ? {} : { error: scrub(error) }) })}\n`,
	);
}
process.on('uncaughtException', (error) => {
	say('intake.crashed', { error });
	process.exit(1);
});

// Deriving is heavy: reading public pages goes first.
setPriority(5);
await vaultReady();
const { db } = openDatabase(settings.databaseUrl, { size: 4 });
const queue = openDeriveQueue({ atOnce: 2, most: 400 });
const tickets = makeTickets();

let known: { readonly until: number; readonly desks: ReturnType<House['desks']> } | undefined;
const house: House = {
	db,
	country,
	dataDir: settings.dataDir,
	arriving: openArrivingChunks(settings.dataDir),
	queue,
	tickets,
	shell: openShells(settings.shellsAt, settings.shellSecret),
	desks() {
		const now = Date.now();
		if (!known || known.until < now) {
			const desks = within(db, visitor, (tx): Promise<Result<never> | Awaited<ReturnType<House['desks']>>> =>
				findDesks(tx, new Date()),
			);
			known = { until: now + 5_000, desks };
			desks.catch(() => (known = undefined));
		}
		return known.desks;
	},
	log: { info: say, problem: say },
	now: () => new Date(),
};

let served = 0;
let running = 0;
let last = Date.now();
const server = createServer((request, response) => {
	served++;
	running++;
	response.once('close', () => {
		running--;
		last = Date.now();
		retireWhenDone();
	});
	answerVisitor(house, request, response).catch((error: unknown) => {
		say('intake.failed', { error });
		if (response.headersSent) return void response.destroy();
		response.writeHead(503, {
			'content-type': 'text/plain; charset=utf-8',
			'cache-control': 'no-store',
			'retry-after': '30',
		});
		response.end(sorry);
	});
});
const sorry =
	'У нас что-то сломалось. Если вам не показали код обращения, написанное не сохранено: вернитесь на страницу назад и отправьте ещё раз.\nSomething failed here. If you were not shown a follow-up code, what you wrote was not kept: go back one page and send it again.\n';

let retiring = false;
function retireWhenDone(): void {
	const tired = served >= settings.mostRequests || Date.now() - last > settings.idleMs;
	if (!retiring && tired && running === 0 && queue.length() === 0 && tickets.count() === 0) retire();
}
function retire(): void {
	retiring = true;
	server.close(() => {
		Promise.all([queue.close(), db.destroy()]).then(
			() => process.exit(0),
			() => process.exit(1),
		);
	});
	server.closeIdleConnections();
}
setInterval(retireWhenDone, Math.min(15_000, settings.idleMs)).unref();
// The server ended, or told this one to: what is under way is finished.
input.once('close', retire);

server.keepAliveTimeout = 5_000;
server.listen(settings.socket, () => {
	chmodSync(settings.socket, 0o600);
	say('ready');
});
