// Invented requests for the desk's stories.
import type { Status } from '../StatusMark.svelte';

export interface StoryRequest {
	id: string;
	status: Status;
	statusLabel: string;
	title: string;
	text: string;
	facts: string[];
	at: number;
	unread: boolean;
}

const kinds: Omit<StoryRequest, 'id' | 'at'>[] = [
	{
		status: 'late',
		statusLabel: 'Просрочено',
		title: 'Задержали сына у военкомата',
		text: 'Увезли в половине девятого, телефон не отвечает',
		facts: ['Пермский край', 'задержание'],
		unread: true,
	},
	{
		status: 'new',
		statusLabel: 'Новое',
		title: 'В колонии не передают лекарства',
		text: 'Третий месяц возвращают посылки без объяснения',
		facts: ['Республика Коми', 'колония'],
		unread: true,
	},
	{
		status: 'mine',
		statusLabel: 'У вас',
		title: 'Пенсия: отказ в перерасчёте',
		text: 'Прислали решение, срок жалобы до 3 декабря',
		facts: ['Москва', 'пенсия'],
		unread: false,
	},
	{
		status: 'waiting',
		statusLabel: 'У коллеги',
		title: 'Комиссия не приняла заключение врача',
		text: 'Спросили номер дела, ждём ответа',
		facts: ['Пермский край', 'армия'],
		unread: false,
	},
	{
		status: 'done',
		statusLabel: 'Отвечено',
		title: 'Справка о гражданстве',
		text: 'Человек получил паспорт',
		facts: ['Свердловская область', 'документы'],
		unread: false,
	},
];

/** So many requests, an hour apart. */
export function makeRequests(count: number): StoryRequest[] {
	const start = Date.now() - 40 * 60_000;
	return Array.from({ length: count }, (_, index) => ({
		...(kinds[index % kinds.length] as (typeof kinds)[number]),
		id: `request-${index}`,
		at: start - index * 3_600_000 * 1.7,
	}));
}
