import { describe, expect, it } from 'vitest';
import type { ActionDate, Task } from '../model/action.ts';
import { calendarOf } from './calendar.ts';

const date: ActionDate = {
	date: '11111111-1111-4111-8111-111111111111',
	title: 'Встреча; первая, общая',
	day: '2026-12-01',
	from: '2026-12-01T11:00:00.000Z',
	until: '2026-12-01T13:30:00.000Z',
	place: 'Тула\nвторой этаж',
	off: false,
};
const task: Task = {
	task: '22222222-2222-4222-8222-222222222222',
	text: 'Позвать',
	who: null,
	due: '2026-11-30',
	done: false,
};
const now = new Date('2026-11-24T03:00:00Z');
const of = (dates: ActionDate[], tasks: Task[], title = 'Письмо') =>
	calendarOf({ folder: 'folder', title, dates, tasks }, now);

describe('the calendar of a joint action', () => {
	it('has each date in UTC, and the days of tasks that are left', () => {
		const whole = of(
			[date, { ...date, from: null, until: null, place: '' }],
			[task, { ...task, done: true }],
		);
		expect(whole.split('\r\n')).toEqual([
			'BEGIN:VCALENDAR',
			'VERSION:2.0',
			'PRODID:-//Accord//joint actions//EN',
			'BEGIN:VEVENT',
			`UID:${date.date}@folder`,
			'DTSTAMP:20261124T030000Z',
			'SUMMARY:Письмо: Встреча\\; первая\\, общая',
			'DTSTART:20261201T110000Z',
			'DTEND:20261201T133000Z',
			'LOCATION:Тула\\nвторой этаж',
			'END:VEVENT',
			'BEGIN:VEVENT',
			`UID:${date.date}@folder`,
			'DTSTAMP:20261124T030000Z',
			'SUMMARY:Письмо: Встреча\\; первая\\, общая',
			'DTSTART;VALUE=DATE:20261201',
			'END:VEVENT',
			'BEGIN:VEVENT',
			`UID:${task.task}@folder`,
			'DTSTAMP:20261124T030000Z',
			'SUMMARY:Письмо: Позвать',
			'DTSTART;VALUE=DATE:20261130',
			'TRANSP:TRANSPARENT',
			'END:VEVENT',
			'END:VCALENDAR',
			'',
		]);
	});

	it('has no line of more than 75 octets, and loses no letter by it', () => {
		const title = 'Открытое письмо о доступе общественных наблюдателей в изоляторы '.repeat(3).trim();
		const whole = of([date], [], title);
		for (const line of whole.split('\r\n'))
			expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
		expect(whole.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}: Встреча`);
	});
});
