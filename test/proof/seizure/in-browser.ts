/** Plants what the seizure proof looks for through the pages with script, in Chromium, as people do. */
import type { Browser, Page } from 'playwright-core';
import type { RealNetwork } from '#test/builders/real-network.ts';
import { newFollowUpCode } from '#vault/format/follow-up-code.ts';

/** What is planted where. */
export interface Planted {
	readonly latin: string;
	readonly cyrillic: string;
	readonly narrative: string;
	readonly file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
const digits = (text: string | null) => (text ?? '').replaceAll(/\D/g, '');

/** Somebody writes with script, comes back with the code, tries a wrong one, writes again. Gives the secrets. */
export async function writeWithScript(browser: Browser, address: string, words: Planted): Promise<string[]> {
	const context = await browser.newContext({ baseURL: address });
	context.setDefaultTimeout(30_000);
	const page = await context.newPage();
	await page.goto('/ru/write');
	await page.getByRole('radio', { name: 'Армия и призыв' }).check();
	await page.getByLabel('Где это случилось?').selectOption('RU-PER');
	await page.getByRole('textbox', { name: 'Расскажите', exact: true }).fill(`В браузере: ${words.narrative}`);
	await page.getByLabel('Файлы').setInputFiles([words.file]);
	await page.getByText(/^Ещё, если хотите/).click();
	await page.getByLabel(/^Слово для звонка/).fill(words.cyrillic);
	await press(page, 'Отправить');
	await page.getByRole('heading', { name: 'Письмо запечатано и принято' }).waitFor();
	const code = digits(await page.locator('[data-code]').textContent());
	await page.getByLabel('Введите последние четыре цифры кода').fill(code.slice(-4));
	await press(page, 'Дальше');
	await page.getByRole('heading', { name: 'Что будет дальше' }).waitFor();

	const wrong = newFollowUpCode();
	const open = async (typed: string) => {
		await page.goto('/ru/write/follow');
		await page.getByLabel('Код обращения').fill(typed);
		await press(page, 'Открыть');
	};
	await open(wrong);
	await page.getByRole('link', { name: /По этому коду ничего не открывается/ }).waitFor();
	await open(code);
	await page.getByLabel('Что добавить').fill(`Ещё из браузера: ${words.narrative}`);
	await press(page, 'Отправить');
	await page.getByText(/Написанное запечатано/).waitFor();
	await context.close();
	return [code, grouped(code), wrong, grouped(wrong)];
}

/** As it stands on the card. */
const grouped = (code: string) => code.replaceAll(/(\d{4})(?=\d)/g, '$1 ');

/** The coordinator signs in on a new device and works: reply, file, note, marks, a request by hand, a search. */
export async function workAtDesk(
	browser: Browser,
	address: string,
	words: Planted & { readonly network: RealNetwork; readonly backupCode: string },
): Promise<string[]> {
	const context = await browser.newContext({ baseURL: address, viewport: { width: 1400, height: 900 } });
	context.setDefaultTimeout(30_000);
	const page = await context.newPage();
	const { loginName, passphrase, sheet } = words.network.coordinator;
	const secret = sheet?.accountSecret ?? '';
	await page.goto('/ru/desk/sign-in');
	await page.getByLabel('Имя для входа').fill(loginName);
	const wrong = `${words.latin} but not the passphrase`;
	await page.getByLabel('Парольная фраза', { exact: true }).fill(wrong);
	await press(page, 'Войти');
	await page.locator('[aria-invalid]').first().waitFor();
	await page.getByLabel('Парольная фраза', { exact: true }).fill(passphrase);
	await press(page, 'Войти');
	await page.getByLabel('Число').fill(words.backupCode);
	await press(page, 'Дальше');
	await page.getByLabel('Секрет учётной записи').fill(secret);
	await press(page, 'Дальше');
	await page.waitForURL(/\/desk$/);
	await answerARequest(page, words);
	const code = await enterByHand(page, words);
	await keepForOurselves(page, words);
	const search = page.getByRole('searchbox', { name: 'Найти' });
	await page.getByRole('link', { name: 'Очередь' }).first().click();
	await search.fill(words.latin);
	await page.getByRole('listbox', { name: 'Очередь' }).getByRole('option').first().waitFor();
	await context.close();
	return [code, grouped(code), secret];
}

async function answerARequest(page: Page, words: Planted): Promise<void> {
	await page.getByRole('button', { name: 'Свободные', exact: true }).click();
	await page
		.getByRole('listbox', { name: 'Очередь' })
		.getByRole('option')
		.filter({ hasText: 'В браузере' })
		.first()
		.click();
	await page.getByRole('article').getByText(words.cyrillic).first().waitFor();
	await press(page, 'Взять');
	await page.getByLabel('Ваш ответ').fill(`Ответ из браузера. ${words.narrative}`);
	await page.getByLabel('Файлы').first().setInputFiles(words.file);
	await page.getByText('запечатан и отправлен').waitFor();
	await press(page, 'Отправить');
	await page.getByRole('article').getByText('Ответ из браузера').waitFor();
	await page.getByRole('tab', { name: 'Заметки' }).click();
	await page.getByRole('textbox', { name: 'Заметка', exact: true }).fill(`Между собой: ${words.narrative}`);
	await press(page, 'Сохранить заметку');
	await page.getByText('Между собой').first().waitFor();
	await page.getByRole('button', { name: 'Ещё' }).click();
	await page.getByRole('menuitem', { name: 'Отметить', exact: true }).click();
	await page
		.getByRole('dialog')
		.getByLabel(/^Какое право затронуто/)
		.selectOption({ index: 1 });
	await page.getByRole('dialog').getByRole('button', { name: 'Сохранить отметки' }).click();
	await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** "Only us": a field of the organisation's page, and a note beside it. */
async function keepForOurselves(page: Page, words: Planted): Promise<void> {
	await page.getByRole('link', { name: 'Наша страница', exact: true }).first().click();
	await page.getByRole('radio', { name: 'Приёмная или контора' }).check();
	await page.getByLabel('Адрес по-русски').fill(`Вход со двора. ${words.narrative}`);
	await page.getByText('Дополнительно: кто что видит').click();
	await page.locator('[name="audience.address"]').selectOption({ label: 'Только мы' });
	await press(page, 'Опубликовать');
	await page.getByText('Опубликовано.').waitFor();
	await page.getByRole('tab', { name: 'Только мы' }).click();
	await page.getByText('Вход со двора').waitFor();
	await press(page, 'Новая запись');
	await page.getByLabel('О чём').fill(`Ключ: ${words.cyrillic}`);
	await page.getByLabel('Запись', { exact: true }).fill(`Под камнем. ${words.narrative}`);
	await press(page, 'Запечатать');
	await page.getByText('Под камнем').waitFor();
}

async function enterByHand(page: Page, words: Planted): Promise<string> {
	await page.getByRole('link', { name: 'Записать вручную' }).first().click();
	await page.getByLabel('Визит').check();
	await page.getByLabel('Тема').selectOption('prison');
	await page.getByLabel('Что написано или сказано').fill(`Со слов: ${words.narrative}`);
	await page.getByLabel('Скан или фотография').setInputFiles(words.file);
	await press(page, 'Запечатать и сохранить');
	await page.getByText('Запечатано и сохранено').waitFor();
	await page.getByText('Скан запечатывается').waitFor({ state: 'detached' });
	const code = digits(await page.locator('dd').first().textContent()).slice(0, 24);
	if (!/^\d{24}$/.test(code)) throw new Error(`The card shows no code: ${code}`);
	return code;
}
