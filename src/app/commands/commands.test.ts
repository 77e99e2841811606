import { execFile } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { startNetwork, type TestPerson } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import { fingerprintHex, fingerprintWords } from '#vault/format/fingerprint.ts';
import { personFingerprint } from '#vault/seal/pairs.ts';
import { commands } from './index.ts';

const server = withRuntime();
let anna: TestPerson;
beforeAll(async () => {
	({ coordinator: anna } = await startNetwork(server.runtime));
});

/** Runs the terminal's door as `npm run accord --` does, in English. */
function accord(...words: string[]): Promise<{ code: number; out: string; err: string }> {
	const cli = path.join(import.meta.dirname, '..', 'cli.ts');
	const env = { PATH: process.env.PATH, LANG: 'C', ACCORD_DATA: '/nonexistent' };
	return new Promise((resolve) => {
		execFile(process.execPath, [cli, ...words], { env }, (error, out, err) =>
			resolve({ code: error ? Number(error.code) : 0, out, err }),
		);
	});
}

/** One command in this process, on the test's database. */
async function run(name: string, ...args: string[]) {
	const said: string[] = [];
	const { config } = server.runtime;
	const databaseUrl = server.runtime.pool.options.connectionString;
	const ending = await commands[name]?.run(
		{
			config: { ...config, databaseUrl },
			env: {},
			locale: 'en',
			say: (line) => void said.push(line),
			progress: () => undefined,
		},
		args,
	);
	return { ending, said };
}

describe('the terminal', () => {
	test.each(Object.keys(commands))('%s --help says how it is called, and does nothing', async (name) => {
		const { code, out } = await accord(...name.split(' '), '--help');
		expect(code).toBe(0);
		expect(out).toContain(`npm run accord -- ${commands[name]?.usage}`);
		expect(out.split('\n').length).toBeGreaterThan(2);
	});

	test('lists its commands; what is no command, or called wrongly, ends with 2', async () => {
		const { code, out } = await accord('--help');
		expect(code).toBe(0);
		for (const name of Object.keys(commands)) expect(out).toContain(`  ${name}`);
		expect(await accord('no-such-thing')).toMatchObject({ code: 2, out: '' });
		const wrong = await accord('user', 'add');
		expect(wrong).toMatchObject({ code: 2, out: '' });
		expect(wrong.err).toContain('user add ORGANISATION');
	});

	test('user add prints a link into an organisation; an unknown one is refused', async () => {
		const { ending, said } = await run('user add', 'network-office');
		expect(ending).toEqual({ kind: 'done' });
		expect(said.join()).toMatch(/^http:\/\/localhost:\d+\/en\/desk\/invited#[\w-]{43}$/);
		const { ending: other } = await run('user add', 'nobody');
		expect(other).toEqual({ kind: 'refused', refusal: { id: 'organisation.unknown' } });
	});

	test('verify-letter says no of what is no letter, and asks for one file', async () => {
		expect(await accord('verify-letter')).toMatchObject({ code: 2, out: '' });
		const { code, out, err } = await accord('verify-letter', import.meta.filename);
		expect({ code, out }).toEqual({ code: 1, out: '' });
		expect(err).toBe('This is no file of a letter.\n');
		expect((await accord('verify-letter', '/nonexistent')).err).toBe('The file could not be read.\n');
	});

	test('key fingerprint says the words that people compare, in both languages and in digits', async () => {
		const { ending, said } = await run('key fingerprint', anna.loginName.toUpperCase());
		expect(ending).toEqual({ kind: 'done' });
		const secrets = anna.client.keys.secrets();
		if (!secrets) throw new Error('Nobody is signed in');
		const own = personFingerprint({ signing: secrets.signing.public, sealing: secrets.sealing.public });
		expect(said).toEqual([
			fingerprintWords(own, 'ru').join(' '),
			fingerprintWords(own, 'en').join(' '),
			fingerprintHex(own),
		]);
		const network = await run('key fingerprint');
		expect(network.said).toHaveLength(3);
		expect(network.said).not.toEqual(said);
		expect((await run('key fingerprint', 'nobody')).ending).toMatchObject({ kind: 'refused' });
	});
});
