/**
 * What an organisation keeps for itself: a coordinator takes a field back from the public and seals it, colleagues
 * read it in browsers of their own and write notes, nobody else ever does; said again to others, it is asked first.
 */
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { enterAs, noBarriers, type Language, type Staff } from './desk/people.ts';

let server: RealServer;
let browser: Browser;

beforeAll(async () => {
	[server, browser] = await Promise.all([startRealServer({ programme: 'demo' }), startBrowser()]);
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
});

const words = {
	ru: {
		ourPage: 'Наша страница',
		office: 'Приёмная или контора',
		address: 'Адрес по-русски',
		advanced: 'Дополнительно: кто что видит',
		everybody: 'Видят все',
		network: 'Видит сеть',
		onlyUs: 'Только мы',
		publish: 'Опубликовать',
		published: 'Опубликовано.',
		asPublic: 'Как видят все',
		edit: 'Правка',
		changes: 'Меняется, кто это прочтёт',
		closes: 'Останется только вашим:',
		recalled: /назад не вернуть/,
		opens: 'Было только вашим и станет видно другим:',
		back: 'Вернуться к правке',
		newNote: 'Новая запись',
		heading: 'О чём',
		headingMissing: 'Напишите, о чём запись.',
		text: 'Запись',
		seal: 'Запечатать',
		change: /^Изменить/,
		remove: /^Убрать/,
		removeSure: 'Да, эта запись больше не нужна',
		removeIt: 'Убрать',
		organisations: 'Организации сети',
		forMembers: /^Здесь и то, что организация сообщает только сети/,
	},
	en: {
		ourPage: 'Our page',
		office: 'Office',
		address: 'Address in Russian',
		advanced: 'Advanced: who sees what',
		everybody: 'Everybody',
		network: 'The network',
		onlyUs: 'Only us',
		publish: 'Publish',
		published: 'Published.',
		asPublic: 'As the public sees it',
		edit: 'Edit',
		changes: 'Who reads this is about to change',
		closes: 'Will be only yours:',
		recalled: /cannot be recalled/,
		opens: 'Was only yours, and others will see it:',
		back: 'Back to editing',
		newNote: 'New note',
		heading: 'What it is about',
		headingMissing: 'Say what the note is about.',
		text: 'Note',
		seal: 'Seal it',
		change: /^Change/,
		remove: /^Take away/,
		removeSure: 'Yes, this note is not needed any more',
		removeIt: 'Take away',
		organisations: 'Organisations of the network',
		forMembers: /^This includes what the organisation te/,
	},
} as const;
const people = {
	ru: { chief: 'coordinator', colleague: 'lawyer', loginName: undefined, slug: 'zastupa' },
	en: { chief: 'neighbour', colleague: 'orekhina', loginName: 'orekhina', slug: 'polevoy-adres' },
} as const;

async function openOurPage({ page }: Staff, language: Language): Promise<void> {
	const { ourPage } = words[language];
	await page.getByRole('link', { name: ourPage, exact: true }).click();
	await page.getByRole('heading', { level: 1, name: ourPage }).waitFor();
}
async function show(page: Page, group: string, language: Language): Promise<void> {
	const select = page.locator('[name="audience.address"]');
	if (!(await select.isVisible())) await page.getByText(words[language].advanced).click();
	await select.selectOption({ label: group });
}
async function picture({ page }: Staff, name: string): Promise<void> {
	if (!process.env.ACCORD_PICTURES) return;
	for (const [width, colorScheme] of [
		[360, 'light'],
		[1280, 'dark'],
		[1400, 'light'],
	] as const) {
		await page.setViewportSize({ width, height: 900 });
		await page.emulateMedia({ colorScheme });
		await page.screenshot({ path: `${process.env.ACCORD_PICTURES}/${name}-${width}-${colorScheme}.png` });
	}
}

