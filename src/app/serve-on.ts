import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '#platform/config.ts';
import { migrate } from '#platform/db/migrate.ts';
import { startJobs } from '#platform/jobs/worker.ts';
import { makeFolder } from '#platform/make-folder.ts';
import { startPostgres } from '#platform/postgres/index.ts';
import type { Runtime } from '#platform/runtime.ts';
import { composeRuntime } from './compose.ts';
import { openFrontDoor, type Handler } from './front-door/front-door.ts';
import { openIntake } from './intake/open-intake.ts';
import { jobTable } from './jobs.ts';

export interface Serving {
	readonly runtime: Runtime;
	/** `http://localhost:PORT` */
	readonly address: string;
	/** Stops taking requests, lets the running ones and jobs finish, then stops the database. */
	readonly close: () => Promise<void>;
}

/**
 * Starts everything in order: database (embedded unless `databaseUrl` is set), migrations, runtime,
 * `prepare` (the first-start link, the demonstration), the framework, jobs, and last the door.
 */
export async function serveOn(
	config: Config,
	more: { prepare?: (runtime: Runtime) => Promise<void>; write?: (line: string) => void } = {},
): Promise<Serving> {
	makeFolder(config.dataDir);
	const postgres = await startPostgres({
		dataDir: join(config.dataDir, 'postgres'),
		databaseUrl: config.databaseUrl,
		log: (line) => {
			// Its comings and goings are ours to tell; what troubles it is said (it holds no statement and no value).
			if (!/^(LOG|FATAL): {2}(?!could not)/.test(line)) process.stderr.write(`${line}\n`);
		},
	});
	const closing: (() => Promise<void>)[] = [postgres.stop];
	const close = async () => {
		for (const step of closing.splice(0).reverse()) await step();
	};
	try {
		await migrate(postgres.url);
		const composed = await composeRuntime(config, postgres.url, { write: more.write });
		closing.push(composed.close);
		const { runtime } = composed;
		await more.prepare?.(runtime);
		const jobs = await startJobs(runtime, jobTable);
		closing.push(() => jobs.stop());
		let port = 0;
		const intake = await openIntake(runtime, {
			databaseUrl: postgres.url,
			address: () => `http://127.0.0.1:${port}`,
		});
		const server = openFrontDoor(runtime, { framework: await loadFramework(), intake: intake.answer });
		closing.push(() => {
			runtime.live.hangUp();
			return stopTaking(server);
		});
		// Ends before the server does: what is under way in the child may still ask for its shell.
		closing.push(intake.close);
		server.listen(config.port, '127.0.0.1');
		await once(server, 'listening');
		port = (server.address() as AddressInfo).port;
		runtime.log.info('ready', { port });
		return { runtime, address: `http://localhost:${port}`, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** The framework's built handler; it reads these settings from the environment when it is loaded. */
async function loadFramework(): Promise<Handler> {
	process.env.PROTOCOL_HEADER = 'x-accord-proto';
	process.env.BODY_SIZE_LIMIT = String(2 * 1024 * 1024);
	const built = fileURLToPath(new URL('../../build/handler.js', import.meta.url));
	const { handler } = (await import(built)) as { handler: Handler };
	return handler;
}

async function stopTaking(server: Server): Promise<void> {
	server.close();
	server.closeIdleConnections();
	// Live updates were told to end; an upload that is still under way gets a moment, and resumes elsewhere.
	const patience = setTimeout(() => server.closeAllConnections(), 3_000);
	await once(server, 'close');
	clearTimeout(patience);
}
