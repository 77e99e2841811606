/**
 * The data folder of the embedded server:
 *
 *     cluster/    what PostgreSQL keeps, owned by the user it runs as
 *     socket/     where it listens, closed to everybody else
 *     password    of the one database user; read by us alone
 *     owner.json  which process started the server, and where it listens
 */
import { randomBytes } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmdirSync,
	rmSync,
	statfsSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeFolder } from '../make-folder.ts';
import type { RunAs } from './binaries.ts';
import { explain, unavailable } from './explain.ts';

/** The nobody of every Unix-like system: owns nothing, may do nothing. */
const nobody = 65534;

/** The longest path that a Unix socket's address holds, its end mark apart. */
const longestSocketPath = process.platform === 'darwin' ? 103 : 107;
const temporaryName = 'accord-';
const socketName = '.s.PGSQL.5432';

/** A new cluster takes about 45 MB, and the log wants room to turn. */
const leastFreeBytes = 96 * 1024 * 1024;

export type Folder = { root: string; cluster: string; password: string; ownerFile: string; runAs: RunAs };

/** Makes the folder if it is not there, and settles whom the server runs as. */
export function openFolder(dataDir: string): Folder {
	try {
		makeFolder(dataDir);
	} catch (cause) {
		throw explain([String(cause)], dataDir);
	}
	const root = realpathSync(dataDir);
	const cluster = path.join(root, 'cluster');
	const runAs = whom(root, cluster);
	const { bavail, bsize } = statfsSync(root);
	if (bavail * bsize < leastFreeBytes) throw explain(['No space left on device'], root);
	return { root, cluster, password: passwordOf(root), ownerFile: path.join(root, 'owner.json'), runAs };
}

/** As root, the owner of what is already there, or nobody; otherwise ourselves. */
function whom(root: string, cluster: string): RunAs {
	const owner = existsSync(cluster) ? statSync(cluster) : undefined;
	const own = process.getuid?.();
	if (own === undefined) {
		throw unavailable(
			'no-binaries',
			'The embedded PostgreSQL runs on Linux and macOS. Elsewhere, name a server in DATABASE_URL.',
		);
	}
	if (own === 0) {
		if (process.platform !== 'linux') {
			throw unavailable(
				'root',
				'PostgreSQL never runs as root. Start Accord as an ordinary user, or name a server in DATABASE_URL.',
			);
		}
		return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : { uid: nobody, gid: nobody };
	}
	const other = [owner, statSync(root)].find((entry) => entry !== undefined && entry.uid !== own);
	if (other) {
		throw unavailable(
			'no-permission',
			`${root} belongs to another user (uid ${other.uid}): it was probably first started as root. ` +
				'Start Accord as before, or choose another folder in ACCORD_DATA. Nothing was changed.',
		);
	}
	return undefined;
}

/** The password of the database user, made once; nobody but us can read the file. */
function passwordOf(root: string): string {
	const file = path.join(root, 'password');
	if (existsSync(file)) {
		chmodSync(file, 0o600);
		return readFileSync(file, 'utf8').trim();
	}
	if (existsSync(path.join(root, 'cluster'))) {
		throw unavailable(
			'no-password',
			`${file} is missing, and without it the database in ${root} cannot be opened. Put it back from a copy of the folder. Nothing was changed.`,
		);
	}
	const password = randomBytes(24).toString('base64url');
	writeFileSync(`${file}.new`, `${password}\n`, { mode: 0o600, flush: true });
	renameSync(`${file}.new`, file);
	return password;
}

/** Makes an empty folder that only the server's user (and root) may enter. */
export function makePrivate(folder: string, runAs: RunAs): string {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	if (!lstatSync(folder).isDirectory()) throw unavailable('no-permission', `${folder} is not a folder.`);
	chmodSync(folder, 0o700);
	if (runAs) chownSync(folder, runAs.uid, runAs.gid);
	return folder;
}

/** Where to listen: in the data folder; when its path is too long for a socket, in a fresh temporary one. */
export function makeSocketFolder({ root, runAs }: Folder): string {
	const near = path.join(root, 'socket');
	if (Buffer.byteLength(path.join(near, socketName)) <= longestSocketPath) return makePrivate(near, runAs);
	for (const place of [os.tmpdir(), '/tmp']) {
		const template = path.join(place, temporaryName);
		if (Buffer.byteLength(`${template}XXXXXX/${socketName}`) <= longestSocketPath) {
			return makePrivate(mkdtempSync(template), runAs);
		}
	}
	throw unavailable(
		'path-too-long',
		`The path ${root} is too long for a Unix socket, and so is the temporary folder's.`,
	);
}

/** Empties the socket's folder of what a killed server left: its address, and a note with its number. */
export function clearSocketFolder(socketDir: string): void {
	for (const name of [socketName, `${socketName}.lock`]) rmSync(path.join(socketDir, name), { force: true });
}

/** Takes away the socket's folder; of temporary ones, only such as we make. */
export function removeSocketFolder(socketDir: string, { root }: Folder): void {
	if (socketDir !== path.join(root, 'socket') && !path.basename(socketDir).startsWith(temporaryName)) return;
	clearSocketFolder(socketDir);
	try {
		rmdirSync(socketDir);
	} catch {
		// Not there any more, or something of others is in it: neither is ours to remove.
	}
}
