/** Who else is here? Towns, regions and the way to them, as anybody reads them: no script, both languages. */
import { expect, test } from 'vitest';
import { languages, withPlace, type Language, type Reader } from './every-page/place.ts';

const place = withPlace('demo');

const words = {
	ru: {
		search: 'Город или регион',
		find: 'Найти',
		which: 'Какое место вы имеете в виду?',
		none: 'Места с таким названием мы не знаем',
		tula: 'Тула',
		nobody: 'Здесь пока нет никого из сети.',
		begin: 'Создать группу здесь',
		write: 'Написать нам',
		region: 'Тульская область',
		together: 'ещё не подписали вместе',
		km: /^Новомосковск, Тульская область: 97 км, \d+ организаци/,
		penza: 'Каменка, Пензенская область',
		where: 'В каком городе?',
		whichTown: 'Какой из них ваш?',
	},
	en: {
		search: 'Town or region',
		find: 'Find',
		which: 'Which one do you mean?',
		none: 'We know no place of that name',
		tula: 'Tula',
		nobody: 'Nobody of the network works here yet.',
		begin: 'Begin a group in this place',
		write: 'Write to us',
		region: 'Tula Oblast',
		together: 'have not signed an open letter together yet',
		km: /^Novomoskovsk, Tula Oblast: 97 km, \d+ organisation/,
		penza: 'Kamenka, Penza Oblast',
		where: 'In which town?',
		whichTown: 'Which of them is your town?',
	},
} as const;

async function inBothLanguages(walk: (reader: Reader, say: (typeof words)[Language]) => Promise<void>) {
	const { faults, complaints } = place.findings;
	for (const language of languages) {
		const reader = await place.reader(language, { script: false });
		await walk(reader, words[language]);
		await reader.context.close();
	}
	expect(faults.splice(0)).toEqual([]);
	expect(complaints.splice(0)).toEqual([]);
}

async function seek(reader: Reader, say: (typeof words)[Language], what: string): Promise<void> {
	await reader.page.goto(`/${reader.language}/directory`);
	await reader.page.getByLabel(say.search).fill(what);
	const main = reader.page.locator('main');
	await main.getByRole('button', { name: say.find, exact: true }).click();
}

test('a town is found in either alphabet, and says who is there', () =>
	inBothLanguages(async (reader, say) => {
		const { page, look, visit } = reader;
		await visit('/directory');
		for (const written of ['тула', 'Tula']) {
			await seek(reader, say, written);
			await page.waitForURL(`**/${reader.language}/directory/towns/tula`);
		}
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(say.tula);
		await look('a town');
		expect(await page.locator('ul.index > li').count()).toBeGreaterThan(1);
		await page.getByRole('link', { name: say.region }).first().click();
		await page.waitForURL('**/directory/regions/RU-TUL');
		await look('a region');
		const drawn = page.locator('figure.map svg a[href*="/directory/towns/"]');
		const listed = page.getByRole('table').getByRole('link');
		expect(await drawn.count()).toBeGreaterThan(1);
		expect(await drawn.count()).toBe(await listed.count());
		await page.getByText(say.together).waitFor();
		expect(await page.locator('ul.index > li').count()).toBeGreaterThan(1);
	}));

test('a town that exists five times asks which; a name of nothing says so', () =>
	inBothLanguages(async (reader, say) => {
		const { page, look } = reader;
		await seek(reader, say, 'каменка');
		await page.getByRole('heading', { name: say.which }).waitFor();
		await look('several towns of a name');
		await page.getByRole('link', { name: say.penza }).click();
		await page.waitForURL('**/directory/towns/kamenka**');
		await seek(reader, say, 'Зурбаган');
		await page.getByRole('heading', { name: say.none }).waitFor();
		await look('no town of a name');
	}));

test('a town with nobody says who is nearest and how far, whom to call, and how to begin', () =>
	inBothLanguages(async (reader, say) => {
		const { page, visit } = reader;
		await visit('/directory/towns/yefremov');
		await page.getByText(say.nobody).waitFor();
		const nearest = await page.locator('main ul > li').first().innerText();
		expect(nearest).toMatch(say.km);
		expect(await page.locator('main a[href^="tel:"]').count()).toBe(1);
		expect(await page.getByRole('main').getByRole('link', { name: say.write }).count()).toBe(1);
		await page.getByRole('link', { name: say.begin }).click();
		await page.waitForURL('**/join?town=yefremov');
		expect(await page.getByLabel(say.where).inputValue()).toMatch(/^(Ефремов|Yefremov)$/);
		expect(await page.locator('select[name=region]').inputValue()).toBe('RU-TUL');
	}));

test('whoever joins from a town of several is asked which, and nothing they wrote is lost', () =>
	inBothLanguages(async ({ page, look, language, expected }, say) => {
		await page.goto(`/${language}/join`);
		await page.locator('input[name=name]').fill(`Группа ${language}`);
		await page.getByLabel(say.where).fill('Каменка');
		await page.locator('select[name=region]').selectOption('RU-VOR');
		await page.locator('textarea[name=about]').fill('Помогаем призывникам');
		await page.locator('input[name=contact]').fill('kamenka@example.org');
		const send = page.locator('form.form button[type=submit]');
		expected.refusals = true;
		await send.click();
		await page.getByRole('radiogroup', { name: say.whichTown }).waitFor();
		expect(await page.locator('input[name=name]').inputValue()).toBe(`Группа ${language}`);
		await look('asked which town');
		await page.locator('input[name=choice]').first().check();
		await send.click();
		await page.locator('.notice').waitFor();
	}));
