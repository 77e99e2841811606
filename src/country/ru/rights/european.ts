import type { Instrument } from '#country/model.ts';
import { articles } from './articles.ts';

export const europeanInstruments: readonly Instrument[] = [
	{
		id: 'echr',
		names: {
			ru: 'Конвенция о защите прав человека и основных свобод',
			en: 'European Convention on Human Rights',
		},
		short: { ru: 'ЕКПЧ', en: 'ECHR' },
		adopted: '1950-11-04',
		note: {
			ru: 'Россия перестала быть её участником 16 сентября 2022 года; Европейский суд рассматривает только то, что произошло раньше.',
			en: 'Russia ceased to be a party on 16 September 2022; the European Court hears only what happened before.',
		},
		articles: articles([
			['1', 'Обязанность соблюдать права человека', 'Duty to respect human rights'],
			['2', 'Жизнь', 'Life'],
			['3', 'Запрет пыток', 'No torture'],
			['4', 'Запрет рабства и принудительного труда', 'No slavery or forced labour'],
			['5', 'Свобода и личная неприкосновенность', 'Liberty and security of person'],
			['6', 'Справедливый суд', 'Fair trial'],
			['7', 'Наказание только по закону', 'No punishment without law'],
			['8', 'Личная и семейная жизнь', 'Private and family life'],
			['9', 'Мысль, совесть, религия', 'Thought, conscience, religion'],
			['10', 'Выражение мнения', 'Expression'],
			['11', 'Собрания и объединения', 'Assembly and association'],
			['12', 'Вступление в брак', 'Marriage'],
			['13', 'Эффективное средство защиты', 'Effective remedy'],
			['14', 'Запрет дискриминации', 'No discrimination'],
			['15', 'Отступления в чрезвычайной ситуации', 'Derogation in emergency'],
			['16', 'Политическая деятельность иностранцев', 'Political activity of aliens'],
			['17', 'Запрет злоупотребления правами', 'No abuse of rights'],
			['18', 'Пределы ограничений', 'Limits of restrictions'],
		]),
	},
	{
		id: 'echr-p1',
		names: { ru: 'Протокол № 1 к Конвенции', en: 'Protocol No. 1 to the Convention' },
		short: { ru: 'Протокол № 1 к ЕКПЧ', en: 'ECHR Protocol 1' },
		adopted: '1952-03-20',
		articles: articles([
			['1', 'Собственность', 'Property'],
			['2', 'Образование', 'Education'],
			['3', 'Свободные выборы', 'Free elections'],
		]),
	},
	{
		id: 'echr-p4',
		names: { ru: 'Протокол № 4 к Конвенции', en: 'Protocol No. 4 to the Convention' },
		short: { ru: 'Протокол № 4 к ЕКПЧ', en: 'ECHR Protocol 4' },
		adopted: '1963-09-16',
		articles: articles([
			['1', 'Нет лишению свободы за долги', 'No imprisonment for debt'],
			['2', 'Свобода передвижения', 'Freedom of movement'],
			['3', 'Запрет высылки граждан', 'No expulsion of nationals'],
			['4', 'Запрет коллективной высылки иностранцев', 'No collective expulsion of aliens'],
		]),
	},
	{
		id: 'echr-p6',
		names: { ru: 'Протокол № 6 к Конвенции', en: 'Protocol No. 6 to the Convention' },
		short: { ru: 'Протокол № 6 к ЕКПЧ', en: 'ECHR Protocol 6' },
		adopted: '1983-04-28',
		note: { ru: 'Подписан Россией, но не ратифицирован.', en: 'Signed by Russia but not ratified.' },
		articles: articles([['1', 'Отмена смертной казни', 'Abolition of the death penalty']]),
	},
	{
		id: 'echr-p7',
		names: { ru: 'Протокол № 7 к Конвенции', en: 'Protocol No. 7 to the Convention' },
		short: { ru: 'Протокол № 7 к ЕКПЧ', en: 'ECHR Protocol 7' },
		adopted: '1984-11-22',
		articles: articles([
			['1', 'Гарантии при высылке иностранцев', 'Safeguards in expulsion of aliens'],
			['2', 'Обжалование приговора', 'Appeal in criminal matters'],
			['3', 'Компенсация за судебную ошибку', 'Compensation for wrongful conviction'],
			['4', 'Нельзя судить дважды', 'No second trial for the same act'],
			['5', 'Равноправие супругов', 'Equality of spouses'],
		]),
	},
	{
		id: 'echr-p12',
		names: { ru: 'Протокол № 12 к Конвенции', en: 'Protocol No. 12 to the Convention' },
		short: { ru: 'Протокол № 12 к ЕКПЧ', en: 'ECHR Protocol 12' },
		adopted: '2000-11-04',
		note: { ru: 'Подписан Россией, но не ратифицирован.', en: 'Signed by Russia but not ratified.' },
		articles: articles([['1', 'Общий запрет дискриминации', 'General prohibition of discrimination']]),
	},
	{
		id: 'echr-p13',
		names: { ru: 'Протокол № 13 к Конвенции', en: 'Protocol No. 13 to the Convention' },
		short: { ru: 'Протокол № 13 к ЕКПЧ', en: 'ECHR Protocol 13' },
		adopted: '2002-05-03',
		note: { ru: 'Россией не подписан.', en: 'Not signed by Russia.' },
		articles: articles([
			[
				'1',
				'Отмена смертной казни при любых обстоятельствах',
				'Abolition of the death penalty in all circumstances',
			],
		]),
	},
];
