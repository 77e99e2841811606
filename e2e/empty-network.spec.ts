/**
 * The pages of a network that has just begun, from before it is one: what is empty must be whole as well,
 * and the doors that only a link opens are met on the way.
 */
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { listPages } from './every-page/route-files.ts';
import { withPlace, type Language, type Reader } from './every-page/place.ts';

const place = withPlace('serve');
const pages = await listPages();
const plain = (where: string) => pages.filter((page) => page.place === where && !page.hasParameters);

const words = {
	ru: {
		networkRu: 'Название сети по-русски',
		organisationRu: 'Название организации по-русски',
		town: 'Город по-русски',
		region: 'Регион',
		name: 'Ваше имя',
		login: 'Имя для входа',
		passphrase: 'Парольная фраза',
		go: 'Дальше',
		create: 'Создать сеть',
		kept: 'Сохранено',
		group: 'Последняя группа кода восстановления',
		away: 'Лист убран',
		number: 'Число, которое он показывает сейчас',
		desk: 'К рабочему столу',
		forWhom: 'Для кого',
		link: 'Создать ссылку',
	},
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
	},
} as const;
let invitation = '';

function nothingFound(): void {
	expect(place.findings.faults.splice(0)).toEqual([]);
	expect(place.findings.complaints.splice(0)).toEqual([]);
}
const press = ({ page }: Reader, name: string) => page.getByRole('button', { name, exact: true }).click();

test('before it is one, its public pages stand', async () => {
	for (const language of ['ru', 'en'] as const) {
		const reader = await place.reader(language);
		for (const { path } of plain('public')) await reader.visit(path);
		await reader.context.close();
	}
	nothingFound();
});

test('its first coordinator begins it, and finds every page of the desk empty and whole', async () => {
	const reader = await place.reader('ru');
	const { page, look } = reader;
	const say = words.ru;
	await page.goto(place.server.firstStart() ?? '');
	await page.getByLabel(say.networkRu).fill('Сеть «Согласие»');
	await look('beginning the network');
	await page.getByLabel(say.organisationRu).fill('Бюро сети');
	await page.getByLabel(say.town).fill('Москва');
	await page.getByLabel(say.region).selectOption('RU-MOW');
	await introduce(reader, 'Анна', 'anna');
	await keepPassphrase(reader, say.create);
	await protect(reader);
	await walkDesk(reader);
	await page.goto('/ru/desk/members');
	await page.getByLabel(say.forWhom).fill('Б.');
	await press(reader, say.link);
	await page.locator('[data-link]').waitFor();
	await look('a link was made');
	invitation = ((await page.locator('[data-link]').textContent()) ?? '').trim();
	// Alone as a coordinator: said quietly on any page of the desk, once a day.
	const alone = page.getByRole('status').getByText('Вы единственный координатор');
	await page.goto('/ru/desk/account');
	await alone.waitFor();
	await press(reader, 'Показать');
	await page.waitForURL(/\/desk\/members$/);
	await page.getByText('Назначьте второго координатора').waitFor();
	await page.goto('/ru/desk/account');
	await page.locator('h1').first().waitFor();
	await page.getByRole('link', { name: 'Участники' }).first().waitFor();
	expect(await alone.count()).toBe(0);
	await reader.context.close();
	nothingFound();
});

test('who is invited begins, and finds the pages of somebody who waits to be let in', async () => {
	const reader = await place.reader('en');
	const { page, look } = reader;
	await page.goto(invitation.replace('/ru/', '/en/'));
	await page.getByLabel(words.en.name).waitFor();
	await look('invited');
	await introduce(reader, 'Boris', 'boris');
	await keepPassphrase(reader, words.en.go);
	await protect(reader);
	// Nobody works at the queue before they are let in: it leads to the members.
	await walkDesk(reader, ['/desk']);
	await reader.context.close();
	nothingFound();
});

test('its public pages are whole while it has nobody to write to', async () => {
	const reader = await place.reader('en');
	for (const { path } of plain('public')) await reader.visit(path);
	await reader.context.close();
	nothingFound();
});

async function introduce(reader: Reader, name: string, loginName: string): Promise<void> {
	const say = words[reader.language];
	await reader.page.getByLabel(say.name).fill(name);
	await reader.page.getByLabel(say.login).fill(loginName);
	await press(reader, say.go);
}

async function keepPassphrase(reader: Reader, go: string): Promise<void> {
	const { page, look, language } = reader;
	const say = words[language];
	const passphrase = ((await page.locator('[data-passphrase]').textContent()) ?? '').trim();
	await look('the passphrase');
	await press(reader, say.kept);
	await page.getByLabel(say.passphrase).fill(passphrase);
	await look('the passphrase typed back');
	await press(reader, go);
}

/** The printed sheet, the authenticator, the back-up codes: `/desk/protect`, step by step. */
async function protect(reader: Reader): Promise<void> {
	const { page, look, language } = reader;
	const say: (typeof words)[Language] = words[language];
	await page.waitForURL(/\/desk\/protect$/);
	const code = ((await page.locator('[data-recovery-code]').textContent()) ?? '').trim();
	await look('the sheet');
	await page.getByLabel(say.group).fill(code.split('-').at(-1) ?? '');
	await press(reader, say.away);
	const secret = ((await page.locator('[data-totp-secret]').textContent()) ?? '').trim();
	await look('the authenticator');
	await page.getByLabel(say.number).fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
	await press(reader, say.go);
	await page.getByRole('button', { name: say.desk }).waitFor();
	await look('the back-up codes');
	await press(reader, say.desk);
	await page.waitForURL(/\/desk(\/members)?$/);
	await page.locator('h1').first().waitFor();
}

/** Every page inside, each loaded anew; a second tab keeps the keys meanwhile. */
async function walkDesk({ context, language, visit }: Reader, not: readonly string[] = []): Promise<void> {
	const keeping = await context.newPage();
	await keeping.goto(`/${language}/desk/account`);
	await keeping.locator('h1').first().waitFor();
	for (const { path } of plain('inside')) if (!not.includes(path)) await visit(path);
}