describe.each(['ru', 'en'] as const)('in %s', (language) => {
	const w = words[language];
	const { chief: login, colleague, loginName, slug } = people[language];
	const secret = `Переулок Потаённый, дом 3, ${language}`;
	const key = `Ключ у Марфы, ${language}`;
	let chief: Staff;
	let hers: Staff;
	/** The page of the organisation as another one reads it at its desk. */
	const readAs = async ({ page }: Staff) => {
		await page.getByRole('link', { name: w.organisations, exact: true }).click();
		await page.locator(`a[href$="/desk/directory/${slug}"]`).click();
		await page.getByText(w.forMembers).waitFor();
	};
	const publicPage = async () => (await fetch(`${server.address}/${language}/directory/${slug}`)).text();

	beforeAll(async () => {
		chief = await enterAs(browser, server.address, login, language);
		hers = await enterAs(browser, server.address, colleague, language, loginName ? { loginName } : {});
	});
	afterAll(async () => {
		for (const staff of [chief, hers]) await staff?.context.close();
	});

	test('what everybody could read is taken back: sealed, and gone from the page of the public', async () => {
		const { page } = chief;
		await openOurPage(chief, language);
		await page.getByRole('radio', { name: w.office, exact: true }).check();
		await page.getByLabel(w.address).fill(secret);
		await show(page, w.everybody, language);
		await page.getByRole('button', { name: w.publish, exact: true }).click();
		await page.getByText(w.published).waitFor();
		expect(await publicPage()).toContain(secret);
		const card = await fetch(`${server.address}/${language}/directory/${slug}.vcf`);
		expect(await card.text()).toContain('Потаённый');

		await show(page, w.onlyUs, language);
		await page.getByRole('button', { name: w.publish, exact: true }).click();
		const asked = page.getByRole('dialog', { name: w.changes });
		await asked.getByText(w.closes).waitFor();
		await asked.getByText(w.recalled).waitFor();
		await noBarriers(chief, axe.source);
		await picture(chief, `only-us-asked-${language}`);
		await asked.getByRole('button', { name: w.publish, exact: true }).click();
		await asked.waitFor({ state: 'detached' });
		await page.getByText(w.published).waitFor();
		expect(await publicPage()).not.toContain('Потаённый');
		const later = await fetch(`${server.address}/${language}/directory/${slug}.vcf`);
		expect(await later.text()).not.toContain('Потаённый');

		await page.getByRole('tab', { name: w.asPublic }).click();
		expect(await page.getByText(secret).count()).toBe(0);
		await page.getByRole('tab', { name: w.onlyUs }).click();
		await page.getByText(secret).waitFor();
	});

	test('a note is sealed for one’s own people', async () => {
		const { page } = chief;
		await page.getByRole('button', { name: w.newNote }).click();
		await page.getByRole('button', { name: w.seal }).click();
		await page.getByText(w.headingMissing).waitFor();
		await page.getByLabel(w.heading).fill(key);
		await page.getByLabel(w.text, { exact: true }).fill('Спросить после шести.');
		await page.getByRole('button', { name: w.seal }).click();
		await page.getByRole('heading', { name: key }).waitFor();
		await noBarriers(chief, axe.source);
		await picture(chief, `only-us-${language}`);
	});

	test('a colleague reads both in a browser of their own, and writes too', async () => {
		const { page } = hers;
		await openOurPage(hers, language);
		await page.getByText(secret).waitFor();
		const note = page.getByRole('article').filter({ hasText: key });
		await note.getByText('Спросить после шести.').waitFor();
		await note.getByRole('button', { name: w.change }).click();
		await page.getByLabel(w.text, { exact: true }).fill('Спросить до шести.');
		await page.getByRole('button', { name: w.seal }).click();
		await note.getByText('Спросить до шести.').waitFor();
		await noBarriers(hers, axe.source);
		const seen = chief.page.getByRole('article').filter({ hasText: key });
		await seen.getByText('Спросить до шести.').waitFor();
		await seen.getByRole('button', { name: w.remove }).click();
		await chief.page.getByRole('checkbox', { name: w.removeSure }).check();
		await chief.page.getByRole('alertdialog').getByRole('button', { name: w.removeIt, exact: true }).click();
		await note.waitFor({ state: 'detached' });
	});

	test('after signing in anew it is there; nobody of another organisation ever sees it', async () => {
		const again = await enterAs(browser, server.address, login, language);
		await openOurPage(again, language);
		await again.page.getByRole('tab', { name: w.onlyUs }).click();
		await again.page.getByText(secret).waitFor();
		await again.context.close();

		const office = await enterAs(browser, server.address, 'office', language);
		await readAs(office);
		expect(await office.page.content()).not.toContain('Потаённый');
		await office.context.close();
	});

	test('said to others again, it is asked first; put off, nothing has changed', async () => {
		const { page } = chief;
		await page.getByRole('tab', { name: w.edit }).click();
		await show(page, w.network, language);
		await page.getByRole('button', { name: w.publish, exact: true }).click();
		const asked = page.getByRole('dialog', { name: w.changes });
		await asked.getByText(w.opens).waitFor();
		await asked.getByRole('button', { name: w.back }).last().click();
		await asked.waitFor({ state: 'detached' });
		await hers.page.getByText(secret).waitFor();
		await page.getByRole('button', { name: w.publish, exact: true }).click();
		await asked.getByRole('button', { name: w.publish, exact: true }).click();
		await page.getByText(w.published).waitFor();
		await page.getByRole('tab', { name: w.onlyUs }).click();
		expect(await page.getByText(secret).count()).toBe(0);
		expect(await publicPage()).not.toContain('Потаённый');

		const office = await enterAs(browser, server.address, 'office', language);
		await readAs(office);
		await office.page.getByText(secret).waitFor();
		await office.context.close();
		for (const staff of [chief, hers]) expect(staff.complaints).toEqual([]);
	});
});
