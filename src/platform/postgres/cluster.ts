/** Making a cluster, and making one that was left in a hurry fit to start again. */
import {
	chownSync,
	closeSync,
	constants,
	existsSync,
	fstatSync,
	ftruncateSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import path from 'node:path';
import type { Programmes } from './binaries.ts';
import { explain } from './explain.ts';
import { makePrivate, type Folder } from './folder.ts';
import { isServerOf, signal, until } from './processes.ts';
import { accessRules } from './settings.ts';
import { listen, spawnProgramme } from './server.ts';

/** The name of the one database and of its owner. */
export const ownName = 'accord';

/** Makes the cluster where there is none, under another name until it is whole. Says whether it did. */
export async function createCluster(
	folder: Folder,
	{ initdb, clusterOptions }: Programmes,
	socketDir: string,
): Promise<boolean> {
	if (existsSync(folder.cluster)) return false;
	const arriving = `${folder.cluster}.new`;
	rmSync(arriving, { recursive: true, force: true });
	makePrivate(arriving, folder.runAs);
	const passwordFile = path.join(socketDir, 'password');
	writeFileSync(passwordFile, `${folder.password}\n`, { mode: 0o600 });
	if (folder.runAs) chownSync(passwordFile, folder.runAs.uid, folder.runAs.gid);
	try {
		const child = spawnProgramme(folder, { cluster: arriving, socket: socketDir }, (cluster, socket) => [
			initdb,
			`--pgdata=${cluster}`,
			`--username=${ownName}`,
			`--pwfile=${socket}/password`,
			...clusterOptions,
		]);
		const said = listen(child);
		const code = await new Promise<number | null>((resolve) => {
			child.on('error', (error) => {
				said.push(error.message);
				resolve(null);
			});
			child.on('close', resolve);
		});
		if (code !== 0) throw explain(said, folder.root);
		renameSync(arriving, folder.cluster);
		return true;
	} catch (problem) {
		rmSync(arriving, { recursive: true, force: true });
		throw problem;
	} finally {
		rmSync(passwordFile, { force: true });
	}
}

/** The process number in postmaster.pid, if there is one. */
function writtenPid(folder: Folder): number | undefined {
	try {
		const pid = Number.parseInt(readFileSync(path.join(folder.cluster, 'postmaster.pid'), 'utf8'), 10);
		return pid > 0 ? pid : undefined;
	} catch {
		return undefined;
	}
}

/** Stops a server that lost the process which started it. Its own watch should have; we make sure. */
export async function stopOrphan(folder: Folder): Promise<void> {
	const pid = writtenPid(folder);
	if (pid === undefined || !isServerOf(pid, folder.cluster)) return;
	const gone = () => !isServerOf(pid, folder.cluster);
	if (await until(gone, 2_000)) return;
	for (const [name, patience] of [
		['SIGINT', 20_000],
		['SIGQUIT', 5_000],
		['SIGKILL', 5_000],
	] as const) {
		signal(pid, name);
		if (await until(gone, patience)) return;
	}
}

/** A number that no system gives to a process. */
const nobodysPid = 2_147_483_646;

/**
 * After a sudden end, postmaster.pid may name a process number that meanwhile belongs to somebody
 * else, and the server would refuse to start for ever. We know better (`stopOrphan` has looked), so
 * the number is replaced. The rest of the file stays: by it the server checks that no process of the
 * former run still holds its shared memory.
 */
export function retirePidFile(folder: Folder): void {
	const file = path.join(folder.cluster, 'postmaster.pid');
	const pid = writtenPid(folder);
	if (pid !== undefined && isServerOf(pid, folder.cluster)) return;
	if (pid === undefined) {
		// Empty when the disk was full or the power went in the instant of writing.
		rmSync(file, { force: true });
		return;
	}
	const descriptor = openSync(file, constants.O_RDWR | constants.O_NOFOLLOW);
	try {
		if (!fstatSync(descriptor).isFile()) return;
		const [, ...rest] = readFileSync(descriptor, 'utf8').split('\n');
		ftruncateSync(descriptor, 0);
		writeSync(descriptor, [nobodysPid, ...rest].join('\n'), 0);
	} finally {
		closeSync(descriptor);
	}
}

/** Who may connect and how, set anew at each start, so that no edited file opens the door. */
export function writeAccessRules(folder: Folder): void {
	const file = path.join(folder.cluster, 'pg_hba.conf');
	rmSync(file, { force: true });
	writeFileSync(file, accessRules, { mode: 0o600, flag: 'wx' });
	if (folder.runAs) chownSync(file, folder.runAs.uid, folder.runAs.gid);
}
