import type { Service } from '#programmes/directory/model/service.ts';
import type { FieldName, FieldValue } from '#programmes/directory/model/fields.ts';

/** A value for every field of an organisation's page, each with a word that is found nowhere else. */
export const samples: { readonly [F in FieldName]: FieldValue<F> } = {
	themes: ['army.conscripts'],
	rights: ['no-torture'],
	languages: ['tt'],
	regionsServed: ['RU-KGD'],
	townsServed: [{ ru: 'Плющиха', en: 'Plyushchikha' }],
	foundedOn: '1996-05-17',
	formerNames: [{ name: { ru: 'Прежнее ивовое', en: 'Former Willow' }, until: '2001' }],
	legalState: [{ state: 'undesirable', on: '2023-02-01', source: 'Решение о пихте' }],
	people: [{ name: 'Фиалка Ромашкина', role: { ru: 'пресс-секретарь', en: 'speaker' }, reach: 'violet' }],
	address: { kind: 'office', text: { ru: 'улица Осиновая, 5', en: 'Aspen Street 5' } },
	publications: [
		{ title: { ru: 'Книга о клёне', en: 'A Book of Maple' }, href: 'https://maple.example/book' },
	],
	sharing: [{ kind: 'room', what: { ru: 'Зал с рябиной', en: 'Rowan hall' } }],
	links: [{ label: { ru: 'Сайт', en: 'Site' }, href: 'https://linden.example/' }],
};

/** A service of which everything is said, each with a word that is found nowhere else. */
export const sampleService: Service = {
	name: { ru: 'Помощь «Осока»', en: 'Sedge aid' },
	status: 'active',
	takingNew: true,
	alert: { ru: 'Камыш', en: 'Bulrush' },
	description: { ru: 'Лопух', en: 'Burdock' },
	forWhom: { ru: 'Крапива', en: 'Nettle' },
	howToApply: { ru: 'Полынь', en: 'Wormwood' },
	documents: { ru: 'Подорожник', en: 'Plantain' },
	fees: { ru: 'Клевер', en: 'Clover' },
	hours: { ru: 'Вереск', en: 'Heather' },
	interpreting: { ru: 'Мята', en: 'Mint' },
	access: { ru: 'Папоротник', en: 'Fern' },
	area: { ru: 'Брусника', en: 'Lingonberry' },
	telephone: '+7 342 555-77-01',
	languages: ['tt', 'rsl'],
};
