import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { alike, likenessKeys, type Likeness, type LikenessEntry } from './alike.ts';
import { addressKey, siteOf, telephonesIn } from './alike/contact.ts';
import { sound } from './alike/spelling.ts';

const perm = { region: 'RU-PER', townSlug: 'perm', towns: ['Пермь', 'Perm'] } as const;
const tula = { region: 'RU-TUL', townSlug: 'tula', towns: ['Тула', 'Tula'] } as const;
const entry = (name: string, more: Partial<LikenessEntry> = {}): LikenessEntry => ({
	...perm,
	names: [name],
	...more,
});

/** Names of two entries of one town, and the one way in which they agree. */
const sameInOneTown: readonly [string, string, Likeness][] = [
	['Мемориал', 'мемориал', 'name'],
	['«Зелёный мир»', '"Зеленый мир"', 'name'],
	['Комитет солдатских матерей', 'КОМИТЕТ  СОЛДАТСКИХ МАТЕРЕЙ', 'name'],
	['РОО «Сутяжник»', 'Сутяжник', 'name-form'],
	['МОО "Сутяжник"', 'РОО «Сутяжник»', 'name-form'],
	['ПРОО «Сутяжник»', 'Сутяжник', 'name-form'],
	['Автономная некоммерческая организация «Право на защиту»', 'АНО «Право на защиту»', 'name-form'],
	['Региональное общественное объединение «Солидарность»', 'Солидарность', 'name-form'],
	['NGO "Civic Watch"', 'Civic Watch', 'name-form'],
	['Civic Watch, non-profit organisation', 'Civic Watch', 'name-form'],
	['Сутяжник', 'Sutyazhnik', 'name-alphabet'],
	['Сутяжник', 'Sutiazhnik', 'name-alphabet'],
	['Сутяжник', 'Sutjažnik', 'name-alphabet'],
	['Сутяжник', 'Sutâžnik', 'name-alphabet'],
	['Щит и право', 'Shchit i pravo', 'name-alphabet'],
	['Щит и право', 'Ŝit i pravo', 'name-alphabet'],
	['Щит и право', 'Schtschit i prawo', 'name-alphabet'],
	['Хельсинкская инициатива', 'Khelsinkskaya initsiativa', 'name-alphabet'],
	['Хельсинкская инициатива', 'Helsinkskaia iniciativa', 'name-alphabet'],
	['Чистые ключи', 'Chistye klyuchi', 'name-alphabet'],
	['Чистые ключи', 'Čistye klûči', 'name-alphabet'],
	['Журавлёнок', 'Zhuravlyonok', 'name-alphabet'],
	['Журавлёнок', 'Zhuravlenok', 'name-alphabet'],
	['Юридическая помощь', 'Yuridicheskaya pomoshch’', 'name-alphabet'],
	['Юридическая помощь', 'Iuridicheskaia pomoshch', 'name-alphabet'],
	['Объединение «Эхо»', 'Ekho', 'name-alphabet'],
	['РОО «Сутяжник»', 'ROO Sutyazhnik', 'name-alphabet'],
	['Мемориал — Пермь', 'Пермский «Мемориал»', 'name-spelling'],
	['Perm Memorial', 'Memorial', 'name-spelling'],
	['Центр прав человека', 'Прав человека центр', 'name-spelling'],
	['Правозащитный центр «Сутяжник»', 'Сутяжник', 'name-proper'],
	['Правозащитный центр «Сутяжник»', 'Sutyazhnik', 'name-proper'],
	['Комитет солдатских матерей', 'КСМ', 'abbreviation'],
	['Комитет солдатских матерей', 'KSM', 'abbreviation'],
	['Пермская Хельсинкская группа', 'ПХГ', 'abbreviation'],
	['Комитет солдатских матерей (КСМ)', 'КСМ', 'name'],
	['Moscow Helsinki Group', 'MHG', 'abbreviation'],
];

/** Of one town, and not the same. */
const falseFriends: readonly [string, string][] = [
	['Комитет солдатских матерей', 'Совет солдатских матерей'],
	['Комитет солдатских матерей', 'Клуб спортивной молодёжи'],
	['Мемориал', 'Мемориальный музей'],
	['РОО «Надежда»', 'РОО «Вера»'],
	['АНО «Право»', 'АНО «Правда»'],
	['Общественная организация', 'Региональная организация'],
	['Центр защиты прав заключённых', 'Центр защиты прав женщин'],
	['Женский союз', 'Союз'],
	['Пермский музей', 'Пермский союз'],
	['Комитет за гражданские права', 'Комитет против пыток'],
	['Право и закон', 'ПИЗ'],
];

describe('names of one town', () => {
	it.each(sameInOneTown)('%s and %s: %s', (one, other, why) => {
		expect(alike(entry(one), entry(other))).toEqual([why]);
		expect(alike(entry(other), entry(one))).toEqual([why]);
		const keys = likenessKeys(entry(one));
		expect(likenessKeys(entry(other)).some((key) => keys.includes(key))).toBe(true);
	});

	it.each(falseFriends)('%s is not %s', (one, other) => {
		expect(alike(entry(one), entry(other))).toEqual([]);
	});

	it('of another town, or another region, make nothing alike: there is a «Мемориал» in many', () => {
		expect(alike(entry('Мемориал'), entry('Мемориал', { townSlug: 'kungur', towns: ['Кунгур'] }))).toEqual(
			[],
		);
		expect(alike(entry('Мемориал'), entry('Мемориал', tula))).toEqual([]);
		expect(alike(entry('Мемориал'), { names: ['Мемориал'], region: 'RU-PER', towns: ['г. Пермь'] })).toEqual([
			'name',
		]);
		expect(alike(entry('Мемориал'), { names: ['Мемориал'], region: 'RU-PER' })).toEqual(['name']);
		const two = (townSlug: string) => ({
			names: ['Родник'],
			region: 'RU-PER',
			townSlug,
			towns: ['Берёзовка'],
		});
		expect(alike(two('beryozovka'), two('beryozovka-2'))).toEqual([]);
	});

	it('that were borne once, count', () => {
		expect(alike(entry('Новое имя', { formerNames: ['РОО «Сутяжник»'] }), entry('Sutyazhnik'))).toEqual([
			'former-name',
		]);
		expect(alike(entry('Сутяжник'), entry('Новое имя', { formerNames: ['Сутяжник'] }))).toEqual([
			'former-name',
		]);
	});
});

