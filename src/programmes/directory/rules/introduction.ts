import { ok, refuse, type Result } from '#platform/result.ts';

/** What is known of one introduction to decide about another. */
export interface Standing {
	readonly from: string;
	readonly to: string;
	readonly answered: string | null;
}

/** Whoever was answered may ask the same organisation again after so many days. */
export const PAUSE_DAYS = 30;
/** So many questions may wait for an answer at once: introductions are not a mailing list. */
export const MOST_WAITING = 20;
const DAY = 86_400_000;

/** Whether an organisation may ask another today, by all introductions in which it has a part. */
export function mayAsk(from: string, to: string, all: readonly Standing[], today: string): Result<void> {
	const asked = all.filter((one) => one.from === from);
	if (asked.some((one) => one.to === to && one.answered === null))
		return refuse('introduction.already-asked');
	const theirs = all.some((one) => one.from === to && one.to === from && one.answered === null);
	if (theirs) return refuse('introduction.they-asked');
	const last = asked
		.filter((one) => one.to === to)
		.flatMap(({ answered }) => answered ?? [])
		.sort()
		.at(-1);
	const left = last === undefined ? 0 : PAUSE_DAYS - Math.floor((Date.parse(today) - Date.parse(last)) / DAY);
	if (left > 0) return refuse('introduction.asked-lately', { params: { count: left } });
	const waiting = asked.filter(({ answered }) => answered === null).length;
	return waiting < MOST_WAITING
		? ok(undefined)
		: refuse('introduction.too-many', { params: { count: MOST_WAITING } });
}
