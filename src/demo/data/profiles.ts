import type { Facts } from '#programmes/directory/model/fields.ts';
import type { ThemeId } from './model.ts';

/** Where the themes of the invented organisations stand in the tree. */
export const themeCodes: Readonly<Record<ThemeId, string>> = {
	army: 'army.conscripts',
	assembly: 'freedoms.assembly',
	courts: 'detention.trial-watching',
	detention: 'detention.police',
	discrimination: 'equality',
	housing: 'social.housing',
	labour: 'social.labour',
	languages: 'equality.languages',
	literature: 'knowledge.literature',
	memory: 'knowledge.memory',
	monitoring: 'knowledge.monitoring',
	pensions: 'social.pensions',
	prison: 'prison',
	refugees: 'movement.asylum',
	school: 'knowledge.education',
	women: 'equality.women',
};

/** What some of the invented organisations say of themselves beyond themes, region and languages. */
export const profiles: Readonly<Record<string, Facts>> = {
	zastupa: {
		rights: {
			audience: 'public',
			value: ['liberty-and-security', 'no-torture', 'humane-detention', 'fair-trial'],
		},
		townsServed: {
			audience: 'public',
			value: [
				{ ru: 'Новомосковск', en: 'Novomoskovsk' },
				{ ru: 'Узловая', en: 'Uzlovaya' },
				{ ru: 'Щёкино', en: 'Shchyokino' },
			],
		},
		foundedOn: { audience: 'public', value: '1998-03' },
		formerNames: {
			audience: 'public',
			value: [{ name: { ru: 'Тульская общественная приёмная', en: 'Tula Public Reception' }, until: '2009' }],
		},
		legalState: {
			audience: 'public',
			value: [
				{ state: 'registered', on: '1998-06-11', source: 'Управление юстиции по Тульской области' },
				{ state: 'liquidated', on: '2015-10-02', source: 'Решение Тульского областного суда' },
				{ state: 're-founded', on: '2016-01', source: 'https://zastupa.example/history' },
				{ state: 'unregistered', on: '2016-01', source: 'Решение собрания' },
			],
		},
		people: {
			audience: 'public',
			value: [
				{
					name: 'Марина Овсова',
					role: {
						ru: 'руководит приёмной, говорит с прессой',
						en: 'heads the reception, speaks to the press',
					},
					reach: '',
				},
			],
		},
		address: {
			audience: 'public',
			value: {
				kind: 'office',
				text: {
					ru: 'Тула, Выдуманная улица, 14, вход со двора; по вторникам и четвергам с 16 до 19',
					en: '14 Vydumannaya Street, Tula, from the courtyard; Tuesdays and Thursdays, 16:00 to 19:00',
				},
			},
		},
		publications: {
			audience: 'public',
			value: [
				{
					title: { ru: 'Если вас задержали: памятка', en: 'If You Are Detained: a Leaflet' },
					on: '2024-09',
					href: 'https://zastupa.example/pamyatka',
				},
				{
					title: {
						ru: 'Колонии области: двадцать лет писем',
						en: 'The Oblast’s Prisons: Twenty Years of Letters',
					},
					on: '2019',
				},
			],
		},
		sharing: {
			audience: 'network',
			value: [
				{
					kind: 'room',
					what: { ru: 'Комната на двадцать человек по выходным', en: 'A room for twenty at weekends' },
				},
				{ kind: 'equipment', what: { ru: 'Проектор и экран', en: 'A projector and a screen' } },
			],
		},
		links: {
			audience: 'public',
			value: [
				{ label: { ru: 'Сайт', en: 'Site' }, href: 'https://zastupa.example/' },
				{ label: { ru: 'Почта', en: 'Mail' }, href: 'mailto:priyomnaya@zastupa.example' },
			],
		},
	},
	'polevoy-adres': {
		foundedOn: { audience: 'public', value: '2004' },
		people: {
			audience: 'network',
			value: [
				{ name: 'Ирина Лугова', role: { ru: 'координатор клуба', en: 'coordinator of the club' }, reach: '' },
			],
		},
		sharing: {
			audience: 'region',
			value: [
				{ kind: 'transport', what: { ru: 'Микроавтобус на девять мест', en: 'A minibus with nine seats' } },
			],
		},
	},
	'dom-na-peskakh': {
		rights: { audience: 'public', value: ['asylum'] },
		address: { audience: 'public', value: { kind: 'shelter' } },
		foundedOn: { audience: 'public', value: '2011' },
	},
	'belaya-pristan': {
		foundedOn: { audience: 'public', value: '2002-11' },
		legalState: {
			audience: 'public',
			value: [{ state: 'registered', on: '2002-11-20', source: 'https://pristan.example/ustav' }],
		},
		links: {
			audience: 'public',
			value: [{ label: { ru: 'Сайт', en: 'Site' }, href: 'https://pristan.example/' }],
		},
	},
	otzvuk: {
		foundedOn: { audience: 'public', value: '1991' },
		legalState: {
			audience: 'public',
			value: [
				{ state: 'registered', on: '1992-04', source: 'Регистрационное удостоверение' },
				{ state: 'foreign-agent', on: '2017-02', source: 'Реестр Министерства юстиции' },
				{ state: 'in-exile', on: '2022-07', source: 'https://otzvuk.example/news/moving' },
			],
		},
		publications: {
			audience: 'public',
			value: [
				{
					title: { ru: 'Голоса. Сборник свидетельств', en: 'Voices: a Collection of Testimony' },
					on: '2012',
					href: 'https://otzvuk.example/voices',
				},
			],
		},
	},
};
