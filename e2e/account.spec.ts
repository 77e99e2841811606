import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginOpenNetwork } from '#test/builders/desk-over-http.ts';
import { makeHttpClient, type HttpClient } from '#test/builders/http-client.ts';
import { beginner, found, must, protect, type TestPerson } from '#test/builders/people.ts';
import type { RealNetwork } from '#test/builders/real-network.ts';
import { visitorAt, writeIn } from '#test/builders/visitor-over-http.ts';
import { askDatabase } from '#test/harness/database-of.ts';
import { startMailServer, type MailServer } from '#test/harness/mail-server.ts';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import type { listOpenInvitations } from '#programmes/members/actions/invite.ts';
import { beginAnOrganisation } from '#programmes/members/sealed/account.ts';
import { inviteToFound, inviteToJoin, letIn } from '#programmes/members/sealed/invite.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { OrganisationId } from '#vault/format/model.ts';
import { keepPassphrase, noBarriers, press, textOf, words, type Person } from './people/walk.ts';
import { Secret, TOTP } from 'otpauth';

/**
 * One person's account in a real browser, at a real server with a real mail server: from the link to the first
 * opened request; letters; a passkey alone; a second organisation. Coordinators work beside, as clients.
 */
let mail: MailServer;
let server: RealServer;
let browser: Browser;
let network: RealNetwork;
let vera: TestPerson<HttpClient>;
let group: OrganisationId;
let boris: Person;
let devtools: CDPSession;
const said = words.ru;

const request = (text: string) =>
	writeIn(visitorAt(server.address), { need: 'prison', region: 'RU-TUL', text, concerns: 'self' });

beforeAll(async () => {
	mail = await startMailServer();
	[server, browser] = await Promise.all([
		startRealServer({ env: { ACCORD_SMTP: mail.url } }),
		startBrowser(),
	]);
	network = await beginOpenNetwork(server);
	const { client } = network.coordinator;
	const invited = must(await inviteToFound(client.act, { by: network.organisation }));
	const hers = makeHttpClient(server.address);
	const who = await beginner(invited.path.split('#')[1] ?? '', { displayName: 'Вера', loginName: 'vera' });
	const begun = must(
		await beginAnOrganisation(hers, who, {
			organisation: { name: { ru: 'Пермская группа' }, town: { ru: 'Пермь' }, region: 'RU-PER' },
			roles: ['intake'],
		}),
	);
	vera = await protect({ ...begun, client: hers, passphrase: who.passphrase });
	await found(vera);
	group = OrganisationId.parse(begun.organisation);
	await request('Первое письмо: обыск без понятых');
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
	await mail?.close();
});

/** A coordinator lets in whoever has accepted, as their browser would. */
async function admit({ act, keys }: HttpClient, organisation: OrganisationId): Promise<void> {
	must(await keys.refresh());
	const listed = must(await act<typeof listOpenInvitations>('members.listOpenInvitations', { organisation }));
	const open = listed.find(({ newcomer }) => newcomer !== undefined);
	if (!open) throw new Error('Nobody waits to be let in');
	const { vaults } = must(await keys.viewOrganisation({ organisation }));
	must(
		await letIn(
			act,
			keys,
			organisation,
			open,
			vaults.map(({ vault }) => vault),
		),
	);
}
const linkTo = (path: string) => `${server.address}/ru${path}`;
const queue = () => boris.page.getByRole('listbox', { name: 'Очередь' });

/** Runs a job now that would come within the half hour, and waits until it is done. */
async function runNow(task: string): Promise<void> {
	await askDatabase(server.dataDir, `select graphile_worker.add_job('${task}', job_key => 'test:${task}')`);
	for (;;) {
		const left = await askDatabase(
			server.dataDir,
			`select from graphile_worker.jobs where key = 'test:${task}'`,
		);
		if (left.length === 0) return;
		await new Promise((resume) => setTimeout(resume, 50));
	}
}

