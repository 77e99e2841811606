import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres, type Postgres } from './index.ts';
import { beginningOf, until } from './processes.ts';
import { ask } from '#test/harness/ask.ts';

const place = mkdtempSync(path.join(os.tmpdir(), 'accord test é-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const nobody = { uid: 65534, gid: 65534 };
/** Root runs some tests as nobody, where nobody can reach the project; others run them as themselves. */
const ordinary =
	process.getuid?.() === 0 &&
	spawnSync(process.execPath, ['-e', ''], { ...nobody, cwd: import.meta.dirname }).status === 0
		? nobody
		: undefined;
const alive = (pid: number) => beginningOf(pid) !== undefined;

/** Another process of ours that starts the server of a folder and holds it until it is killed. */
async function holdElsewhere(dataDir: string, user?: { uid: number; gid: number }) {
	const door = new URL('./index.ts', import.meta.url).href;
	const script = `
		const { startPostgres } = await import(${JSON.stringify(door)});
		const held = await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
		console.log(JSON.stringify({ url: held.url, pid: held.pid() }));
		setInterval(() => undefined, 1000);
		process.on('SIGTERM', async () => { await held.stop(); process.exit(0); });`;
	const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', script], {
		...user,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [said] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
	return { child, ...(JSON.parse(said.toString()) as { url: string; pid: number }) };
}

function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
	const gone = once(child, 'exit');
	child.kill(signal);
	return gone;
}

describe('a server of our own', () => {
	const dataDir = path.join(place, 'main');
	const lines: string[] = [];
	let postgres: Postgres;
	beforeAll(async () => {
		postgres = await startPostgres({ dataDir, log: (line) => lines.push(line) });
	});
	afterAll(() => postgres.stop());

	test('keeps every acknowledged write on the disk and reads Cyrillic', async () => {
		const [row] = await ask(
			postgres.url,
			`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
				lower('ЁЖ') as lower, to_tsvector('russian', 'обращения')::text as word`,
		);
		expect(row).toEqual({ fsync: 'on', commit: 'on', lower: 'ёж', word: "'обращен':1" });
	});

	test('listens on no network address, and wants the password', async () => {
		const [row] = await ask(postgres.url, `select current_setting('listen_addresses') as listens`);
		expect(row).toEqual({ listens: '' });
		const wrong = postgres.url.replace(/:[^:@/]+@/, ':guess@');
		await expect(ask(wrong, 'select 1')).rejects.toThrow(/password authentication failed/);
	});

	test('keeps values out of its log, whatever goes wrong', async () => {
		await ask(postgres.url, 'create table person (name text unique, age integer check (age > 0))');
		const add = (name: string, age: unknown) =>
			ask(postgres.url, 'insert into person values ($1, $2)', [name, age]);
		await add('Secret Ivanov', 30);
		await expect(add('Secret Ivanov', 30)).rejects.toThrow(/duplicate/);
		await expect(add('Secret Petrov', -1)).rejects.toThrow(/check/);
		await expect(add('x', 'Secret number')).rejects.toThrow(/invalid input/);
		await expect(ask(postgres.url, `select 'Secret literal'::integer`)).rejects.toThrow(/invalid input/);
		expect(lines.join('\n')).not.toContain('Secret');
	});

	test('leaves no core file, and no file that others may read', async () => {
		const limits = readFileSync(`/proc/${postgres.pid()}/limits`, 'utf8');
		expect(limits).toMatch(/Max core file size +0 +0 /);
		const [row] = await ask(postgres.url, `select current_setting('data_directory_mode') as mode`);
		expect(row).toEqual({ mode: '0700' });
	});

	test('is refused to a second owner, and joined by one who asks to', async () => {
		await expect(startPostgres({ dataDir })).rejects.toMatchObject({ reason: 'in-use' });
		const joined = await startPostgres({ dataDir, whenRunning: 'join' });
		await joined.stop();
		expect(await ask(joined.url, 'select 1 as one')).toEqual([{ one: 1 }]);
	});

	test('comes back by itself at the same address when it is killed', async () => {
		const former = postgres.pid();
		process.kill(Number(former), 'SIGKILL');
		expect(await until(() => postgres.pid() !== former, 15_000)).toBe(true);
		expect(await ask(postgres.url, 'select count(*)::int as people from person')).toEqual([{ people: 1 }]);
	});
});

test('nothing is started when DATABASE_URL names a server', async () => {
	const dataDir = path.join(place, 'none');
	const postgres = await startPostgres({ dataDir, databaseUrl: 'postgresql://elsewhere/accord' });
	expect(postgres.url).toBe('postgresql://elsewhere/accord');
	expect(existsSync(dataDir)).toBe(false);
});

describe('sudden ends', () => {
	test('the server ends soon after its owner was killed', async () => {
		const { child, pid } = await holdElsewhere(path.join(place, 'killed'));
		await kill(child, 'SIGKILL');
		expect(await until(() => !alive(pid), 5_000)).toBe(true);
	});

	test('nothing acknowledged is lost when everything is killed at once', async () => {
		const dataDir = path.join(place, 'power-cut');
		for (let round = 1; round <= 3; round++) {
			const { child, url, pid } = await holdElsewhere(dataDir);
			await ask(url, 'create table if not exists kept (round integer)');
			await ask(url, 'insert into kept values ($1)', [round]);
			process.kill(pid, 'SIGKILL');
			await kill(child, 'SIGKILL');
		}
		const postgres = await startPostgres({ dataDir });
		const rows = await ask(postgres.url, 'select round from kept order by round');
		await postgres.stop();
		expect(rows.map(({ round }) => round)).toEqual([1, 2, 3]);
	});

	test('a server whose watch was killed too is stopped by the next owner', async () => {
		const dataDir = path.join(place, 'orphan');
		const { child, pid } = await holdElsewhere(dataDir);
		// Stopped, not ended: the watch's polite signal stays pending, as with a server that hangs.
		process.kill(pid, 'SIGSTOP');
		await kill(child, 'SIGKILL');
		setTimeout(() => process.kill(pid, 'SIGCONT'), 3_000);
		const postgres = await startPostgres({ dataDir });
		expect(alive(pid)).toBe(false);
		await postgres.stop();
	});

	test('a process number that now belongs to another process does not bar the way', async () => {
		const dataDir = path.join(place, 'reused');
		const { child, pid } = await holdElsewhere(dataDir);
		process.kill(pid, 'SIGKILL');
		await kill(child, 'SIGKILL');
		const stale = path.join(dataDir, 'cluster', 'postmaster.pid');
		const [, ...rest] = readFileSync(stale, 'utf8').split('\n');
		writeFileSync(stale, [process.pid, ...rest].join('\n'));
		writeFileSync(path.join(dataDir, 'owner.json'), JSON.stringify({ pid: process.pid, began: 'long ago' }));
		const second = await startPostgres({ dataDir });
		expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
		await second.stop();
	});

	test('a first start that was cut short leaves nothing half made', async () => {
		const dataDir = path.join(place, 'half');
		mkdirSync(path.join(dataDir, 'cluster.new', 'base'), { recursive: true });
		const postgres = await startPostgres({ dataDir });
		await postgres.stop();
		expect(existsSync(path.join(dataDir, 'cluster.new'))).toBe(false);
	});
});

describe('awkward places', () => {
	test('a path too long for a socket', async () => {
		const dataDir = path.join(place, 'long'.repeat(30), 'data');
		const postgres = await startPostgres({ dataDir });
		expect(await ask(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
		const { socketDir } = postgres;
		await postgres.stop();
		expect(existsSync(String(socketDir))).toBe(false);
	});

	test('a lost password is told, and nothing is touched', async () => {
		const dataDir = path.join(place, 'half');
		rmSync(path.join(dataDir, 'password'));
		await expect(startPostgres({ dataDir })).rejects.toMatchObject({ reason: 'no-password' });
	});

	test('as an ordinary user, and then as root, who leaves the folder theirs', async () => {
		const home = mkdtempSync(path.join(os.tmpdir(), 'accord-ordinary-'));
		const { uid, gid } = ordinary ?? os.userInfo();
		chownSync(home, uid, gid);
		const dataDir = path.join(home, 'data');
		const first = await holdElsewhere(dataDir, ordinary);
		expect(await ask(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
		await kill(first.child, 'SIGTERM');
		const postgres = await startPostgres({ dataDir });
		await postgres.stop();
		const again = await holdElsewhere(dataDir, ordinary);
		expect(await ask(again.url, 'select 1 as one')).toEqual([{ one: 1 }]);
		await kill(again.child, 'SIGTERM');
		rmSync(home, { recursive: true });
	});

	test('under folders that only we may enter', async () => {
		const locked = path.join(place, 'locked');
		mkdirSync(locked, { mode: 0o700 });
		const postgres = await startPostgres({ dataDir: path.join(locked, 'data') });
		expect(await ask(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
		await postgres.stop();
	});
});
