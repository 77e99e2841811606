import { expect } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** The accessible names that stay the same, and others that these proofs go by. */
export const words = {
	en: {
		queue: 'Queue',
		untaken: 'Untaken',
		mine: 'Mine',
		all: 'All',
		closed: 'Closed',
		take: 'Take',
		reply: 'Your reply',
		send: 'Send',
		close: 'Close',
		reopen: 'Reopen',
		notes: 'Notes',
		history: 'History',
		dialogue: 'Dialogue',
		note: 'Note',
		keepNote: 'Keep the note',
		more: 'More',
		assign: 'Give to a colleague',
		give: 'Give',
		search: 'Search',
	},
	ru: {
		queue: 'Очередь',
		untaken: 'Свободные',
		mine: 'Мои',
		all: 'Все',
		closed: 'Закрытые',
		take: 'Взять',
		reply: 'Ваш ответ',
		send: 'Отправить',
		close: 'Закрыть',
		reopen: 'Открыть снова',
		notes: 'Заметки',
		history: 'История',
		dialogue: 'Переписка',
		note: 'Заметка',
		keepNote: 'Сохранить заметку',
		more: 'Ещё',
		assign: 'Передать коллеге',
		give: 'Передать',
		search: 'Найти',
	},
} as const;
export type Language = keyof typeof words;

/** Somebody at their desk in a browser of their own. */
export interface Staff {
	readonly context: BrowserContext;
	readonly page: Page;
	readonly say: (typeof words)[Language];
	/** What the page complained of; nothing, in the end. */
	readonly complaints: string[];
}

/** Enters the demonstration as one of its people. */
export async function enterAs(
	browser: Browser,
	address: string,
	name: string,
	language: Language,
	more: { readonly loginName?: string } = {},
): Promise<Staff> {
	const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(String(error)));
	page.on('console', (said) => {
		// Refused answers are told by the browser as well; the pages say them in words.
		if (said.type() === 'error' && !/Failed to load resource/.test(said.text())) complaints.push(said.text());
	});
	await page.goto(`${address}/${language}/desk`);
	if (more.loginName === undefined) await page.getByRole('button', { name, exact: true }).click();
	else {
		await page.getByRole('button', { name: 'office', exact: true }).waitFor();
		await page.getByLabel(language === 'en' ? 'Log-in name' : 'Имя для входа').fill(more.loginName);
		await page
			.getByLabel(language === 'en' ? 'Passphrase' : 'Парольная фраза')
			.fill('demonstration network only');
		await page.getByRole('button', { name: language === 'en' ? 'Sign in' : 'Войти', exact: true }).click();
	}
	await page.waitForURL(/\/desk$/);
	return { context, page, say: words[language], complaints };
}

/** The row of the queue that holds these words. */
export function row({ page, say }: Staff, text: string) {
	return page.getByRole('listbox', { name: say.queue }).getByRole('option').filter({ hasText: text });
}

/** Chooses which requests the queue shows. */
export async function show({ page }: Staff, scope: string): Promise<void> {
	await page.getByRole('button', { name: scope, exact: true }).click();
}

/** Opens a request from the queue, and waits until it can be read. */
export async function open(staff: Staff, scope: string, text: string): Promise<void> {
	await show(staff, scope);
	await row(staff, text).first().click();
	await staff.page.getByRole('article').getByText(text).first().waitFor();
}

export const button = ({ page }: Staff, name: string) => page.getByRole('button', { name, exact: true });

/** No barrier of WCAG 2.2 AA on the page as it stands. */
export async function noBarriers({ page }: Staff, axe: string): Promise<void> {
	await page.evaluate(axe);
	const found = await page.evaluate(async () => {
		type Run = (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
		const { run } = (globalThis as unknown as { axe: { run: Run } }).axe;
		const { violations } = await run({
			runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
		});
		return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
	});
	expect(found).toEqual([]);
}