describe('what else two have in common', () => {
	const a = entry('Первая', { telephones: ['8 (342) 212-34-56, 8-912-345-67-89'] });

	it('a telephone, however it is written, wherever they are', () => {
		for (const telephone of ['+7 342 2123456', '3422123456', '7(342)212 34 56 доб. 12', '+7-912-345-67-89'])
			expect(alike(a, { ...tula, names: ['Вторая'], telephones: [telephone] })).toEqual(['telephone']);
		expect(alike(a, entry('Вторая', { telephones: ['8 (342) 212-34-57'] }))).toEqual([]);
		expect(alike(a, entry('Вторая', { telephones: ['8 (495) 212-34-56'] }))).toEqual([]);
		const local = (region: string) => ({ names: ['Х' + region], region, telephones: ['212-34-56'] });
		expect(alike(local('RU-PER'), { ...local('RU-PER'), names: ['Иная'] })).toEqual(['telephone']);
		expect(alike(local('RU-PER'), local('RU-TUL'))).toEqual([]);
	});

	it('a free number for the whole country, within one region only', () => {
		const free = { telephones: ['8-800-555-35-35'] };
		expect(alike(entry('Первая', free), entry('Вторая', free))).toEqual(['telephone']);
		expect(alike(entry('Первая', free), { ...tula, names: ['Вторая'], ...free })).toEqual([]);
	});

	it('a site by its host, on platforms by the page; an address of e-mail whole', () => {
		const at = (href: string, more: Partial<LikenessEntry> = {}) => entry(href, { links: [href], ...more });
		expect(alike(at('https://www.group.example/perm'), at('http://group.example/'))).toEqual(['site']);
		expect(alike(at('https://group.example/'), at('https://group.example/tula', tula))).toEqual([]);
		expect(alike(at('https://vk.com/one'), at('https://vk.com/two'))).toEqual([]);
		expect(
			alike(at('https://vk.com/One'), at('https://m.vk.com/other', { links: ['https://vk.com/one?w=1'] })),
		).toEqual(['site']);
		expect(alike(at('mailto:One@example.org'), at('x', { links: ['one@example.org'], ...tula }))).toEqual([
			'mail',
		]);
		expect(siteOf('javascript:alert(1)')).toBeUndefined();
	});

	it('an address counts beside another reason only', () => {
		const house = (text: string) => ({ addresses: [text] });
		const [one, other] = [house('614000, г. Пермь, ул. Ленина, д. 1, оф. 3'), house('Ленина 1, 3')];
		expect(alike(entry('Первая', one), entry('Вторая', other))).toEqual([]);
		expect(alike(entry('Первая', one), entry('АНО «Первая»', other))).toEqual(['name-form', 'address']);
		expect(alike(entry('Первая', one), entry('Первая', house('ulitsa Lenina 1, office 3')))).toEqual([
			'name',
			'address',
		]);
		expect(addressKey('Ленина', [])).toBe('');
		expect(addressKey('614000', [])).toBe('');
	});
});

describe('always', () => {
	const text = fc.oneof(
		fc.string(),
		fc.constantFrom('РОО', '«»', '()', 'A', 'ё', '8', '+', 'https://', 'г. ', 'mailto:'),
	);
	const any = fc.record({
		names: fc.array(text, { maxLength: 3 }),
		formerNames: fc.array(text, { maxLength: 2 }),
		region: fc.constantFrom('RU-PER', 'RU-TUL'),
		towns: fc.array(text, { maxLength: 2 }),
		telephones: fc.array(text, { maxLength: 2 }),
		addresses: fc.array(text, { maxLength: 2 }),
		links: fc.array(text, { maxLength: 2 }),
	});

	it('reads the same from both sides, and whatever is alike has a key in common', () => {
		fc.assert(
			fc.property(any, any, (a, b) => {
				const why = alike(a, b);
				expect(alike(b, a)).toEqual(why);
				if (why.length === 0) return;
				const keys = new Set(likenessKeys(a));
				expect(likenessKeys(b).some((key) => keys.has(key))).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});

	it('spells a word one way, by whatever system it was romanised', () => {
		for (const ways of [
			['Тюмень', 'Tiumen', 'Tyumenʹ', 'Tjumen', 'Tûmenʹ'],
			['Щукино', 'Shchukino', 'Ščukino', 'Ŝukino', 'Schtschukino'],
			['Хабаровск', 'Khabarovsk', 'Habarovsk'],
			['Чайка', 'Chayka', 'Chaika', 'Čajka', 'Tschajka', 'Tchaika'],
			['Орёл', 'Orel', 'Oryol', 'Orël'],
			['Ёлка', 'Yolka', 'Elka', 'Ëlka'],
			['Цветы', 'Tsvety', 'Cvety', 'Zvety'.replace('Z', 'Tz')],
		])
			expect(new Set(ways.map(sound)).size, ways.join(' ')).toBe(1);
		expect(telephonesIn('нет', 'RU-PER')).toEqual([]);
	});
});
