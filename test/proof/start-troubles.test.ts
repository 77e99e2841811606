/**
 * What prevents a start is one sentence that says what to do, and an exit code; never a stack, never the
 * words of a machine.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSmallDisk } from '#test/harness/small-disk.ts';

const root = path.join(import.meta.dirname, '..', '..');
let place: string;
beforeAll(async () => {
	place = await mkdtemp(path.join(os.tmpdir(), 'accord-start-'));
});
afterAll(() => rm(place, { recursive: true, force: true }));

/** Starts and waits for the end: what was said on stderr, and the exit code. */
async function startWith(env: Record<string, string>, under: readonly string[] = [], programme = 'serve.ts') {
	const [command = '', ...args] = [...under, process.execPath, path.join(root, 'src', 'app', programme)];
	const child = spawn(command, args, {
		cwd: root,
		env: { PATH: process.env.PATH, PORT: '0', ACCORD_DATA: path.join(place, 'data'), ...env },
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let said = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
	const [code] = (await once(child, 'close')) as [number | null];
	return { code, said };
}

const oneSentence = (words: RegExp) => ({
	code: 1,
	said: expect.toSatisfy(
		(said: string) => words.test(said) && said.trim().split('\n').length === 1 && !/[{}]|\bat \w+/.test(said),
		String(words),
	) as string,
});

test.each([
	[{ PORT: 'abc' }, /PORT cannot be used: it is a number from 0 to 65535/],
	[{ ACCORD_ORIGINS: 'example.org' }, /ACCORD_ORIGINS cannot be used: .*https:\/\/example\.org/],
	[{ ACCORD_LOG: 'loud' }, /ACCORD_LOG cannot be used: it is quiet or info/],
	[{ ACCORD_SMTP: 'mail.example.org' }, /ACCORD_SMTP cannot be used/],
	[{ DATABASE_URL: 'nonsense' }, /DATABASE_URL cannot be used/],
	[{ DATABASE_URL: 'postgresql://x@127.0.0.1:1/x' }, /DATABASE_URL names does not answer \(ECONNREFUSED\)/],
	[{ DATABASE_URL: 'postgresql://nowhere.invalid/x' }, /DATABASE_URL names does not answer/],
] as const)('a setting that cannot be used: %o', async (env, words) => {
	expect(await startWith(env)).toEqual(oneSentence(words));
	expect(await startWith(env, [], 'demo.ts')).toEqual(oneSentence(words));
});

test('a port that is taken', async () => {
	const other = createServer().listen(0, '127.0.0.1');
	await once(other, 'listening');
	const { port } = other.address() as { port: number };
	expect(await startWith({ PORT: String(port) })).toEqual(oneSentence(/The port \d+ is taken/));
	other.close();
});

test('a data folder that is none, or is another’s', async () => {
	const file = path.join(place, 'file');
	await writeFile(file, '');
	expect(await startWith({ ACCORD_DATA: file })).toEqual(oneSentence(/is not a folder/));
	const nowhere = { ACCORD_DATA: '/proc/accord/data' };
	for (const programme of ['serve.ts', 'demo.ts'])
		expect(await startWith(nowhere, [], programme)).toEqual(oneSentence(/cannot be made there/));
	const closed = path.join(place, 'closed');
	await mkdir(closed, { mode: 0o500 });
	// Root may write everywhere: then somebody else tries.
	const under =
		process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
	const { code, said } = await startWith({ ACCORD_DATA: path.join(closed, 'data') }, under);
	expect({ code, said }).toEqual(oneSentence(/may not be written to by this user/));
});

test('a disk without room', async () => {
	const disk = await openSmallDisk(40);
	try {
		const { code, said } = await startWith({ ACCORD_DATA: disk.dataDir }, disk.under);
		expect(code).toBe(1);
		expect(said).toMatch(/full|did not start/);
		expect(said).not.toMatch(/\bat \w+ \(/);
	} finally {
		await disk.remove();
	}
});
