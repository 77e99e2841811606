import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { budgetHeader } from '#programmes/intake/without-script/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { askChild, forgetRest } from './ask-child.ts';
import { makeBudget } from './budget.ts';
import { shellHeader } from './shells.ts';
import { spawnIntakeChild, type IntakeChild } from './spawn-child.ts';
import { openParserWiper } from './wipe-parser.ts';

/** The way to the intake's child: the front door hands it every request of `/xx/write`. */
export interface Intake {
	/** Whether the request is the intake's; it is then answered. */
	readonly answer: (request: IncomingMessage, response: ServerResponse) => boolean;
	/** The child that runs now, if one does. */
	readonly child: () => IntakeChild | undefined;
	readonly close: () => Promise<void>;
}

const ours = /^\/(ru|en)\/write(\/[^/?]*)?\/?(\?|$)/;
/** Only these go on to the child: no cookie, no address, nothing that tells a browser from another. */
const passedOn = ['content-type', 'content-length'] as const;

/**
 * Opens the intake. The child is started by the first request and again whenever it has ended; bodies go
 * both ways as they come, and every piece is zeroed once it has been passed on.
 */
export async function openIntake(
	runtime: Runtime,
	settings: {
		readonly databaseUrl: string;
		readonly address: () => string;
		readonly mostRequests?: number;
		readonly idleMs?: number;
	},
): Promise<Intake> {
	const secret = randomBytes(32);
	const budget = makeBudget(runtime.now, runtime.config.proxies);
	const wiper = await openParserWiper(join(await mkdtemp(join(tmpdir(), 'accord-wipe-')), 'w.sock'));
	let starting: Promise<IntakeChild> | undefined;
	let running: IntakeChild | undefined;
	let closed = false;

	const theChild = (): Promise<IntakeChild> => {
		if (running && !running.ended()) return Promise.resolve(running);
		starting ??= spawnIntakeChild(runtime, {
			databaseUrl: settings.databaseUrl,
			shellsAt: settings.address(),
			shellSecret: secret.toString('hex'),
			mostRequests: settings.mostRequests ?? 2_000,
			idleMs: settings.idleMs ?? 5 * 60_000,
		})
			.then((child) => {
				running = child;
				return child;
			})
			.finally(() => (starting = undefined));
		return starting;
	};

	const pass = async (request: IncomingMessage, response: ServerResponse, again: boolean): Promise<void> => {
		const child = await theChild();
		const headers: Record<string, string> = {};
		for (const name of passedOn)
			if (request.headers[name] !== undefined) headers[name] = request.headers[name];
		if (request.method === 'POST' && budget.spend(request)) headers[budgetHeader] = 'yes';
		let begun = false;
		const asked = {
			socketPath: child.socket,
			method: request.method ?? 'GET',
			path: request.url ?? '/',
			headers,
		};
		const passed = askChild(asked, request, response, {
			begun: () => (begun = true),
			failed(error) {
				// It ended between two requests: nothing was passed on yet, so a fresh one can take it.
				if (!begun && again && !closed) {
					if (running === child) running = undefined;
					return passOrSay(request, response, false);
				}
				failed(request, response)(error);
			},
		});
		response.once('close', () => passed.destroy());
	};
	const passOrSay = (request: IncomingMessage, response: ServerResponse, again: boolean): void => {
		pass(request, response, again).catch(failed(request, response));
	};
	const failed = (request: IncomingMessage, response: ServerResponse) => (error: unknown) => {
		runtime.log.problem('intake.unreachable', { error });
		forgetRest(request);
		if (response.headersSent) return void response.destroy();
		response.writeHead(503, {
			'content-type': 'text/plain; charset=utf-8',
			'cache-control': 'no-store',
			'retry-after': '15',
		});
		response.end(sorry);
	};

	return {
		answer(request, response) {
			if (!ours.test(request.url ?? '')) return false;
			if (isChild(request, secret)) {
				delete request.headers[shellHeader];
				return false;
			}
			if (request.method === 'POST' && request.headers['content-length'] === undefined) {
				// Every browser says how long a form is.
				response.writeHead(411, { connection: 'close' });
				response.end();
				return true;
			}
			if (!['GET', 'HEAD', 'POST'].includes(request.method ?? '')) {
				response.writeHead(405, { allow: 'GET, POST' });
				response.end();
				return true;
			}
			// However it ends: answered, given up by its sender, or failed here.
			response.once('close', wiper.wipe);
			passOrSay(request, response, true);
			return true;
		},
		child: () => running,
		async close() {
			closed = true;
			await starting?.catch(() => undefined);
			await running?.end();
			await wiper.close();
		},
	};
}

const sorry =
	'Сейчас мы не можем принять обращение. Если вам не показали код обращения, написанное не сохранено: вернитесь на страницу назад и отправьте ещё раз через минуту.\nWe cannot take requests just now. If you were not shown a follow-up code, what you wrote was not kept: go back one page and send it again in a minute.\n';

function isChild(request: IncomingMessage, secret: Buffer): boolean {
	const given = request.headers[shellHeader];
	if (typeof given !== 'string' || !/^[0-9a-f]{64}$/.test(given)) return false;
	return timingSafeEqual(Buffer.from(given, 'hex'), secret);
}
