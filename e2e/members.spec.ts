import { readFile } from 'node:fs/promises';
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';

/** People of the network in real browsers, at a real server: from the first link to a suspension. */
let server: RealServer;
let browser: Browser;
let axe: string;

interface Person {
	readonly context: BrowserContext;
	readonly page: Page;
	readonly loginName: string;
	passphrase: string;
	recoveryCode: string;
	totp: TOTP;
	backupCodes: string[];
}
let anna: Person;
let boris: Person;

beforeAll(async () => {
	[server, browser] = await Promise.all([startRealServer(), startBrowser()]);
	axe = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
});

const words = {
	en: {
		name: 'Your name',
		login: 'Log-in name',
		passphrase: 'Passphrase',
		go: 'Go on',
		kept: 'I have kept it',
		group: 'Last group of the recovery code',
		away: 'I have put it away',
		number: 'The number it shows now',
		desk: 'To the desk',
		signIn: 'Sign in',
		signOut: 'Sign out',
		members: 'Members',
		factor: 'Number',
		code: 'Recovery code',
	},
	ru: {
		name: 'Ваше имя',
		login: 'Имя для входа',
		passphrase: 'Парольная фраза',
		go: 'Дальше',
		kept: 'Сохранено',
		group: 'Последняя группа кода восстановления',
		away: 'Лист убран',
		number: 'Число, которое он показывает сейчас',
		desk: 'К рабочему столу',
		signIn: 'Войти',
		signOut: 'Выйти',
		members: 'Участники',
		factor: 'Число',
		code: 'Код восстановления',
	},
} as const;
type Language = keyof typeof words;

const textOf = async (page: Page, selector: string): Promise<string> =>
	(await page.locator(selector).textContent())?.trim() ?? '';
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** The generated passphrase is shown, kept, and typed back. */
async function keepPassphrase(page: Page, language: Language, go: string): Promise<string> {
	const said = words[language];
	const passphrase = await textOf(page, '[data-passphrase]');
	expect(passphrase.split(' ').length).toBeGreaterThanOrEqual(6);
	await press(page, said.kept);
	await page.getByLabel(said.passphrase).fill('not these words');
	await press(page, go);
	await page.getByRole('textbox', { name: said.passphrase }).and(page.locator('[aria-invalid]')).waitFor();
	await page.getByLabel(said.passphrase).fill(passphrase.toUpperCase());
	await press(page, go);
	return passphrase;
}

/** The printed sheet and the authenticator, then the desk. */
async function protectAccount(page: Page, language: Language) {
	const said = words[language];
	await page.waitForURL(/\/desk\/protect$/);
	await page.locator('[data-recovery-code]').waitFor();
	await noBarriers(page);
	const recoveryCode = await textOf(page, '[data-recovery-code]');
	await page.getByLabel(said.group).fill(recoveryCode.split('-').at(-1) ?? '');
	await press(page, said.away);
	await page.locator('[data-totp-secret]').waitFor();
	await noBarriers(page);
	const totp = new TOTP({ secret: Secret.fromBase32(await textOf(page, '[data-totp-secret]')) });
	await page.getByLabel(said.number).fill(totp.generate());
	await press(page, said.go);
	await page.getByRole('button', { name: said.desk }).waitFor();
	const backupCodes = await page.locator('ol.codes li').allTextContents();
	expect(backupCodes).toHaveLength(10);
	await press(page, said.desk);
	await page.waitForURL(/\/desk(\/members)?$/);
	await page.getByRole('link', { name: said.members, exact: true }).click();
	await page.waitForURL(/\/desk\/members$/);
	return { recoveryCode, totp, backupCodes };
}

/** Walks from a link of invitation to the desk. */
async function beginMember(
	link: string,
	name: string,
	loginName: string,
	language: Language,
): Promise<Person> {
	const context = await browser.newContext();
	const page = await context.newPage();
	await page.goto(link);
	await page.getByLabel(words[language].name).fill(name);
	await page.getByLabel(words[language].login).fill(loginName);
	await noBarriers(page);
	await press(page, words[language].go);
	const passphrase = await keepPassphrase(page, language, words[language].go);
	return { context, page, loginName, passphrase, ...(await protectAccount(page, language)) };
}

async function signIn(page: Page, person: Person, language: Language, factor: string): Promise<void> {
	const said = words[language];
	await page.getByLabel(said.login).fill(person.loginName);
	await page.getByLabel(said.passphrase).fill(person.passphrase);
	await press(page, said.signIn);
	await page.getByLabel(said.factor).fill(factor);
	await press(page, said.go);
	await page.waitForURL(/\/desk(\/members)?$/);
	await page.getByRole('link', { name: said.members, exact: true }).click();
	await page.waitForURL(/\/desk\/members$/);
}

/** No barrier of WCAG 2.2 AA on the page as it stands. */
async function noBarriers(page: Page): Promise<void> {
	await page.evaluate(axe);
	const found = await page.evaluate(async () => {
		type Run = (
			where: Document,
			how: object,
		) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
		const { run } = (globalThis as unknown as { axe: { run: Run } }).axe;
		const { violations } = await run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
		return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
	});
	expect(found).toEqual([]);
}

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
		boris = await beginMember(link, 'Борис', 'борис', 'ru');
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
		await before.waitForURL(/sign-in/, { timeout: 15_000 });
	});

	test('a suspension ends the session at once', async () => {
		await anna.page.getByRole('link', { name: 'My account' }).click();
		await anna.page.getByRole('link', { name: 'Members' }).click();
		const row = anna.page.getByRole('listitem').filter({ hasText: 'Борис' });
		await row.getByRole('button', { name: 'Suspend' }).click();
		await press(anna.page, 'Suspend now');
		const started = performance.now();
		await boris.page.waitForURL(/sign-in/, { timeout: 15_000 });
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
		await anna.page.getByRole('link', { name: 'Organisations' }).click();
		const waiting = anna.page.getByRole('listitem').filter({ hasText: 'Тульская группа' });
		await waiting.getByRole('button', { name: 'We called back' }).click();
		await waiting.getByRole('button', { name: 'Admit: make the link' }).click();
		await anna.page.locator('[data-link]').waitFor();
		await noBarriers(anna.page);
	});
});