describe('an account', () => {
	test('from the link to the first opened request: a walk of well under five minutes', async () => {
		const { client } = network.coordinator;
		const { path } = must(
			await inviteToJoin(client.act, { organisation: network.organisation, roles: ['intake'] }),
		);
		const context = await browser.newContext();
		const page = await context.newPage();
		const began = performance.now();
		await page.goto(linkTo(path));
		await page.getByLabel(said.name).fill('Борис');
		await page.getByLabel(said.login).fill('boris');
		await page.getByRole('link', { name: 'У меня здесь уже есть учётная запись' }).waitFor();
		await noBarriers(page);
		await press(page, said.go);
		const passphrase = await keepPassphrase(page, 'ru', said.go);
		await page.locator('[data-recovery-code]').waitFor();
		const recoveryCode = await textOf(page, '[data-recovery-code]');
		await page.getByLabel(said.group).fill(recoveryCode.split('-').at(-1) ?? '');
		await press(page, said.away);
		const totp = new TOTP({ secret: Secret.fromBase32(await textOf(page, '[data-totp-secret]')) });
		await page.getByLabel(said.number).fill(totp.generate());
		await press(page, said.go);
		const backupCodes = await page.locator('ol.codes li').allTextContents();
		await press(page, said.desk);
		boris = { context, page, loginName: 'boris', passphrase, recoveryCode, totp, backupCodes };
		await page.getByText('Учётная запись готова').waitFor();
		await admit(client, network.organisation);
		// The desk hears that they were let in, and opens by itself.
		await page.getByRole('link', { name: 'Очередь' }).click();
		await queue().getByRole('option').filter({ hasText: 'обыск без понятых' }).click();
		await page.getByRole('article').getByText('Первое письмо').waitFor();
		expect(performance.now() - began).toBeLessThan(120_000);
	});

	test('takes an address by a link, and letters say that something waits, in the reader’s language', async () => {
		const { page } = boris;
		await page.getByRole('link', { name: 'Моя учётная запись' }).click();
		await page.getByLabel('Адрес электронной почты').fill('boris, other@example.org');
		await press(page, 'Прислать ссылку');
		await page.getByText('Это не адрес электронной почты').waitFor();
		expect(await page.getByLabel('Адрес электронной почты').inputValue()).toBe('boris, other@example.org');
		await page.getByLabel('Адрес электронной почты').fill('boris@example.org');
		await press(page, 'Прислать ссылку');
		await page.getByText('Письмо со ссылкой отправлено на boris@example.org').waitFor();
		await noBarriers(page);
		const letter = await mail.next('boris@example.org');
		expect(letter.subject).toBe('Подтвердите адрес');
		const link = /http:\/\/localhost:\d+\/ru\/desk\/address#\S+/.exec(letter.text)?.[0] ?? '';
		const elsewhere = await (await browser.newContext()).newPage();
		await elsewhere.goto(link);
		await elsewhere.getByRole('button', { name: 'Подтвердить' }).waitFor();
		await noBarriers(elsewhere);
		await press(elsewhere, 'Подтвердить');
		await elsewhere.getByText('Адрес подтверждён').waitFor();
		await request('Второе письмо: передачи не берут');
		await runNow('intake:tellStaff');
		await runNow('platform:sendLetters');
		const told = await mail.next('boris@example.org');
		expect(told.subject).toBe('Вас ждут обращения');
		expect(told.text).toContain(`${server.address}/ru/desk`);
		expect(`${told.subject}${told.text}`).not.toMatch(/передачи|prison|TUL|Борис/);
	});

	test('is told of nothing more once that is switched off', async () => {
		const { page } = boris;
		await page.reload();
		await page.getByLabel(said.passphrase).fill(boris.passphrase);
		await press(page, said.signIn);
		await page.getByText('Письма приходят на').getByText('boris@example.org').waitFor();
		const saved = page.waitForResponse((response) => response.url().endsWith('members.chooseLetters'));
		await page.getByRole('checkbox', { name: 'Сообщать мне, что меня ждут обращения' }).uncheck();
		expect((await saved).ok()).toBe(true);
		await request('Третье письмо');
		await runNow('intake:tellStaff');
		expect(await askDatabase(server.dataDir, 'select from accord.letter')).toEqual([]);
	});

	test('signs in with a passkey alone, on a device that has forgotten everything else', async () => {
		const { page, context } = boris;
		devtools = await context.newCDPSession(page);
		await devtools.send('WebAuthn.enable');
		await devtools.send('WebAuthn.addVirtualAuthenticator', {
			options: {
				protocol: 'ctap2',
				ctap2Version: 'ctap2_1',
				transport: 'internal',
				hasResidentKey: true,
				hasUserVerification: true,
				isUserVerified: true,
				hasPrf: true,
			},
		});
		await press(page, 'Добавить ключ доступа');
		await page.getByRole('listitem').filter({ hasText: 'добавлен' }).nth(1).waitFor();
		expect((await mail.next('boris@example.org')).text).toContain('добавлен второй фактор');
		await press(page, 'Борис');
		await page.getByRole('menuitem', { name: 'Выйти' }).click();
		await page.waitForURL(/sign-in$/);
		await page.evaluate(() => indexedDB.deleteDatabase('accord-device'));
		await noBarriers(page);
		await press(page, 'Войти с ключом доступа');
		await page.waitForURL(/\/desk$/);
		await queue().getByRole('option').filter({ hasText: 'Третье письмо' }).click();
		await page.getByRole('article').getByText('Третье письмо').waitFor();
		// The sheet cannot be printed without the account secret; the page says what to do instead.
		await page.getByRole('link', { name: 'Моя учётная запись' }).click();
		await press(page, 'Напечатать новый лист');
		await page.getByText('нет секрета вашей учётной записи').waitFor();
	});

	test('joins a second organisation with the same account, and sees both', async () => {
		const { page } = boris;
		const { path } = must(await inviteToJoin(vera.client.act, { organisation: group, roles: ['intake'] }));
		await page.goto(linkTo(path));
		await page.getByRole('link', { name: 'У меня здесь уже есть учётная запись' }).click();
		await press(page, 'Открыть ключом доступа');
		await page.waitForURL(/\/desk\/invited#/);
		await noBarriers(page);
		await press(page, 'Присоединиться как boris');
		await page.getByText('Приглашение принято').waitFor();
		await page.getByRole('link', { name: 'К рабочему столу' }).click();
		await admit(vera.client, group);
		await page.getByRole('link', { name: 'Участники', exact: true }).click();
		await page.getByRole('region', { name: 'Пермская группа' }).getByText('Вера').waitFor();
		await page.getByRole('region', { name: 'Бюро сети' }).getByText('Борис').waitFor();
		await noBarriers(page);
		await page.getByRole('link', { name: 'Очередь' }).click();
		await queue().getByRole('option').filter({ hasText: 'Третье письмо' }).waitFor();
	});

	test('withdraws an invitation it made, and a link that is too old says the same', async () => {
		const { page } = boris;
		must(await vera.client.keys.refresh());
		const them = must(await vera.client.keys.viewOrganisation({ organisation: group })).members;
		const person = them.find(({ name }) => name === 'Борис')?.person;
		if (!person) throw new Error('Boris is not a member');
		await queue().getByRole('option').filter({ hasText: 'Третье письмо' }).click();
		const typing = page.getByLabel('Подпись');
		await typing.fill('Борис, юрист');
		const field = await typing.elementHandle();
		const told = page.waitForResponse(/members\.whoAmI/);
		must(await vera.client.keys.makeCoordinator({ organisation: group, person }));
		await told;
		// Made coordinator while typing: the field is the same one, with the same words in it.
		expect(await field?.evaluate(({ isConnected }) => isConnected)).toBe(true);
		expect(await typing.inputValue()).toBe('Борис, юрист');
		await page.getByRole('link', { name: 'Участники', exact: true }).click();
		const section = page.getByRole('region', { name: 'Пермская группа' });
		const links: string[] = [];
		for (const note of ['забрать', 'истечёт']) {
			await section.getByLabel('Для кого').fill(note);
			await section.getByRole('button', { name: 'Создать ссылку' }).click();
			await section.getByRole('listitem').filter({ hasText: note }).waitFor();
			links.push((await section.locator('[data-link]').textContent())?.trim() ?? '');
		}
		const open = section.getByRole('listitem').filter({ hasText: 'забрать' });
		await open.getByRole('button', { name: 'Отозвать' }).click();
		await open.waitFor({ state: 'detached' });
		await askDatabase(
			server.dataDir,
			`update accord.invitation set expires_at = now() - interval '1 second' where note = 'истечёт'`,
		);
		for (const link of links) {
			const stranger = await (await browser.newContext()).newPage();
			await stranger.goto(link);
			await stranger.getByRole('alert').getByText('Эта ссылка больше не действует').waitFor();
		}
	});

	test('removed from one organisation, stays in the other', async () => {
		const { page } = boris;
		const { client } = network.coordinator;
		must(await client.keys.refresh());
		const view = must(await client.keys.viewOrganisation({ organisation: network.organisation }));
		const person = view.members.find(({ name }) => name === 'Борис')?.person;
		if (!person) throw new Error('Boris is not a member');
		must(await client.keys.removeMember({ organisation: network.organisation, person }));
		// The removal ended the sessions: the desk locks where it stands.
		await page.getByRole('heading', { name: 'Рабочий стол заперт' }).waitFor();
		await press(page, 'Войти с ключом доступа');
		await page.getByRole('link', { name: 'Участники', exact: true }).click();
		await page.getByRole('region', { name: 'Пермская группа' }).getByText('Борис').waitFor();
		expect(await page.getByRole('region', { name: 'Бюро сети' }).count()).toBe(0);
	});
});
