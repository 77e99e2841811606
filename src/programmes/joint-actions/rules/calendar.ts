import type { ActionDate, Task } from '../model/action.ts';

/** What goes into somebody's calendar. */
export interface ForCalendar {
	readonly folder: string;
	readonly title: string;
	readonly dates: readonly ActionDate[];
	readonly tasks: readonly Task[];
}

/**
 * The dates of a joint action and the days by which tasks are to be done, as iCalendar (RFC 5545). Moments are in
 * UTC, so that everybody's calendar shows them in their own time. Only the names of what happens, where and when:
 * a calendar is read by more than its owner.
 */
export function calendarOf({ folder, title, dates, tasks }: ForCalendar, now: Date): string {
	const stamp = utc(now.toISOString());
	const events = [
		...dates.map((one) =>
			event(`${one.date}@${folder}`, stamp, `${title}: ${one.title}`, [
				...(one.from
					? [`DTSTART:${utc(one.from)}`, ...(one.until ? [`DTEND:${utc(one.until)}`] : [])]
					: [`DTSTART;VALUE=DATE:${one.day.replaceAll('-', '')}`]),
				...(one.place ? [`LOCATION:${text(one.place)}`] : []),
			]),
		),
		...tasks
			.filter(({ done, due }) => !done && due !== null)
			.map((one) =>
				event(`${one.task}@${folder}`, stamp, `${title}: ${one.text}`, [
					`DTSTART;VALUE=DATE:${(one.due ?? '').replaceAll('-', '')}`,
					'TRANSP:TRANSPARENT',
				]),
			),
	];
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Accord//joint actions//EN',
		...events.flat(),
		'END:VCALENDAR',
	];
	return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function event(id: string, stamp: string, summary: string, more: readonly string[]): string[] {
	return ['BEGIN:VEVENT', `UID:${id}`, `DTSTAMP:${stamp}`, `SUMMARY:${text(summary)}`, ...more, 'END:VEVENT'];
}

/** `20261201T110000Z`. */
function utc(moment: string): string {
	return `${new Date(moment).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

function text(value: string): string {
	return value.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n');
}

/** No line has more than 75 octets; letters are not cut in two. */
function folded(line: string): string {
	const encoder = new TextEncoder();
	let width = 0;
	let whole = '';
	for (const letter of line) {
		const size = encoder.encode(letter).length;
		if (width + size > 75) {
			whole += '\r\n ';
			width = 1;
		}
		whole += letter;
		width += size;
	}
	return whole;
}
