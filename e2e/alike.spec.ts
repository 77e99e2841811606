/**
 * Two entries that may be one organisation: whoever applies or begins is told of them with the reasons, by a page
 * without script, and decides; nothing is merged unasked.
 */
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { askDatabase } from '#test/harness/database-of.ts';
import { enterAs, noBarriers } from './desk/people.ts';

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
		perhaps: 'Возможно, вы уже есть в справочнике',
		which: 'Есть ли среди них ваша организация?',
		isUs: /Да: Клуб родителей «Полевой адрес»/,
		notUs: /Нет, нашей здесь нет/,
		proper: 'то же имя в кавычках',
		member: 'Эта организация уже в сети.',
		received: 'Ваша заявка получена',
		organisations: 'Организации',
		here: 'Возможно, уже есть в справочнике',
		link: 'Создать ссылку',
		goOn: 'Дальше',
		nameRu: 'Название организации по-русски',
		townRu: 'Город по-русски',
		whichTown: 'Какой из них ваш?',
		wrong: 'Здесь ошибка? Напишите, как правильно',
		telephone: 'Телефон',
		right: 'Как правильно?',
		known: 'Откуда это известно?',
		send: 'Отправить',
		missing: 'Отметьте, что исправить.',
		arrived: 'Спасибо, сообщение получено',
		corrections: 'Исправления',
		take: /Принять и опубликовать/,
		none: 'Исправлять нечего',
		history: /исправлено по сообщению читателя — Телефон/,
		twins: 'Двойные записи',
		compare: /Сравнить.*Чистый двор/,
		two: 'Одна это организация или две?',
		otherStays: 'Пусть останется другая',
		merge: 'Объединить',
		unsure: 'Сначала убедитесь и отметьте это.',
		sure: 'Мы убедились, что это одна организация',
		wasMerged: /с этой записью объединена другая запись/,
		yours: 'Это ваша организация? Вступите в сеть и ведите запись сами',
		says: 'Говорят, что в справочнике это их запись',
		own: /Это наша запись/,
		claims: 'Говорят, что запись — их',
		vouch: /поручиться/i,
	},
	en: {
		perhaps: 'Perhaps you are in the directory already',
		which: 'Is one of them your organisation?',
		isUs: /Yes: Field Address/,
		notUs: /No, ours is not among them/,
		proper: 'the same name in quotation marks',
		member: 'This organisation is in the network already.',
		received: 'Your application has arrived',
		organisations: 'Organisations',
		here: 'Perhaps in the directory already',
		link: 'Make a link',
		goOn: 'Go on',
		nameRu: 'Name of the organisation, in Russian',
		townRu: 'Town, in Russian',
		whichTown: 'Which of them is your town?',
		wrong: 'Something wrong here? Say what is right',
		telephone: 'Telephone',
		right: 'What is right?',
		known: 'How is it known?',
		send: 'Send',
		missing: 'Mark what is to be corrected.',
		arrived: 'Thank you, it has arrived',
		corrections: 'Corrections',
		take: /Take and publish/,
		none: 'Nothing to correct',
		history: /corrected at a reader’s word: Telephone/,
		twins: 'Double entries',
		compare: /Compare.*Тихий омут/,
		two: 'One organisation, or two?',
		otherStays: 'Let the other one stay',
		merge: 'Merge',
		unsure: 'Make sure first, and mark it.',
		sure: 'We have made sure that this is one organisation',
		wasMerged: /another entry of the same organisation was merged/,
		yours: 'Is this your organisation? Join the network and keep the entry yourselves',
		says: 'They say that this entry of the directory is theirs',
		own: /This entry is ours/,
		claims: 'Say that an entry is theirs',
		vouch: /vouch/i,
	},
} as const;
type Language = keyof typeof words;
/** Its names are «Клуб родителей „Полевой адрес“» and Field Address, a Parents’ Club. */
const romanised = 'ROO Polevoj Adres';

/** The page of a visitor without script. */
async function asVisitor(path: string) {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`${server.address}${path}`);
	return { page, end: () => context.close() };
}
/** An entry of no member, as an import leaves it. */
const list = (slug: string, name: string, telephone: string) =>
	askDatabase(
		server.dataDir,
		`insert into accord.organisation (id, slug, name_ru, town_ru, town_slug, region, telephone, state, joined_on, listed_from, listed_on)
			values (gen_random_uuid(), '${slug}', '${name}', 'Тула', 'tula', 'RU-TUL', '${telephone}', 'listed', current_date, 'Список 1999 года', current_date)`,
	);

