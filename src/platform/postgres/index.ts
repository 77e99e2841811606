/**
 * The embedded database server: a real PostgreSQL that npm brought, started when no DATABASE_URL
 * names another, and ended with the process that started it, however that process ends.
 *
 *     const postgres = await startPostgres({ dataDir: 'data/postgres' });
 *     const pool = new pg.Pool({ connectionString: postgres.url });
 *     …
 *     await postgres.stop();
 */
import { Client } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { findBinaries, type Programmes } from './binaries.ts';
import { createCluster, ownName, retirePidFile, stopOrphan, writeAccessRules } from './cluster.ts';
import { unavailable, type Unavailable } from './explain.ts';
import {
	clearSocketFolder,
	makeSocketFolder,
	openFolder,
	removeSocketFolder,
	type Folder,
} from './folder.ts';
import { announce, claim, disown, formerOwner, joinOwner } from './owner.ts';
import { runServer, type Log, type Running } from './server.ts';
import type { Overrides } from './settings.ts';

export type { Unavailable } from './explain.ts';

export type Postgres = {
	/** Where to connect: the owner's role in the database `accord`. */
	url: string;
	/** The folder of the Unix socket; none when DATABASE_URL names the server. */
	socketDir?: string;
	/** The server's process at this moment, when it is ours. */
	pid(): number | undefined;
	/** Ends the server if we started it. May be called twice. */
	stop(): Promise<void>;
};

export type Start = {
	/** A folder for the database alone; made when it is not there. */
	dataDir: string;
	/** A server that runs already (DATABASE_URL). Given, nothing is started. */
	databaseUrl?: string | undefined;
	/** When another process of Accord has this folder's server running: use it too, or refuse. */
	whenRunning?: 'join' | 'refuse';
	/** Gets each line of the server's log. It holds no statement and no value. */
	log?: Log | undefined;
	/** Settings of PostgreSQL that differ from ours. */
	settings?: Overrides;
	/** Another PostgreSQL than the one npm brought, to try the schema on it. */
	programmes?: Programmes;
};

/** Starts the database server of a data folder, or finds the one to use. */
export async function startPostgres({
	dataDir,
	databaseUrl,
	whenRunning = 'refuse',
	log,
	settings = {},
	programmes,
}: Start): Promise<Postgres> {
	if (databaseUrl) return { url: databaseUrl, pid: () => undefined, stop: async () => undefined };
	const folder = openFolder(dataDir);
	const former = formerOwner(folder);
	const owner = claim(folder);
	if (owner) {
		if (whenRunning === 'refuse') {
			throw unavailable(
				'in-use',
				`Accord already runs on ${folder.root} (process ${owner.pid}). Stop it first, or choose another folder in ACCORD_DATA.`,
			);
		}
		const socketDir = await joinOwner(folder, owner);
		return { url: urlOf(folder, socketDir), socketDir, pid: () => undefined, stop: async () => undefined };
	}
	try {
		await stopOrphan(folder);
		if (former?.socketDir) removeSocketFolder(former.socketDir, folder);
		return await start(folder, programmes ?? findBinaries(folder.runAs), settings, log);
	} catch (problem) {
		disown(folder);
		throw problem;
	}
}

async function start(
	folder: Folder,
	programmes: Programmes,
	settings: Overrides,
	log?: Log,
): Promise<Postgres> {
	const socketDir = makeSocketFolder(folder);
	const url = urlOf(folder, socketDir);
	const stopping = new AbortController();
	let running: Running | undefined;
	let reviving: Promise<void> | undefined;

	const run = async () => {
		clearSocketFolder(socketDir);
		retirePidFile(folder);
		writeAccessRules(folder);
		running = await patiently(() => runServer(folder, programmes, socketDir, settings, log));
		void running.ended.then(() => (reviving = revive()));
	};
	/** A server that was killed is started again; those who use it find it at the same address. */
	const revive = async () => {
		for (let wait = 100; !stopping.signal.aborted; wait = Math.min(wait * 2, 30_000)) {
			log?.('The database server ended by itself; starting it again.');
			try {
				await run();
				return;
			} catch (problem) {
				log?.((problem as Error).message);
				await pause(wait, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);
			}
		}
	};

	try {
		const isNew = await createCluster(folder, programmes, socketDir);
		await run();
		if (isNew || !(await answers(folder, socketDir))) await createDatabase(folder, socketDir);
	} catch (problem) {
		stopping.abort();
		await running?.stop();
		removeSocketFolder(socketDir, folder);
		throw problem;
	}
	announce(folder, socketDir);
	let stopped: Promise<void> | undefined;
	const stop = async () => {
		stopping.abort();
		await reviving;
		await running?.stop();
		removeSocketFolder(socketDir, folder);
		disown(folder);
	};
	return { url, socketDir, pid: () => running?.pid, stop: () => (stopped ??= stop()) };
}

/** The processes of a killed server need a moment to notice that it is gone. */
async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
	const end = performance.now() + 10_000;
	for (;;) {
		try {
			return await attempt();
		} catch (problem) {
			if ((problem as Unavailable).reason !== 'in-use' || performance.now() > end) throw problem;
			await pause(200);
		}
	}
}

function urlOf({ password }: Folder, socketDir: string, database: string = ownName): string {
	return `postgresql://${ownName}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(socketDir)}`;
}

/** Whether our database is there. Killed in the first second of its life, a server may lack it. */
async function answers(folder: Folder, socketDir: string): Promise<boolean> {
	const missing = '3D000';
	const client = new Client({ connectionString: urlOf(folder, socketDir) });
	try {
		await client.connect();
		return true;
	} catch (problem) {
		if ((problem as { code?: string }).code === missing) return false;
		throw problem;
	} finally {
		await client.end();
	}
}

async function createDatabase(folder: Folder, socketDir: string): Promise<void> {
	const client = new Client({ connectionString: urlOf(folder, socketDir, 'postgres') });
	await client.connect();
	try {
		await client.query(`create database ${ownName}`);
	} finally {
		await client.end();
	}
}
