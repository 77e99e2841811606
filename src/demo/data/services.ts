import type { Service } from '#programmes/directory/model/service.ts';
import type { DemoService } from './model.ts';

const nothing = { ru: '', en: '' };
const unsaid: Omit<Service, 'name'> = {
	status: 'active',
	takingNew: true,
	alert: nothing,
	description: nothing,
	forWhom: nothing,
	howToApply: nothing,
	documents: nothing,
	fees: { ru: 'Бесплатно.', en: 'Free of charge.' },
	hours: nothing,
	interpreting: nothing,
	access: nothing,
	area: nothing,
	telephone: '',
	languages: ['ru'],
};

/** What some of the invented organisations do for people. One was not assured for long; one is given no longer. */
export const services: readonly DemoService[] = [
	{
		id: '5e1f7c2a-3b0d-4a6e-9c41-0a7d2f6b8e01',
		by: 'zastupa',
		assuredDaysAgo: 40,
		service: {
			...unsaid,
			name: { ru: 'Адвокат для задержанных', en: 'An advocate for those detained' },
			description: {
				ru: 'Адвокат с ордером приезжает в отдел полиции, ИВС или СИЗО, говорит с задержанным наедине и остаётся на допросе.',
				en: 'An advocate comes to the police station, the holding cell or the remand prison, talks with the detained person alone and stays for the questioning.',
			},
			forWhom: {
				ru: 'Для задержанных в Тульской области и для их близких.',
				en: 'For people detained in Tula region and those close to them.',
			},
			howToApply: {
				ru: 'Позвоните и скажите, кого и куда увезли. Если позвонить нельзя, напишите нам с этой страницы.',
				en: 'Call and say who was taken and where. If you cannot call, write to us from this page.',
			},
			documents: {
				ru: 'Ничего. Договор подпишем потом.',
				en: 'Nothing. The agreement is signed later.',
			},
			hours: { ru: 'Круглосуточно.', en: 'Day and night.' },
			area: { ru: 'Тула и Тульская область.', en: 'Tula and Tula region.' },
			telephone: '+7 4872 555-01-04',
		},
	},
	{
		id: '5e1f7c2a-3b0d-4a6e-9c41-0a7d2f6b8e02',
		by: 'zastupa',
		assuredDaysAgo: 40,
		service: {
			...unsaid,
			name: { ru: 'Приём юриста', en: 'A lawyer’s reception' },
			takingNew: false,
			alert: {
				ru: 'До середины декабря новых людей не записываем.',
				en: 'No new people are booked until the middle of December.',
			},
			description: {
				ru: 'Юрист читает ваши бумаги, говорит, что можно сделать, и помогает написать жалобу.',
				en: 'A lawyer reads your papers, says what can be done, and helps you write a complaint.',
			},
			forWhom: { ru: 'Для всех, чьи права нарушены.', en: 'For everybody whose rights are violated.' },
			documents: {
				ru: 'Паспорт и все бумаги по делу, даже если кажется, что они не важны.',
				en: 'Your passport and every paper of the matter, even those that seem unimportant.',
			},
			hours: {
				ru: 'Первое и третье воскресенье месяца, с 11 до 16.',
				en: 'First and third Sunday of the month, 11 am to 4 pm.',
			},
			interpreting: {
				ru: 'Переводчика на жестовый язык найдём, если предупредить за неделю.',
				en: 'We find a sign language interpreter if told a week before.',
			},
			access: { ru: 'Второй этаж, лифта нет.', en: 'Second floor, no lift.' },
		},
	},
	{
		id: '5e1f7c2a-3b0d-4a6e-9c41-0a7d2f6b8e03',
		by: 'polevoy-adres',
		assuredDaysAgo: 230,
		service: {
			...unsaid,
			name: { ru: 'Советы родителям призывников', en: 'Advice for parents of conscripts' },
			description: {
				ru: 'Что делать с повесткой, как подать на альтернативную службу, как обжаловать решение комиссии.',
				en: 'What to do with a summons, how to apply for alternative service, how to challenge the board’s decision.',
			},
			forWhom: {
				ru: 'Для призывников и их родителей.',
				en: 'For conscripts and their parents.',
			},
			hours: { ru: 'По вторникам с 18 до 20.', en: 'On Tuesdays, 6 to 8 pm.' },
		},
	},
	{
		id: '5e1f7c2a-3b0d-4a6e-9c41-0a7d2f6b8e04',
		by: 'dom-na-peskakh',
		assuredDaysAgo: 12,
		service: {
			...unsaid,
			name: { ru: 'Помощь при выселении', en: 'Help against eviction' },
			status: 'temporarily-closed',
			description: {
				ru: 'Разбираем договоры и решения судов о выселении.',
				en: 'We go through contracts and court decisions about eviction.',
			},
			alert: {
				ru: 'Приём откроется в январе, когда вернётся юрист.',
				en: 'The reception opens in January, when the lawyer is back.',
			},
		},
	},
	{
		id: '5e1f7c2a-3b0d-4a6e-9c41-0a7d2f6b8e05',
		by: 'dom-na-peskakh',
		assuredDaysAgo: 300,
		service: {
			...unsaid,
			name: { ru: 'Касса взаимопомощи', en: 'Mutual aid fund' },
			status: 'defunct',
			description: { ru: 'Небольшие ссуды на пошлины.', en: 'Small loans for court fees.' },
		},
	},
];
