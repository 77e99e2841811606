import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { startBrowser } from '#ui/stories/browser.ts';
import { enterAs, noBarriers, type Staff } from './desk/people.ts';

/** Two groups of one town that never met: each at its own desk, the one in Russian, the other in English. */
let server: RealServer;
let browser: Browser;
let coordinator: Staff;
let neighbour: Staff;

beforeAll(async () => {
	[server, browser] = await Promise.all([startRealServer({ programme: 'demo' }), startBrowser()]);
	coordinator = await enterAs(browser, server.address, 'coordinator', 'ru');
	neighbour = await enterAs(browser, server.address, 'neighbour', 'en');
});
afterAll(async () => {
	await browser?.close();
	await server?.end();
});

const section = ({ page }: Staff, name: string) =>
	page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name, exact: true }) });
async function openNeeds(staff: Staff, link: string) {
	await staff.page.getByRole('navigation').getByRole('link', { name: link, exact: true }).first().click();
	await staff.page.getByRole('heading', { level: 1, name: link }).waitFor();
}
/** What others did meanwhile is there when somebody comes back to the page. */
const comeBack = ({ page }: Staff) => page.evaluate("window.dispatchEvent(new Event('focus'))");
const ruWords = {
	newOne: 'Новая нужда или предложение',
	kind: 'Что это',
	ownTown: 'В нашем городе',
	inWords: 'Своими словами',
	place: 'Разместить',
	own: 'Ваши нужды и предложения',
	board: 'Всё в сети',
	offer: /Предложить помощь/,
	between: 'Между вами и другими',
	theyDecide: /решают они/,
	change: /^Изменить/,
	quantity: 'Сколько',
	save: 'Сохранить',
	wordsMissing: 'Напишите в нескольких словах',
	quantityWrong: 'целое число',
	outdatedOwner: /вы изменили условия/,
	outdatedProposer: /условия изменились/,
	confirm: /Подтвердить/,
	accept: /Согласиться/,
	agreed: /Договорились с организацией/,
};
const enWords: typeof ruWords = {
	newOne: 'New need or offer',
	kind: 'What it is',
	ownTown: 'In our town',
	inWords: 'In your words',
	place: 'Place',
	own: 'What you need and offer',
	board: 'Everything in the network',
	offer: /Offer this/,
	between: 'Between you and others',
	theyDecide: /they decide/,
	change: /^Change/,
	quantity: 'How many or how much',
	save: 'Save',
	wordsMissing: 'Say in a few words',
	quantityWrong: 'whole number',
	outdatedOwner: /You have changed this/,
	outdatedProposer: /changed after you proposed/,
	confirm: /Confirm/,
	accept: /Agree/,
	agreed: /Agreed with/,
};
const equipment = 'Мегафон на один день, вернём с новыми батарейками.';

test('each finds what it lacks at the other, with the reasons in words', async () => {
	await openNeeds(coordinator, 'Нужды и предложения');
	await openNeeds(neighbour, 'Needs and offers');
	const ours = section(coordinator, 'Кто подходит')
		.getByRole('article')
		.filter({ hasText: 'помещение' })
		.first();
	await ours.getByText('в том же городе').waitFor();
	expect(await ours.textContent()).toContain('хватит: предлагается 40, нужно 25');
	expect(await ours.textContent()).toContain('Полевой адрес');
	const lawyer = section(neighbour, 'Who fits')
		.getByRole('article')
		.filter({ hasText: 'an advocate' })
		.first();
	await lawyer.getByText('an advocate is a lawyer too').waitFor();
	const together = section(coordinator, 'Рядом нужно то же самое');
	expect(await together.textContent()).toMatch(/печать: это нужно 2 организациям.*Вместе: 500\./s);
	for (const staff of [coordinator, neighbour]) await noBarriers(staff, axe.source);
});

test('a need placed by one is answered by the other, agreed, done and thanked for', async () => {
	const { page } = coordinator;
	await page.getByRole('link', { name: 'Новая нужда или предложение' }).click();
	await page.getByRole('button', { name: 'Разместить' }).click();
	expect(await page.getByText('Выберите, что это.').isVisible()).toBe(true);
	await page.getByLabel('Что это').selectOption({ label: 'оборудование' });
	await page.getByLabel('В нашем городе').check();
	await page.getByLabel('Своими словами').fill(equipment);
	await noBarriers(coordinator, axe.source);
	await page.getByRole('button', { name: 'Разместить' }).click();
	await section(coordinator, 'Ваши нужды и предложения').getByText(equipment).waitFor();

	const board = section(neighbour, 'Everything in the network');
	await board.getByLabel('What it is').selectOption({ label: 'equipment' });
	const found = board.getByRole('article').filter({ hasText: equipment });
	await found.getByRole('button', { name: /Offer this/ }).click();
	const theirs = section(neighbour, 'Between you and others')
		.getByRole('article')
		.filter({ hasText: equipment });
	await theirs.getByText(/they decide/).waitFor();

	await comeBack(coordinator);
	const mine = section(coordinator, 'Между вами и другими')
		.getByRole('article')
		.filter({ hasText: equipment });
	await mine.getByText(/решать вам/).waitFor();
	await mine.getByRole('button', { name: /Согласиться/ }).click();
	await mine.getByText(/Договорились с организацией/).waitFor();
	await mine.getByRole('button', { name: /Сделано/ }).click();
	await mine.getByRole('button', { name: /Поблагодарить/ }).click();
	await mine.getByText(/с благодарностью/).waitFor();

	await comeBack(neighbour);
	await theirs.getByText(/Done, with thanks/).waitFor();
	for (const staff of [coordinator, neighbour]) expect(staff.complaints).toEqual([]);
});

