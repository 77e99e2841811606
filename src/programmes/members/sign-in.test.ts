import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { client as opaque } from '@serenity-kit/opaque';
import { TOTP } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { makeClient, memoryDevice } from '#test/builders/client.ts';
import { must, startNetwork, type TestPerson } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import type { startSignIn } from './actions/sign-in.ts';
import { ensureFirstStartLink } from './first-start.ts';
import { giveAccountSecret, giveSecondFactor, signIn } from './sealed/sign-in.ts';

const server = withRuntime();
let anna: TestPerson;

describe('first start', () => {
	test('one link creates the network, its office and the first coordinator, once', async () => {
		const first = await ensureFirstStartLink(server.runtime);
		expect(first).toMatch(/^\/ru\/desk\/begin#[\w-]{43}$/);
		const started = await startNetwork(server.runtime, { loginName: 'Anna' });
		anna = started.coordinator;
		expect(await ensureFirstStartLink(server.runtime)).toBeUndefined();
		const actor = await anna.client.actor();
		expect(actor).toMatchObject({
			kind: 'member',
			level: 'full',
			memberships: [{ organisation: started.organisation, office: true, coordinator: true }],
		});
	});

	test("the server's half of every passphrase is a file outside the database, readable by its owner alone", async () => {
		const file = path.join(server.runtime.config.dataDir, 'keys', 'opaque.setup');
		expect((await stat(file)).mode & 0o777).toBe(0o600);
		expect((await readFile(file, 'utf8')).length).toBeGreaterThan(100);
	});
});

describe('signing in', () => {
	const on = (device = anna.client.device) => makeClient(server.runtime, device);

	test('with the passphrase however it is typed, then the authenticator', async () => {
		const desk = on();
		const typed = anna.passphrase.toUpperCase().replaceAll(' ', '  ');
		const next = must(await signIn(desk, { loginName: ' ANNA ', passphrase: typed }));
		if (next.step !== 'second-factor') throw new Error(next.step);
		expect(await desk.actor()).toMatchObject({ level: 'passphrase' });
		server.passTime(60_000);
		const number = anna.totp?.generate({ timestamp: server.runtime.now().getTime() }) ?? '';
		const last = must(await giveSecondFactor(desk, next.signingIn, number));
		expect(last.step).toBe('desk');
		expect(await desk.actor()).toMatchObject({ level: 'full' });
		expect(desk.keys.secrets()?.signing.public).toBe(anna.client.keys.secrets()?.signing.public);

		const again = on();
		const second = must(await signIn(again, { loginName: 'anna', passphrase: anna.passphrase }));
		if (second.step !== 'second-factor') throw new Error(second.step);
		expect(await giveSecondFactor(again, second.signingIn, number)).toMatchObject({
			ok: false,
			refusal: { id: 'second-factor.wrong' },
		});
	});

	test('a new device asks for the account secret of the printed sheet', async () => {
		const desk = on(memoryDevice());
		const next = must(await signIn(desk, { loginName: 'anna', passphrase: anna.passphrase }));
		if (next.step !== 'second-factor') throw new Error(next.step);
		const asked = must(await giveSecondFactor(desk, next.signingIn, anna.backupCodes?.[0] ?? ''));
		if (asked.step !== 'account-secret') throw new Error(asked.step);
		const other = '00000-00000-00000-00000-00000-00000-00000';
		expect((await giveAccountSecret(desk, asked.signingIn, other)).ok).toBe(false);
		const done = must(await giveAccountSecret(desk, asked.signingIn, anna.sheet?.accountSecret ?? ''));
		expect(done.step).toBe('desk');
		expect(await desk.device.find('anna')).toEqual(anna.accountSecret);
	});

	test('a back-up code is good once', async () => {
		const desk = on();
		const next = must(await signIn(desk, { loginName: 'anna', passphrase: anna.passphrase }));
		if (next.step !== 'second-factor') throw new Error(next.step);
		expect((await giveSecondFactor(desk, next.signingIn, anna.backupCodes?.[0] ?? '')).ok).toBe(false);
	});

	test('a wrong passphrase and an unknown name say the same and take the same', async () => {
		const wrong = () => signIn(on(memoryDevice()), { loginName: 'anna', passphrase: 'wrong words' });
		const unknown = () => signIn(on(memoryDevice()), { loginName: 'nobody', passphrase: 'wrong words' });
		const answers = [await wrong(), await unknown()];
		expect(answers[0]).toEqual(answers[1]);
		expect(answers[0]).toMatchObject({ ok: false, refusal: { id: 'sign-in.wrong' } });
	});

	test('the first half of signing in takes as long for an unknown name', async () => {
		const times: Record<string, number[]> = { anna: [], nobody: [] };
		for (let at = 0; at < 15; at++) {
			server.passTime(120_000);
			for (const loginName of ['anna', 'nobody']) {
				const { startLoginRequest } = opaque.startLogin({ password: 'wrong words' });
				const started = performance.now();
				must(
					await on(memoryDevice()).begin<typeof startSignIn>('members.startSignIn', {
						loginName,
						startLoginRequest,
					}),
				);
				times[loginName]?.push(performance.now() - started);
			}
		}
		const median = (all: number[] = []) => all.toSorted((a, b) => a - b)[7] ?? 0;
		// Over HTTP both are held to the same floor; behind it they may differ by what a floor of 60 ms hides.
		expect(Math.abs(median(times.anna) - median(times.nobody))).toBeLessThan(30);
	});

	test('tries from unknown devices slow down, known devices are not held up, nobody is locked out', async () => {
		const tries = [];
		for (let at = 0; at < 12; at++) {
			tries.push(await signIn(on(memoryDevice()), { loginName: 'anna', passphrase: `wrong ${at}` }));
		}
		expect(tries.at(-1)).toMatchObject({ refusal: { id: 'sign-in.slow-down' } });
		const known = await signIn(on(), { loginName: 'anna', passphrase: anna.passphrase });
		expect(known.ok).toBe(true);
		const withSheet = await signIn(on(memoryDevice()), {
			loginName: 'anna',
			passphrase: anna.passphrase,
			accountSecret: anna.sheet?.accountSecret ?? '',
		});
		expect(withSheet.ok).toBe(true);
		const nobody = [];
		for (let at = 0; at < 12; at++) {
			nobody.push(await signIn(on(memoryDevice()), { loginName: 'nobody2', passphrase: `wrong ${at}` }));
		}
		expect(nobody.at(-1)).toMatchObject({ refusal: { id: 'sign-in.slow-down' } });
		server.passTime(61_000);
		expect((await signIn(on(memoryDevice()), { loginName: 'anna', passphrase: anna.passphrase })).ok).toBe(
			true,
		);
	});

	test('numbers of the authenticator cannot be tried without end', async () => {
		const desk = on();
		const next = must(await signIn(desk, { loginName: 'anna', passphrase: anna.passphrase }));
		if (next.step !== 'second-factor') throw new Error(next.step);
		const { signingIn } = next;
		const ids = new Set<string>();
		for (let at = 0; at < 10; at++) {
			const given = await giveSecondFactor(desk, signingIn, '000000');
			if (!given.ok) ids.add(given.refusal.id);
		}
		expect([...ids]).toEqual(['second-factor.wrong', 'second-factor.slow-down']);
		expect(new TOTP().digits).toBe(6);
	});
});
