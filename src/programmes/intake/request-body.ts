import type { Plain } from '#vault/format/cbor.ts';
import { textFrom } from '#vault/format/cbor.ts';
import type { CallNumber } from '#vault/format/call-number.ts';
import type { FileReference } from '#vault/format/file.ts';
import { RequestBody, limits } from './model.ts';
import { dayOf } from './rules.ts';
import type { RequestForm } from './request-form.ts';

/** What the seal holds beside the form: what the page itself knows. */
export interface Surroundings {
	readonly callNumber: CallNumber;
	readonly page: 'ru' | 'en';
	readonly files: readonly FileReference[];
	/** Ids of the organisations excluded. */
	readonly not: readonly string[];
	readonly now: Date;
}

/** The first entry of the dialogue. */
export function requestBody(form: RequestForm, around: Surroundings): Plain {
	const { facts, text, backup, concerns, actBy, language, reach, answerBy, word } = form;
	const body = RequestBody.parse({
		clear: facts,
		channel: 'web',
		day: dayOf(around.now),
		page: around.page,
		callNumber: around.callNumber,
		text,
		files: around.files,
		not: around.not,
		backup,
		...present({ concerns, actBy, language, reach, answerBy, word }),
	});
	return body as Plain;
}

/**
 * What the queue shows before a member has opened the request: the fields of `IntakeCover`. The sender's
 * words go in as bytes and come out of the seal as text.
 */
export function firstCover(form: RequestForm, around: Surroundings): Plain {
	const { facts, text, word, actBy } = form;
	const callNumber = around.callNumber;
	const wordText = word ? textFrom(cutUtf8(word, 64)) : null;
	const excerpt = cutUtf8(text, limits.firstWords);
	return {
		v: 1,
		kind: 'intake.request',
		title: '',
		excerpt: textFrom(excerpt),
		find: [callNumber, ...(wordText ? [wordText] : [])],
		need: facts.need,
		region: facts.region,
		urgent: facts.urgent,
		callNumber,
		word: wordText,
		nextDate: actBy ?? null,
		language: around.page,
		lastDialogueAt: null,
		lastFromSenderAt: null,
		lastReplyAt: null,
	};
}

function present<T extends Record<string, unknown>>(fields: T): Partial<T> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** As much as fits without cutting a letter in two. */
export function cutUtf8(bytes: Uint8Array, most: number): Uint8Array {
	if (bytes.length <= most) return bytes;
	let end = most;
	while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
	return bytes.subarray(0, end);
}
