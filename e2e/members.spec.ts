import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import {
	beginMember,
	keepPassphrase,
	noBarriers,
	press,
	protectAccount,
	signIn,
	textOf,
	words,
	type Person,
} from './people/walk.ts';

/** People of the network in real browsers, at a real server: from the first link to a suspension. */
let server: RealServer;
let browser: Browser;
let anna: Person;
let boris: Person;

beforeAll(async () => {
	[server, browser] = await Promise.all([startRealServer(), startBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
});

/** The session ended: the page asks for the passphrase where it stands, and shows nothing of what was on it. */
const locked = (page: Page) =>
	page
		.getByRole('heading', { name: /^(The desk is locked|Рабочий стол заперт)$/ })
		.waitFor({ timeout: 15_000 });

describe('people', () => {
	test('the link of the first start creates the network and its first coordinator', async () => {
		const context = await browser.newContext();
		const page = await context.newPage();
		const link = server.firstStart()?.replace('/ru/', '/en/') ?? '';
		await page.goto(server.address + link);
		await page.getByLabel('Name of the network, in Russian').fill('Сеть «Согласие»');
		await page.getByLabel('Name of the network, in English').fill('Accord network');
		await page.getByLabel('Telephone of the network').fill('+7 000 000-00-00');
		await page.getByLabel('Name of the organisation, in Russian').fill('Бюро сети');
		await page.getByLabel('Town, in Russian').fill('Москва');
		await page.getByLabel('Region').selectOption('RU-MOW');
		await page.getByLabel('Your name').fill('Anna');
		await page.getByLabel('Log-in name').fill('Anna');
		await noBarriers(page);
		await press(page, 'Go on');
		const passphrase = await keepPassphrase(page, 'en', 'Create the network');
		anna = { context, page, loginName: 'anna', passphrase, ...(await protectAccount(page, 'en')) };
		await page.getByText('Make somebody the second coordinator').waitFor();
		await noBarriers(page);
		const again = await (await browser.newContext()).newPage();
		await again.goto(server.address + link);
		await again.getByRole('alert').getByText('This link no longer works').waitFor();
	});

	test('a second member is invited, begins in Russian, and is let in', async () => {
		const { page } = anna;
		await page.getByLabel('For whom').fill('B.');
		await press(page, 'Make a link');
		await page.locator('[data-link]').waitFor();
		const link = (await textOf(page, '[data-link]')).replace('/en/', '/ru/');
		boris = await beginMember(browser, link, 'Борис', 'борис', 'ru');
		await boris.page.getByText('Учётная запись готова').waitFor();
		await page.getByRole('button', { name: 'Let in' }).click({ timeout: 30_000 });
		const borisRow = page.getByRole('listitem').filter({ hasText: 'Борис' });
		await borisRow.getByText('unverified').waitFor();
		await borisRow.getByRole('button', { name: 'Compare words' }).click();
		await press(page, 'Every word is the same');
		await borisRow.getByText('words compared').waitFor();
	});

	test('signs out and in again with the passphrase and a number', async () => {
		const { page } = boris;
		await press(page, 'Борис');
		await page.getByRole('menuitem', { name: 'Выйти' }).click();
		await page.waitForURL(/sign-in/);
		await noBarriers(page);
		const next = boris.totp.generate({ timestamp: Date.now() + 30_000 });
		await signIn(page, boris, 'ru', next);
		await page.getByText('координатор', { exact: true }).waitFor();
		await noBarriers(page);
	});

	test('a passkey opens the keys after a reload, and is a second factor', async () => {
		const { page, context } = anna;
		const devtools = await context.newCDPSession(page);
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
		await page.getByRole('link', { name: 'My account' }).click();
		await press(page, 'Add a passkey');
		await page.getByRole('listitem').filter({ hasText: 'added' }).nth(1).waitFor();
		await noBarriers(page);
		await page.reload();
		await page.waitForURL(/sign-in/);
		await press(page, 'Unlock with a passkey');
		await page.waitForURL(/\/desk\/account$/);
		await press(page, 'Anna');
		await page.getByRole('menuitem', { name: 'Sign out' }).click();
		await page.waitForURL(/sign-in$/);
		await page.getByLabel('Log-in name').fill('anna');
		await page.getByLabel('Passphrase').fill(anna.passphrase);
		await press(page, 'Sign in');
		await press(page, 'Use a passkey');
		await page.waitForURL(/\/desk$/);
		await page.getByRole('link', { name: 'Members', exact: true }).click();
		await page.getByRole('listitem').filter({ hasText: 'Борис' }).getByText('words compared').waitFor();
	});

	test('comes back with the printed sheet; colleagues are told', async () => {
		const context = await browser.newContext();
		const page = await context.newPage();
		await page.goto(`${server.address}/ru/desk/recover`);
		await page.getByLabel(words.ru.login).fill(boris.loginName);
		await page.getByLabel(words.ru.code).fill(boris.recoveryCode.toLowerCase().replaceAll('-', ' '));
		await noBarriers(page);
		await press(page, words.ru.go);
		const passphrase = await keepPassphrase(page, 'ru', words.ru.go);
		const before = boris.page;
		boris = { ...boris, context, page, passphrase, ...(await protectAccount(page, 'ru')) };
		await page.getByText('вход по напечатанному коду').waitFor();
		await locked(before);
	});

	test('a suspension ends the session at once', async () => {
		await anna.page.getByRole('link', { name: 'My account' }).click();
		await anna.page.getByRole('link', { name: 'Members' }).click();
		const row = anna.page.getByRole('listitem').filter({ hasText: 'Борис' });
		await row.getByRole('button', { name: 'Suspend' }).click();
		await press(anna.page, 'Suspend now');
		const started = performance.now();
		await locked(boris.page);
		expect(performance.now() - started).toBeLessThan(5_000);
		const answer = await boris.context.request.post(`${server.address}/api/act/members.whoAmI`, { data: {} });
		expect(await answer.json()).toEqual({ ok: true, value: null });
		await row.getByText('suspended').waitFor();
	});

	test('a group applies without script; what is refused is kept in the form', async () => {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(`${server.address}/ru/join`);
		await page.getByLabel('Как называется ваша группа?').fill('Тульская группа');
		await page.getByLabel('В каком городе?').fill('Тула');
		await page.getByLabel('Регион').selectOption('RU-TUL');
		await page.getByLabel('Чем вы занимаетесь?').fill('   ');
		await page.getByLabel('Как с вами связаться?').fill('+7 000 111-11-11');
		await press(page, 'Подать заявку');
		await page.getByRole('alert').getByText('Напишите, чем вы занимаетесь').waitFor();
		expect(await page.getByLabel('Как называется ваша группа?').inputValue()).toBe('Тульская группа');
		await page.getByLabel('Чем вы занимаетесь?').fill('Помогаем призывникам');
		await press(page, 'Подать заявку');
		await page.getByText('Ваша заявка получена').waitFor();
		await anna.page.getByRole('link', { name: 'Organisations', exact: true }).click();
		const waiting = anna.page.getByRole('listitem').filter({ hasText: 'Тульская группа' });
		await waiting.getByRole('button', { name: 'We called back' }).click();
		await waiting.getByRole('button', { name: 'Admit: make the link' }).click();
		await anna.page.locator('[data-link]').waitFor();
		await noBarriers(anna.page);
	});
});