test.each([
	{
		whose: () => coordinator,
		other: () => neighbour,
		kind: 'печать',
		kindThere: 'printing',
		words: 'Двести листовок к субботе',
		changed: 'Сто листовок к воскресенью',
		w: ruWords,
		o: enWords,
	},
	{
		whose: () => neighbour,
		other: () => coordinator,
		kind: 'transport',
		kindThere: 'транспорт',
		words: 'A van for one morning',
		changed: 'A van for the whole day',
		w: enWords,
		o: ruWords,
	},
])('put otherwise, $kind is asked about again before it is agreed', async (story) => {
	const { words, changed, w, o } = story;
	const [owner, proposer] = [story.whose(), story.other()];
	await owner.page.getByRole('link', { name: w.newOne }).click();
	await owner.page.getByRole('heading', { level: 1, name: w.newOne }).waitFor();
	await owner.page.getByLabel(w.kind).selectOption({ label: story.kind });
	await owner.page.getByLabel(w.ownTown).check();
	await owner.page.getByLabel(w.inWords).fill(words);
	await owner.page.getByRole('button', { name: w.place, exact: true }).click();
	const own = section(owner, w.own).getByRole('article');
	await own.filter({ hasText: words }).waitFor();

	await comeBack(proposer);
	const onBoard = section(proposer, o.board).getByRole('article').filter({ hasText: words });
	await section(proposer, o.board).getByLabel(o.kind).selectOption({ label: story.kindThere });
	await onBoard.getByRole('button', { name: o.offer }).click();
	const theirs = section(proposer, o.between).getByRole('article');
	await theirs.filter({ hasText: words }).getByText(o.theyDecide).waitFor();

	await own.filter({ hasText: words }).getByRole('button', { name: w.change }).click();
	const form = own.locator('form');
	await form.getByLabel(w.inWords).fill('');
	await form.getByLabel(w.quantity).fill('пять');
	await form.getByRole('button', { name: w.save }).click();
	await form.getByText(w.wordsMissing).waitFor();
	await form.getByText(w.quantityWrong).waitFor();
	await form.getByLabel(w.inWords).fill(changed);
	await form.getByLabel(w.quantity).fill('100');
	await noBarriers(owner, axe.source);
	if (process.env.ACCORD_PICTURES)
		for (const width of [360, 1280]) {
			await owner.page.setViewportSize({ width, height: 900 });
			await form.screenshot({ path: `${process.env.ACCORD_PICTURES}/change-${story.kind}-${width}.png` });
		}
	await form.getByRole('button', { name: w.save }).click();
	await own.filter({ hasText: changed }).waitFor();
	const mine = section(owner, w.between).getByRole('article').filter({ hasText: changed });
	await mine.getByText(w.outdatedOwner).waitFor();
	expect(await mine.getByRole('button', { name: w.accept }).count()).toBe(0);

	await comeBack(proposer);
	const renewed = theirs.filter({ hasText: changed });
	await renewed.getByText(o.outdatedProposer).waitFor();
	await renewed.getByRole('button', { name: o.confirm }).click();
	await renewed.getByText(o.outdatedProposer).waitFor({ state: 'detached' });
	await comeBack(owner);
	await mine.getByRole('button', { name: w.accept }).click();
	await mine.getByText(w.agreed).waitFor();
	for (const staff of [owner, proposer]) expect(staff.complaints).toEqual([]);
});

test('each stands first among the neighbours of the other, with the reasons', async () => {
	for (const [staff, link, name, reason] of [
		[coordinator, 'Соседи', 'Полевой адрес', 'в вашем городе'],
		[neighbour, 'Neighbours', 'Zastupa', 'in your town'],
	] as const) {
		await openNeeds(staff, link);
		const first = staff.page.getByRole('main').getByRole('listitem').first();
		await first.getByText(reason).waitFor();
		expect(await first.textContent()).toContain(name);
		await noBarriers(staff, axe.source);
		expect(staff.complaints).toEqual([]);
	}
});
