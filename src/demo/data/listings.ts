import type { DemoListing } from './model.ts';

/**
 * What the groups of the network lack and can share. The two of Tula have what the other needs, and have never
 * met; both need the same printing.
 */
export const listings: readonly DemoListing[] = [
	{
		by: 'zastupa',
		side: 'need',
		kind: 'room',
		reach: { is: 'own-town' },
		quantity: 25,
		audience: 'network',
		words:
			'Комната на два воскресенья в месяц для приёма людей, человек на двадцать пять. Первый этаж или лифт: ходят и пожилые.',
	},
	{
		by: 'zastupa',
		side: 'offer',
		kind: 'advocate',
		reach: { is: 'own-region' },
		quantity: null,
		audience: 'region',
		words:
			'Наш адвокат может два раза в месяц выехать с ордером в ИВС или СИЗО области, если предупредить за сутки.',
	},
	{
		by: 'zastupa',
		side: 'need',
		kind: 'printing',
		reach: { is: 'own-region' },
		quantity: 300,
		audience: 'network',
		words: 'Памятка о задержании, один лист с двух сторон, чёрно-белая.',
	},
	{
		by: 'polevoy-adres',
		side: 'offer',
		kind: 'room',
		reach: { is: 'own-town' },
		quantity: 40,
		audience: 'network',
		words: 'Наш зал на Металлистов пустует по субботам и воскресеньям. Есть стулья, чайник и проектор.',
	},
	{
		by: 'polevoy-adres',
		side: 'need',
		kind: 'lawyer',
		reach: { is: 'own-region' },
		quantity: null,
		audience: 'network',
		words: 'Юрист на четыре часа в месяц: переселенцам отказывают в регистрации, мы тонем в отписках.',
	},
	{
		by: 'polevoy-adres',
		side: 'need',
		kind: 'printing',
		reach: { is: 'own-region' },
		quantity: 200,
		audience: 'network',
		words: 'Листовки «Если вас выселяют», А5.',
	},
	{
		by: 'nizhegorodskie-nablyudeniya',
		side: 'offer',
		kind: 'trainer',
		reach: { is: 'anywhere' },
		quantity: null,
		audience: 'public',
		words:
			'Проведём двухдневное занятие о наблюдении на массовых мероприятиях. Дорогу оплачивает принимающая группа.',
	},
	{
		by: 'vecherny-lektory',
		side: 'need',
		kind: 'literature',
		reach: { is: 'own-town' },
		quantity: 60,
		audience: 'public',
		words: 'Конституция с комментарием к главе 2, для осенних занятий.',
	},
	{
		by: 'pereklichka-office',
		side: 'offer',
		kind: 'literature',
		reach: { is: 'anywhere' },
		quantity: 40,
		audience: 'network',
		words: 'Конституция с комментарием, остаток тиража. Вышлем почтой.',
	},
];
