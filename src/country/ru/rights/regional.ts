import type { Instrument } from '#country/model.ts';
import { articles } from './articles.ts';

export const regionalInstruments: readonly Instrument[] = [
	{
		id: 'cis',
		names: {
			ru: 'Конвенция СНГ о правах и основных свободах человека',
			en: 'CIS Convention on Human Rights and Fundamental Freedoms',
		},
		short: { ru: 'Конвенция СНГ', en: 'CIS Convention' },
		adopted: '1995-05-26',
		note: {
			ru: 'Комиссия, которая принимала бы жалобы, не действует. Статья 28 не внесена: её текста не было под рукой.',
			en: 'The commission that would take complaints is not at work. Article 28 is left out: its text was not at hand.',
		},
		articles: articles(
			[
				['1', 'Обязанность обеспечивать права', 'Duty to secure rights'],
				['2', 'Жизнь', 'Life'],
				['3', 'Запрет пыток', 'No torture'],
				['4', 'Запрет рабства и принудительного труда', 'No slavery or forced labour'],
				['5', 'Свобода и личная неприкосновенность', 'Liberty and security of person'],
				['6', 'Справедливый суд', 'Fair trial'],
				['7', 'Закон без обратной силы; пересмотр приговора', 'No retroactive law; review of sentence'],
				['8', 'Нет лишению свободы за долги', 'No imprisonment for debt'],
				['9', 'Личная и семейная жизнь, жилище, переписка', 'Private and family life, home, correspondence'],
				['10', 'Мысль, совесть, вера', 'Thought, conscience, belief'],
				['11', 'Выражение мнения', 'Expression'],
				['12', 'Собрания и ассоциации', 'Assembly and association'],
				['13', 'Брак и семья', 'Marriage and family'],
				['14', 'Труд', 'Work'],
				['15', 'Здоровье', 'Health'],
				['16', 'Социальное обеспечение', 'Social security'],
				['17', 'Защита ребёнка', 'Protection of the child'],
				['18', 'Права инвалидов', 'Rights of disabled people'],
				['19', 'Эффективное средство защиты', 'Effective remedy'],
				['20', 'Запрет дискриминации', 'No discrimination'],
				['21', 'Меньшинства', 'Minorities'],
				['22', 'Свобода передвижения', 'Freedom of movement'],
				['23', 'Признание правосубъектности', 'Recognition as a person before the law'],
				['24', 'Гражданство', 'Nationality'],
				['25', 'Запрет произвольной высылки', 'No arbitrary expulsion'],
				['26', 'Собственность', 'Property'],
				['27', 'Образование', 'Education'],
				['29', 'Участие в государственных делах', 'Participation in public affairs'],
			],
			['7', '8', '9', '11', '24', '26'],
		),
	},
	{
		id: 'helsinki',
		names: { ru: 'Хельсинкский заключительный акт', en: 'Helsinki Final Act' },
		short: { ru: 'Хельсинкский акт', en: 'Helsinki Final Act' },
		adopted: '1975-08-01',
		note: {
			ru: 'Политическое обязательство, не договор: на него ссылаются, но жалобу по нему не подают.',
			en: 'A political commitment, not a treaty: it is cited, but no complaint can be brought under it.',
		},
		articles: articles([
			[
				'VII',
				'Уважение прав человека; право знать свои права и поступать сообразно им',
				'Respect for human rights; to know one’s rights and act on them',
			],
			['VIII', 'Равноправие и самоопределение народов', 'Equal rights and self-determination of peoples'],
		]),
	},
];
