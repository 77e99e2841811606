import type { Bilingual, DisputedTerritory } from '#country/model.ts';

const russianLawFrom = (act: Bilingual): Bilingual => ({
	ru: `${act.ru} Генеральная Ассамблея ООН подтвердила территориальную целостность Украины и призвала не признавать этого изменения. ISO 3166-2 относит территорию к Украине, поэтому в списке регионов её нет.`,
	en: `${act.en} The UN General Assembly affirmed the territorial integrity of Ukraine and called for the change not to be recognised. ISO 3166-2 places the territory in Ukraine, so it is not in the list of regions.`,
});

const of2014 = russianLawFrom({
	ru: 'Россия объявила территорию своим субъектом в марте 2014 года (резолюция 68/262 — ответ Ассамблеи).',
	en: 'Russia declared the territory its subject in March 2014 (resolution 68/262 is the Assembly’s answer).',
});

const of2022 = russianLawFrom({
	ru: 'Россия объявила территорию своим субъектом в октябре 2022 года, контролируя её не полностью (резолюция ES-11/4 — ответ Ассамблеи).',
	en: 'Russia declared the territory its subject in October 2022 without controlling all of it (resolution ES-11/4 is the Assembly’s answer).',
});

/**
 * Territories whose belonging is disputed. The list of regions follows ISO 3166-2:RU because a list
 * must follow something that does not change with the reader; leaving a place out decides nothing about
 * who may ask for help, and the last sentence of `territoriesNote` tells people there what to do.
 */
export const disputedTerritories: readonly DisputedTerritory[] = [
	{
		id: 'crimea',
		names: { ru: 'Крым', en: 'Crimea' },
		isoCodes: ['UA-43'],
		listed: false,
		treatment: of2014,
	},
	{
		id: 'sevastopol',
		names: { ru: 'Севастополь', en: 'Sevastopol' },
		isoCodes: ['UA-40'],
		listed: false,
		treatment: of2014,
	},
	{
		id: 'donetsk',
		names: { ru: 'Донецкая область', en: 'Donetsk region' },
		isoCodes: ['UA-14'],
		listed: false,
		treatment: of2022,
	},
	{
		id: 'luhansk',
		names: { ru: 'Луганская область', en: 'Luhansk region' },
		isoCodes: ['UA-09'],
		listed: false,
		treatment: of2022,
	},
	{
		id: 'zaporizhzhia',
		names: { ru: 'Запорожская область', en: 'Zaporizhzhia region' },
		isoCodes: ['UA-23'],
		listed: false,
		treatment: of2022,
	},
	{
		id: 'kherson',
		names: { ru: 'Херсонская область', en: 'Kherson region' },
		isoCodes: ['UA-65'],
		listed: false,
		treatment: of2022,
	},
	{
		id: 'southern-kurils',
		names: {
			ru: 'Южные Курилы (Кунашир, Итуруп, Шикотан, Хабомаи)',
			en: 'the southern Kurils (Kunashir, Iturup, Shikotan, Habomai)',
		},
		isoCodes: ['RU-SAK'],
		listed: true,
		treatment: {
			ru: 'Россия управляет островами в составе Сахалинской области; Япония считает их своими. Отдельного кода ISO у них нет, поэтому обращения оттуда считаются по Сахалинской области.',
			en: 'Russia governs the islands as part of Sakhalin Oblast; Japan claims them. ISO gives them no code of their own, so requests from there are counted under Sakhalin Oblast.',
		},
	},
];

/** For the page that explains the list of regions. */
export const territoriesNote: Bilingual = {
	ru: 'Список регионов следует стандарту ISO 3166-2:RU: в нём 83 субъекта Российской Федерации. Крыма, Севастополя, Донецкой, Луганской, Запорожской и Херсонской областей в нём нет: стандарт относит их к Украине. Написать нам можно откуда угодно: если вашего места в списке нет, выберите «Не хочу называть» — обращение прочтут в бюро сети.',
	en: 'The list of regions follows ISO 3166-2:RU, which has 83 subjects of the Russian Federation. Crimea, Sevastopol and the Donetsk, Luhansk, Zaporizhzhia and Kherson regions are not in it: the standard places them in Ukraine. You can write to us from anywhere: if your place is not in the list, choose “I’d rather not say”, and the network’s office will read your request.',
};