async function apply(page: Page, language: Language) {
	await page.goto(`${server.address}/${language}/join`);
	await page.locator('input[name=name]').fill(romanised);
	await page.locator('input[name=town]').fill('Тула');
	await page.locator('select[name=region]').selectOption('RU-TUL');
	await page.locator('textarea[name=about]').fill('Помогаем призывникам');
	await page.locator('input[name=contact]').fill(`${language}@example.org`);
	await page.locator('form.form button[type=submit]').click();
}

describe.each(['ru', 'en'] as const)('in %s', (language) => {
	const w = words[language];

	test('whoever applies under a name that is here is asked, decides, and is heard; the office sees it too', async () => {
		const { page, end } = await asVisitor(`/${language}/join`);
		await apply(page, language);
		await page.getByRole('heading', { name: w.perhaps }).waitFor();
		await page.getByText(w.proper).first().waitFor();
		expect(await page.locator('input[name=name]').inputValue()).toBe(romanised);
		expect(await page.locator('a[href$="/directory/polevoy-adres"]').count()).toBe(1);
		await page.getByRole('radiogroup', { name: w.which }).getByLabel(w.isUs).check();
		await page.locator('form.form button[type=submit]').click();
		await page.getByText(w.member).first().waitFor();
		await page.getByRole('radiogroup', { name: w.which }).getByLabel(w.notUs).check();
		await page.locator('form.form button[type=submit]').click();
		await page.getByRole('heading', { name: w.received }).waitFor();
		await end();

		const office = await enterAs(browser, server.address, 'office', language);
		await office.page.getByRole('link', { name: w.organisations, exact: true }).first().click();
		const waiting = office.page.getByRole('listitem').filter({
			has: office.page.getByRole('heading', { level: 3, name: romanised }),
		});
		await waiting.getByRole('heading', { name: w.here }).first().waitFor();
		await waiting.locator('a[href$="/directory/polevoy-adres"]').first().waitFor();
		await noBarriers(office, axe.source);
		expect(office.complaints).toEqual([]);
		await office.context.close();
	});

	test('an organisation that was invited is asked the same when it begins, and which town of the name it means', async () => {
		const office = await enterAs(browser, server.address, 'office', language);
		await office.page.getByRole('link', { name: w.organisations, exact: true }).first().click();
		await office.page.getByRole('button', { name: w.link }).click();
		const link = (await office.page.locator('[data-link]').textContent()) ?? '';
		const context = await browser.newContext();
		const page = await context.newPage();
		await page.goto(link);
		await page.getByLabel(w.nameRu).fill('«Полевой адрес»');
		await page.getByLabel(w.townRu).fill('Каменка');
		await page.locator('select[name=region]').selectOption('RU-VOR');
		await page.locator('input[name=displayName]').fill('Основатель');
		await page.locator('input[name=loginName]').fill(`founder-${language}`);
		const goOn = page.getByRole('button', { name: w.goOn, exact: true });
		await goOn.click();
		await page.getByRole('radiogroup', { name: w.whichTown }).waitFor();
		expect(await page.getByRole('heading', { name: w.here }).count()).toBe(0);
		await page.getByLabel(w.townRu).fill('Тула');
		await page.locator('select[name=region]').selectOption('RU-TUL');
		await goOn.click();
		await page.getByRole('heading', { name: w.here }).waitFor();
		await noBarriers({ ...office, page }, axe.source);
		await goOn.click();
		await goOn.waitFor({ state: 'detached' });
		await context.close();
		await office.context.close();
	});

	test('a reader without script says what is right; its coordinator takes it, and the page and its history say so', async () => {
		const number = language === 'ru' ? '+7 000 111-22-33' : '+7 000 444-55-66';
		const reader = await asVisitor(`/${language}/directory/polevoy-adres`);
		await reader.page.getByRole('link', { name: w.wrong }).click();
		await reader.page.getByLabel(w.right).fill(number);
		await reader.page.getByLabel(w.known).fill('https://polevoy-adres.example');
		await reader.page.locator('form.form').evaluate((form) => form.setAttribute('novalidate', ''));
		await reader.page.getByRole('button', { name: w.send, exact: true }).click();
		await reader.page.getByText(w.missing).first().waitFor();
		expect(await reader.page.getByLabel(w.right).inputValue()).toBe(number);
		await reader.page.getByRole('radio', { name: w.telephone, exact: true }).check();
		await reader.page.getByRole('button', { name: w.send, exact: true }).click();
		await reader.page.getByRole('heading', { name: w.arrived }).waitFor();

		const staff = await enterAs(browser, server.address, 'neighbour', language);
		await staff.page.getByRole('link', { name: w.corrections, exact: true }).first().click();
		await staff.page.getByText('https://polevoy-adres.example').waitFor();
		await noBarriers(staff, axe.source);
		await staff.page.getByRole('button', { name: w.take }).click();
		await staff.page.getByText(w.none).waitFor();
		expect(staff.complaints).toEqual([]);
		await staff.context.close();
		await reader.page.goto(`${server.address}/${language}/directory/polevoy-adres`);
		await expect
			.poll(async () => {
				await reader.page.reload();
				return reader.page.getByText(number).count();
			})
			.toBeGreaterThan(0);
		await reader.page.getByText(w.history).first().waitFor();
		await reader.end();
	});

	test('the office makes one entry of two, once somebody is sure; the old address leads to it, and its history says so', async () => {
		const [stays, goes] = [`dvor-${language}`, `dvor-${language}-2`];
		const number = language === 'ru' ? '+7 000 700-00-01' : '+7 000 700-00-02';
		const [name, romanName] =
			language === 'ru' ? ['Чистый двор', 'Chistyy dvor'] : ['Тихий омут', 'Tikhiy omut'];
		await list(stays, `РОО «${name}»`, '');
		await list(goes, romanName, number);
		const office = await enterAs(browser, server.address, 'office', language);
		const { page } = office;
		await page.getByRole('link', { name: w.twins, exact: true }).first().click();
		await page.getByRole('button', { name: w.compare }).click();
		await page.getByRole('heading', { name: w.two }).waitFor();
		// Of two that are no members either may stay.
		const first = page.locator('dl dd .quiet').first();
		if ((await first.textContent())?.endsWith(goes))
			await page.getByRole('button', { name: w.otherStays }).click();
		await page.locator('dl dd .quiet').first().getByText(`/directory/${stays}`).waitFor();
		await noBarriers(office, axe.source);
		await page.getByRole('button', { name: w.merge, exact: true }).click();
		await page.getByText(w.unsure).first().waitFor();
		await page.getByLabel(w.sure).check();
		await page.getByRole('button', { name: w.merge, exact: true }).click();
		await page.getByRole('heading', { name: w.two }).waitFor({ state: 'detached' });
		expect(office.complaints).toEqual([]);
		await office.context.close();

		const reader = await asVisitor(`/${language}/directory/${goes}`);
		await reader.page.waitForURL(`**/directory/${stays}`);
		await reader.page.getByText(number).waitFor();
		await reader.page.getByText(w.wasMerged).waitFor();
		await reader.end();
	});

	test('whoever is in the directory and no member applies from its own entry; a member says which entry is its own', async () => {
		const listed = `ours-${language}`;
		await list(listed, `Полевой адрес`, language === 'ru' ? '+7 000 800-00-01' : '+7 000 800-00-02');
		const reader = await asVisitor(`/${language}/directory/${listed}`);
		await reader.page.getByRole('link', { name: w.yours }).click();
		expect(await reader.page.locator('input[name=name]').inputValue()).toBe('Полевой адрес');
		await reader.page.locator('textarea[name=about]').fill('Мы сами');
		await reader.page.locator('input[name=contact]').fill(`ours-${language}@example.org`);
		await reader.page.locator('form.form button[type=submit]').click();
		await reader.page.getByRole('heading', { name: w.received }).waitFor();
		await reader.end();

		const staff = await enterAs(browser, server.address, 'neighbour', language);
		await staff.page.getByRole('link', { name: w.twins, exact: true }).first().click();
		await staff.page.getByRole('button', { name: w.own }).first().click();
		await staff.page.getByRole('heading', { name: w.claims }).waitFor();
		await noBarriers(staff, axe.source);
		expect(staff.complaints).toEqual([]);
		await staff.context.close();

		const office = await enterAs(browser, server.address, 'office', language);
		await office.page.getByRole('link', { name: w.twins, exact: true }).first().click();
		await office.page.getByRole('button', { name: w.vouch }).first().waitFor();
		await office.page.getByRole('link', { name: w.organisations, exact: true }).first().click();
		await office.page.getByRole('heading', { name: w.says }).first().waitFor();
		await noBarriers(office, axe.source);
		expect(office.complaints).toEqual([]);
		await office.context.close();
	});
});
