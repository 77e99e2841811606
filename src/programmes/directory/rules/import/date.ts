import { isAfter, partialDate, type PartialDate } from '../../model/partial-date.ts';

/** What is wrong with a date in a cell. */
export type DateFault = 'date-unread' | 'date-early' | 'date-future';

/** A year, month or day as lists write it: `1996`, `05.1996`, `17.05.1996`, `1996-05-17`, `17/5/1996`, «1996 г.». */
export function readDate(written: string, today: string): PartialDate | DateFault {
	const text = written.trim().replace(/\s*(?:г|год|года|гг)?\.?$/u, '');
	// Towns and monasteries have years of three figures; two may be of any century.
	if (/^\d{3}$/.test(text)) return 'date-early';
	const iso =
		/^(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?(?:[T ]00:00.*)?$/.exec(text)?.slice(1) ??
		/^(?:(?:(\d{1,2})[-./])?(\d{1,2})[-./])?(\d{4})$/.exec(text)?.slice(1).toReversed();
	if (!iso?.[0]) return 'date-unread';
	const [year, month, day] = iso;
	if (Number(year) < 1900) return 'date-early';
	const date = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter(Boolean).join('-');
	if (isAfter(date, today)) return 'date-future';
	const read = partialDate.safeParse(date);
	return read.success ? read.data : 'date-unread';
}
