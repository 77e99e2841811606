import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** A project of its own with our bootstrap and nothing to install, in a folder with an awkward name. */
const home = mkdtempSync(path.join(os.tmpdir(), 'accord bootstrap ё '));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Stands for the command that the bootstrap runs: tells its arguments and ends as it is asked to. */
const programme = `
	const [word, ...more] = process.argv.slice(2);
	if (word === 'end') process.exitCode = Number(more[0]);
	if (word === 'stay') {
		setInterval(() => undefined, 1000);
		process.on('SIGTERM', () => process.exit(9));
	}
	console.log(JSON.stringify({ pid: process.pid, word, more, cwd: process.cwd() }));`;

beforeAll(() => {
	cpSync(import.meta.dirname, path.join(home, 'bootstrap'), { recursive: true });
	writeFileSync(path.join(home, 'bootstrap', 'verify.mjs'), programme);
	const described = { name: 'small', version: '1.0.0' };
	writeFileSync(path.join(home, 'package.json'), JSON.stringify(described));
	const lock = { ...described, lockfileVersion: 3, requires: true, packages: { '': described } };
	writeFileSync(path.join(home, 'package-lock.json'), JSON.stringify(lock));
});

const entry = path.join(home, 'bootstrap', 'run.mjs');

type Ended = { code: number; out: string; err: string };

async function bootstrap(...args: string[]): Promise<Ended> {
	try {
		const { stdout, stderr } = await promisify(execFile)(process.execPath, [entry, ...args]);
		return { code: 0, out: stdout, err: stderr };
	} catch (problem) {
		const { code, stdout, stderr } = problem as { code: number; stdout: string; stderr: string };
		return { code, out: stdout, err: stderr };
	}
}

async function staying(): Promise<{ child: ChildProcess; pid: number }> {
	const child = spawn(process.execPath, [entry, 'verify', 'stay'], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [said] = (await once(child.stdout, 'data')) as [Buffer];
	return { child, pid: (JSON.parse(said.toString()) as { pid: number }).pid };
}

async function gone(pid: number): Promise<boolean> {
	for (let left = 60; left > 0; left--) {
		try {
			process.kill(pid, 0);
		} catch {
			return true;
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return false;
}

test('an unknown command is answered with the known ones', async () => {
	const { code, err } = await bootstrap('constructor');
	expect(code).toBe(2);
	expect(err).toMatch(/Usage: .*\n[^]*demo .*\n[^]*verify /);
});

test('a Node that is too old is told so in one sentence, before anything is installed', async () => {
	const older = 'data:text/javascript,Object.defineProperty(process.versions, "node", { value: "18.20.8" })';
	const run = promisify(execFile)(process.execPath, ['--import', older, entry, 'verify']);
	await expect(run).rejects.toMatchObject({
		code: 1,
		stdout: '',
		stderr: expect.stringMatching(
			/^Accord needs Node 20 or newer; this is 18\.20\.8\..*Nothing was changed\.\n$/,
		),
	});
	expect(readdirSync(home)).not.toContain('node_modules');
});

describe('installing', () => {
	test('happens once when two commands start together, and is told in one line', async () => {
		const both = await Promise.all([bootstrap('verify', 'one'), bootstrap('verify', 'other')]);
		expect(both.map(({ code }) => code)).toEqual([0, 0]);
		const said = both.map(({ err }) => err).join('');
		expect(said.match(/Installing/g)).toHaveLength(1);
	});

	test('is not done again, nor spoken of, until the lock file changes', async () => {
		expect((await bootstrap('verify', 'again')).err).toBe('');
		const lock = readFileSync(path.join(home, 'package-lock.json'), 'utf8');
		writeFileSync(path.join(home, 'package-lock.json'), `${lock}\n`);
		rmSync(path.join(home, 'node_modules', '.package-lock.json'), { force: true });
		expect((await bootstrap('verify', 'changed')).err).toMatch(/^Installing .*\n/);
	});

	test('is not held up by a lock that a killed command left', async () => {
		writeFileSync(path.join(home, '.bootstrap.lock'), '2147483646');
		rmSync(path.join(home, 'node_modules'), { recursive: true, force: true });
		expect((await bootstrap('verify', 'after')).code).toBe(0);
		expect(readdirSync(home).filter((name) => name.startsWith('.bootstrap'))).toEqual([]);
	});

	test('says what npm said when it cannot be done, and starts nothing', async () => {
		const file = path.join(home, 'package.json');
		const before = readFileSync(file, 'utf8');
		writeFileSync(file, JSON.stringify({ ...JSON.parse(before), dependencies: { zod: '4.6.7' } }));
		const { code, out, err } = await bootstrap('verify', 'broken');
		writeFileSync(file, before);
		expect({ code, out }).toEqual({ code: 1, out: '' });
		expect(err).toMatch(/npm ci ended with 1/);
	});
});

describe('what is run', () => {
	test('gets the arguments as they are, in the project folder, and its end is ours', async () => {
		const { code, out } = await bootstrap('verify', 'end', '7', 'a b', '--c');
		expect(code).toBe(7);
		expect(JSON.parse(out)).toMatchObject({ word: 'end', more: ['7', 'a b', '--c'], cwd: home });
	});

	test('gets the signals that we get', async () => {
		const { child, pid } = await staying();
		const ended = once(child, 'exit');
		child.kill('SIGTERM');
		expect(await ended).toEqual([9, null]);
		expect(await gone(pid)).toBe(true);
	});

	test('ends when we are killed without a word', async () => {
		const { child, pid } = await staying();
		child.kill('SIGKILL');
		expect(await gone(pid)).toBe(true);
	});
});

test('a mirror that lacks platform packages leaves no hole in the lock file', async () => {
	const place = path.join(home, 'hole');
	mkdirSync(path.join(place, 'bootstrap'), { recursive: true });
	cpSync(
		path.join(home, 'bootstrap', 'complete-lock.mjs'),
		path.join(place, 'bootstrap', 'complete-lock.mjs'),
	);
	const tool = {
		version: '1.2.3',
		license: 'MIT',
		dev: true,
		optionalDependencies: { '@t/t-linux-arm64-musl': '1.2.3' },
	};
	const file = path.join(place, 'package-lock.json');
	writeFileSync(file, JSON.stringify({ packages: { '': {}, 'node_modules/t': tool } }));
	await promisify(execFile)(process.execPath, [path.join(place, 'bootstrap', 'complete-lock.mjs')]);
	expect(JSON.parse(readFileSync(file, 'utf8')).packages['node_modules/@t/t-linux-arm64-musl']).toEqual({
		version: '1.2.3',
		cpu: ['arm64'],
		dev: true,
		libc: ['musl'],
		license: 'MIT',
		optional: true,
		os: ['linux'],
	});
});
