/** What the list of places has wrong, lacks, or names as no reader would. */
import type { RegionCode } from '#country/model.ts';
import type { ListedPlace } from './geonames.ts';

/** Towns the list lacks: degrees and minutes as any atlas prints them, inhabitants rounded. Numbers under 1000 are ours. */
export const put: readonly ListedPlace[] = (
	[
		[1, 'Shchuch’ye', 'Щучье', 55, 13, 62, 45, 'RU-KGN', 10_000],
		[2, 'Isil’kul’', 'Исилькуль', 54, 55, 71, 16, 'RU-OMS', 25_000],
		[3, 'Kamenka', 'Каменка', 53, 11, 44, 3, 'RU-PNZ', 39_000],
		[4, 'Aznakayevo', 'Азнакаево', 54, 52, 53, 5, 'RU-TA', 35_000],
		[5, 'Innopolis', 'Иннополис', 55, 45, 48, 45, 'RU-TA', 1000],
		[6, 'Lipki', 'Липки', 53, 57, 37, 42, 'RU-TUL', 8000],
		[7, 'Sovetsk', 'Советск', 53, 56, 37, 38, 'RU-TUL', 7000],
		[8, 'Min’yar', 'Миньяр', 55, 4, 57, 33, 'RU-CHE', 10_000],
		[9, 'Fokino', 'Фокино', 53, 27, 34, 25, 'RU-BRY', 13_000],
		[10, 'Obluch’ye', 'Облучье', 49, 1, 131, 4, 'RU-YEV', 9000],
		[11, 'Teberda', 'Теберда', 43, 27, 41, 44, 'RU-KC', 9000],
		[12, 'Artëmovsk', 'Артёмовск', 54, 21, 93, 26, 'RU-KYA', 2000],
		[13, 'Zaozërnyy', 'Заозёрный', 55, 58, 94, 42, 'RU-KYA', 10_000],
		[14, 'Dmitriyev', 'Дмитриев', 52, 8, 35, 5, 'RU-KRS', 7000],
		[15, 'Yurga', 'Юрга', 55, 43, 84, 53, 'RU-KEM', 81_000],
	] satisfies readonly (readonly [
		number,
		string,
		string,
		number,
		number,
		number,
		number,
		RegionCode,
		number,
	])[]
).map(([id, name, russian, north, northMinutes, east, eastMinutes, region, population]) => ({
	id,
	name,
	otherNames: [russian],
	latitude: north + northMinutes / 60,
	longitude: east + eastMinutes / 60,
	kind: 'PPL',
	region,
	population,
}));

/** Parts of towns, holiday homes and garrisons that are listed as places; one in the wrong region. */
export const notPlaces: ReadonlySet<number> = new Set([7_496_732, 11_189_102, 12_129_531, 8_629_392]);

/** Names that the list of places has only as they were before, or in none of our languages. */
export const ownNames: ReadonlyMap<number, { readonly ru?: string; readonly en?: string }> = new Map([
	[524_901, { ru: 'Москва' }],
	[498_817, { ru: 'Санкт-Петербург' }],
	[501_175, { en: 'Rostov-on-Don' }],
	[510_291, { ru: 'Петергоф' }],
	[540_771, { ru: 'Кронштадт', en: 'Kronstadt' }],
	[542_333, { ru: 'Бирюч', en: 'Biryuch' }],
	[551_846, { ru: 'Лагань', en: 'Lagan' }],
	[579_514, { ru: 'Балахна', en: 'Balakhna' }],
	[535_334, { ru: 'Льгов', en: 'Lgov' }],
	[12_041_452, { ru: 'Межгорье', en: 'Mezhgorye' }],
	[565_908, { ru: 'Дмитровск', en: 'Dmitrovsk' }],
	[526_480, { ru: 'Минеральные Воды', en: 'Mineralnye Vody' }],
	[490_067, { ru: 'Советск' }],
	[490_068, { ru: 'Советск' }],
	[546_230, { ru: 'Коломна' }],
	[491_687, { ru: 'Смоленск' }],
	[2_051_523, { ru: 'Братск' }],
	[2_019_951, { ru: 'Мирный' }],
	[2_014_624, { ru: 'Удачный' }],
	[481_498, { ru: 'Троицкое' }],
	[554_233, { ru: 'Королёв' }],
	[536_206, { ru: 'Юбилейный' }],
	[462_377, { en: 'Zmiyovka' }],
	[2_012_874, { en: 'Ytyk-Kyuyol' }],
	[1_501_296, { en: 'Zhana-Aul' }],
	[505_057, { ru: 'Приволжский' }],
	[11_888_170, { ru: 'ВНИИССОК', en: 'VNIISSOK' }],
	[6_418_612, { ru: 'Имени Калинина', en: 'Imeni Kalinina' }],
	[831_208, { ru: 'Бологое-4', en: 'Bologoye-4' }],
]);

/** Moscow and Saint Petersburg are listed with their districts; these are towns of their own within them. */
export const townsOfFederalCities: ReadonlySet<string> = new Set([
	'Moscow',
	'Zelenograd',
	'Troitsk',
	'Shcherbinka',
	'Moskovskiy',
	'Saint Petersburg',
	'Kolpino',
	'Pushkin',
	'Peterhof',
	'Kronstadt',
	'Sestroretsk',
	'Lomonosov',
	'Zelenogorsk',
	'Pavlovsk',
	'Krasnoye Selo',
]);
