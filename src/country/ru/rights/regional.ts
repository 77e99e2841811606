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
			ru: 'Комиссия, которая принимала бы жалобы, не действует. Внесены только статьи, сверенные с текстом.',
			en: 'The commission that would take complaints is not at work. Only articles that were compared with the text are listed.',
		},
		articles: articles([
			['7', 'Закон без обратной силы; пересмотр приговора', 'No retroactive law; review of sentence'],
			['8', 'Нет лишению свободы за долги', 'No imprisonment for debt'],
			['9', 'Личная и семейная жизнь, жилище, переписка', 'Private and family life, home, correspondence'],
			['11', 'Выражение мнения', 'Expression'],
			['24', 'Гражданство', 'Nationality'],
			['26', 'Собственность', 'Property'],
		]),
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
