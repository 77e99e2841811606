// Which Node runs the project: the one that npm brought, else a running one that is new enough.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { at, refuse, remembered } from './places.mjs';

/** The first release that runs TypeScript as it is. */
const least = [22, 18];

/** With an older one npm leaves parts out without a word, and what is built of the rest fails. */
const leastToInstall = 20;

/** What to say to somebody whose Node is too old to begin with; nothing when it is not. */
export function tooOld(version) {
	return Number(version.split('.')[0]) >= leastToInstall
		? undefined
		: `Accord needs Node ${leastToInstall} or newer; this is ${version}. Install a newer one (https://nodejs.org) and run the same command again. Nothing was changed.`;
}

/** Asked once, after installing: a machine without glibc has the file and cannot run it. */
export function findNode() {
	const brought = at('node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
	if (existsSync(brought) && spawnSync(brought, ['--version']).status === 0) return brought;
	return undefined;
}

/** The Node to use, or an end with a sentence that says what to do. */
export function projectNode() {
	const brought = remembered('installed')?.node;
	if (brought) return brought;
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major > least[0] || (major === least[0] && minor >= least[1])) return process.execPath;
	return refuse(
		`Accord needs Node ${least.join('.')} or newer on this machine (${process.platform}, ${process.arch}), for which npm brings none; ` +
			`this is ${process.versions.node}. Install a newer Node and run the same command again.`,
	);
}
