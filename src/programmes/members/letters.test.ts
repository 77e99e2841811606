import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeClient } from '#test/builders/client.ts';
import { invited, must, startNetwork, type TestPerson } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Result } from '#platform/result.ts';
import { newPassphrase } from '#vault/format/passphrase.ts';
import type { confirmAddress, giveAddress, myLetters, removeAddress } from './actions/letters.ts';
import { recover } from './sealed/recover.ts';
import { renewPassphrase } from './sealed/renew.ts';
import { signIn } from './sealed/sign-in.ts';
import { isMailAddress } from './rules/mail-address.ts';

const server = withRuntime();
let anna: TestPerson;
let boris: TestPerson;

beforeAll(async () => {
	const network = await startNetwork(server.runtime, { locale: 'en' });
	anna = network.coordinator;
	boris = await invited(server.runtime, anna, network.organisation, { locale: 'ru' });
});
beforeEach(() => within(server.runtime.db, system, (tx) => tx.deleteFrom('letter').execute()));

const refusal = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.id);

/** What waits to be sent, opened as the sender opens it. */
async function letters(to?: string): Promise<{ to: string; subject: string; text: string }[]> {
	const rows = await within(server.runtime.db, system, (tx) => tx.selectFrom('letter').selectAll().execute());
	return rows
		.map(({ sealed }) => JSON.parse(server.runtime.keys.openAtRest('letter', sealed)) as never)
		.filter((letter: { to: string }) => to === undefined || letter.to === to);
}
const give = ({ client }: TestPerson, address: string, locale: 'ru' | 'en' = 'en') =>
	client.act<typeof giveAddress>('members.giveAddress', { address, locale });
const mine = async ({ client }: TestPerson) =>
	must(await client.act<typeof myLetters>('members.myLetters', {}));
const confirm = (token: string) =>
	makeClient(server.runtime).act<typeof confirmAddress>('members.confirmAddress', { token });
const tokenIn = (text = '') => /\/desk\/address#([\w-]{43})/.exec(text)?.[1] ?? '';

/** Names an address and opens the link that comes to it. */
async function withAddress(person: TestPerson, address: string): Promise<void> {
	must(await give(person, address));
	const [letter] = await letters(address);
	must(await confirm(tokenIn(letter?.text)));
	await within(server.runtime.db, system, (tx) => tx.deleteFrom('letter').execute());
}

describe('an address for letters', () => {
	it('counts once its link was opened, by whoever has the box, signed in or not; once only', async () => {
		must(await give(anna, 'anna@example.org', 'ru'));
		const [letter] = await letters();
		expect(letter?.to).toBe('anna@example.org');
		expect(letter?.text).toContain('/ru/desk/address#');
		expect(await mine(anna)).toMatchObject({ address: undefined, waiting: { address: 'anna@example.org' } });
		const token = tokenIn(letter?.text);
		expect(refusal(await confirm(token))).toBe('done');
		expect(await mine(anna)).toMatchObject({ address: 'anna@example.org', waiting: undefined });
		expect(refusal(await confirm(token))).toBe('address.link-ended');
	});

	it('rests sealed: no byte of it stands in the database', async () => {
		must(await give(anna, 'resting@example.org'));
		const rows = await within(server.runtime.db, system, (tx) =>
			tx.selectFrom('person').select(['email_sealed', 'email_waiting']).execute(),
		);
		const kept = rows.flatMap((row) => [row.email_sealed, row.email_waiting]).filter((one) => one !== null);
		expect(kept.length).toBeGreaterThan(0);
		for (const bytes of kept) expect(Buffer.from(bytes).includes('example')).toBe(false);
	});

	it('waits three days; a newer link ends the earlier one', async () => {
		must(await give(boris, 'first@example.org'));
		must(await give(boris, 'second@example.org'));
		const [first] = await letters('first@example.org');
		const [second] = await letters('second@example.org');
		expect(refusal(await confirm(tokenIn(first?.text)))).toBe('address.link-ended');
		server.passTime(3 * 86_400_000 + 1000);
		expect(refusal(await confirm(tokenIn(second?.text)))).toBe('address.link-ended');
		expect((await mine(boris)).waiting).toBeUndefined();
	});

	it('is one address: lists and names are refused, and too many links are not sent', async () => {
		for (const wrong of [
			'a@example.org, b@example.org',
			'Anna <a@example.org>',
			'anna',
			'a@b',
			'a b@c.org',
		]) {
			expect(refusal(await give(boris, wrong)), wrong).toBe('input.invalid');
		}
		expect(isMailAddress('анна@почта.рф')).toBe(true);
		server.passTime(3_600_000);
		const answers = [];
		for (let tries = 0; tries < 7; tries++) answers.push(refusal(await give(boris, 'b@example.org')));
		expect(answers.slice(0, 5)).toEqual(Array<string>(5).fill('done'));
		expect(answers.at(-1)).toBe('address.slow-down');
	});

	it('is taken away, and is told so once', async () => {
		server.passTime(3_600_000);
		await withAddress(boris, 'boris@example.org');
		must(await boris.client.act<typeof removeAddress>('members.removeAddress', {}));
		expect(await letters()).toMatchObject([{ to: 'boris@example.org' }]);
		expect(await mine(boris)).toMatchObject({ address: undefined, waiting: undefined });
	});
});

describe('letters about an account', () => {
	it('tell its owner of a strange device, of a new passphrase, and of nothing ordinary', async () => {
		server.passTime(3_600_000);
		await withAddress(boris, 'boris@example.org');
		const { loginName, passphrase: old } = boris;
		must(await signIn(boris.client, { loginName, passphrase: old }));
		expect(await letters()).toEqual([]);
		const strange = makeClient(server.runtime);
		must(
			await signIn(strange, { loginName, passphrase: old, accountSecret: boris.sheet?.accountSecret ?? '' }),
		);
		expect(await letters()).toEqual([]);
		must(await signIn(makeClient(server.runtime), { loginName, passphrase: old }));
		const [letter] = await letters('boris@example.org');
		expect(letter?.subject).toMatch(/учётной записи/);
		expect(letter?.text).toContain('/ru/desk/account');
		must(await renewPassphrase(boris.client, loginName, newPassphrase('ru')));
		expect(await letters()).toHaveLength(2);
	});

	it('tell owner and coordinators of a recovery, name nobody, and the log has it', async () => {
		await withAddress(anna, 'anna@example.org');
		const client = makeClient(server.runtime);
		must(
			await recover(client, {
				loginName: boris.loginName,
				recoveryCode: boris.sheet?.recoveryCode ?? '',
				passphrase: newPassphrase('ru'),
			}),
		);
		const [toBoris] = await letters('boris@example.org');
		const [toAnna] = await letters('anna@example.org');
		expect(toBoris?.text).toMatch(/кодом восстановления/);
		expect(toAnna?.text).toMatch(/came back with the printed recovery code/);
		for (const { text, subject } of await letters()) {
			expect(`${subject} ${text}`).not.toMatch(new RegExp(`${boris.loginName}|Person \\d`));
		}
		const lines = await within(server.runtime.db, system, (tx) =>
			tx.selectFrom('audit').selectAll().where('action', '=', 'members.finishRecovery').execute(),
		);
		expect(lines).toMatchObject([{ person: boris.person, object_kind: 'person', object_id: boris.person }]);
	});
});
