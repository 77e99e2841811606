import type { CountryPack } from '#country/model.ts';
import type { Refusal } from '#platform/result.ts';
import { limits, type ClearFacts, type Concerns, Concerns as concernsSchema } from './model.ts';

/** What was typed into Write us: the choices as words of ours, everything else as bytes. */
export interface RequestForm {
	readonly facts: ClearFacts;
	/** Slugs, as the page's lists say them. */
	readonly to: string | null;
	readonly not: readonly string[];
	readonly backup: boolean;
	readonly concerns: Concerns | undefined;
	readonly actBy: string | undefined;
	readonly text: Uint8Array;
	readonly language: Uint8Array | undefined;
	readonly reach: Uint8Array | undefined;
	readonly answerBy: Uint8Array | undefined;
	readonly word: Uint8Array | undefined;
}

/** The fields of a post by name; bytes, for some of them are people's words. */
export type Posted = ReadonlyMap<string, readonly Uint8Array[]>;

/** The lines that are sealed with the text. */
export const lines = ['language', 'reach', 'answerBy', 'word'] as const;
type Line = (typeof lines)[number];

/** A choice among words of ours; what was tampered with is none of them. */
export function choiceOf(posted: Posted, name: string): string {
	const value = posted.get(name)?.[0];
	return value && value.length <= 128 ? ascii(value) : '';
}

/** Reads the form; every refusal names its field, and none holds a word of the sender's. */
export function readRequestForm(
	posted: Posted,
	country: Pick<CountryPack, 'isNeedId' | 'isRegionCode'>,
	today: string,
): { readonly form: RequestForm; readonly refusals: readonly Refusal[] } {
	const refusals: Refusal[] = [];
	const need = choiceOf(posted, 'need');
	if (!country.isNeedId(need)) refusals.push({ id: 'request.need-missing', field: 'need' });
	const region = choiceOf(posted, 'region');
	if (region !== '' && region !== 'none' && !country.isRegionCode(region)) {
		refusals.push({ id: 'request.region-unknown', field: 'region' });
	}
	const text = posted.get('text')?.[0] ?? new Uint8Array();
	if (isBlank(text)) refusals.push({ id: 'request.text-missing', field: 'text' });
	if (text.length > limits.text) {
		refusals.push({
			id: 'request.text-too-long',
			field: 'text',
			params: { most: Math.floor(limits.text / 2) },
		});
	}
	const actBy = choiceOf(posted, 'actBy');
	if (actBy !== '' && !isDay(actBy)) refusals.push({ id: 'request.date-unreadable', field: 'actBy' });
	else if (actBy !== '' && actBy < today) refusals.push({ id: 'request.date-past', field: 'actBy' });
	const line = (name: Line): Uint8Array | undefined => {
		const value = posted.get(name)?.[0];
		if (!value || isBlank(value)) return undefined;
		if (value.length > limits.line)
			refusals.push({ id: 'request.line-too-long', field: name, params: { most: limits.line / 2 } });
		return value;
	};
	const concerns = concernsSchema.safeParse(choiceOf(posted, 'concerns'));
	const form: RequestForm = {
		facts: {
			need,
			region: region === '' || region === 'none' ? null : region,
			urgent: choiceOf(posted, 'urgent') === 'yes',
		},
		to: choiceOf(posted, 'to') || null,
		not: (posted.get('not') ?? []).map(ascii).filter((slug) => slug !== ''),
		backup: choiceOf(posted, 'backup') === 'yes',
		concerns: concerns.success ? concerns.data : undefined,
		actBy: actBy === '' ? undefined : actBy,
		text,
		language: line('language'),
		reach: line('reach'),
		answerBy: line('answerBy'),
		word: line('word'),
	};
	return { form, refusals };
}

/** Words of ours are ASCII; what is not comes out as nothing of ours. */
function ascii(bytes: Uint8Array): string {
	return String.fromCharCode(...bytes);
}

function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Nothing but spaces and line ends. */
function isBlank(bytes: Uint8Array): boolean {
	return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}
