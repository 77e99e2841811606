import { readFile } from 'node:fs/promises';
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Somebody of the network in a browser of their own, with all that they keep. */
export interface Person {
	readonly context: BrowserContext;
	readonly page: Page;
	readonly loginName: string;
	passphrase: string;
	recoveryCode: string;
	totp: TOTP;
	backupCodes: string[];
}

/** What pages say, as these walks go by it. */
export const words = {
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
export type Language = keyof typeof words;

export const textOf = async (page: Page, selector: string): Promise<string> =>
	(await page.locator(selector).textContent())?.trim() ?? '';
/** Presses the button of that name. */
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

let axe: string | undefined;

/** No barrier of WCAG 2.2 AA on the page as it stands. */
export async function noBarriers(page: Page): Promise<void> {
	axe ??= await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
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

/** The generated passphrase is shown, kept, and typed back. */
export async function keepPassphrase(page: Page, language: Language, go: string): Promise<string> {
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
export async function protectAccount(page: Page, language: Language) {
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
export async function beginMember(
	browser: Browser,
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

export async function signIn(page: Page, person: Person, language: Language, factor: string): Promise<void> {
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
