import type { z } from 'zod';
import { sameBytes } from '#vault/format/bytes.ts';
import type { FileReference } from '#vault/format/file.ts';
import type { OpenChain } from '#vault/open/dialogue.ts';
import type { Fillings } from '#vault/without-script/shell/fill.ts';
import { AnswerBody, entryTypes, MessageBody, RequestBody } from './model.ts';

/** What the staff said to the sender. */
export interface Answer {
	readonly id: string;
	readonly body: z.infer<typeof AnswerBody>;
}

/** The staff's answers in an opened dialogue; what a member wrote in any other shape is none. */
export function answersIn(chain: OpenChain): Answer[] {
	return chain.ordered.flatMap(({ id, type, body, author }) => {
		const read =
			type === entryTypes.answer && author.kind === 'member' ? AnswerBody.safeParse(body) : undefined;
		return read?.success ? [{ id, body: read.data }] : [];
	});
}

/** Whether the sender has said this before: then a post is a repetition and not a second message. */
export function wasSaid(chain: OpenChain, text: Uint8Array): boolean {
	return chain.ordered.some(({ type, body }) => {
		if (type !== entryTypes.request && type !== entryTypes.message) return false;
		const read = (type === entryTypes.request ? RequestBody : MessageBody).safeParse(body);
		return read.success && sameBytes(read.data.text, text);
	});
}

/** What goes into the marks of the dialogue's page. */
export function dialogueFillings(
	locale: 'ru' | 'en',
	given: {
		readonly code: string;
		/** For the next message, so that the same post twice is one. */
		readonly entry: string;
		readonly arrivedOn: string;
		readonly answers: readonly Answer[];
	},
): Fillings {
	const date = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'ru', {
		dateStyle: 'long',
		timeZone: 'UTC',
	});
	const dayInWords = (day: string): string => date.format(new Date(`${day}T00:00:00Z`));
	const answer = given.answers.map(({ id, body }): Fillings => ({
		marks: { answerId: id, day: dayInWords(body.day), text: body.text },
		each: {
			signed: body.signed ? [{ marks: { signed: body.signed } }] : [],
			instead: body.tryInstead ? [{ marks: { instead: body.tryInstead } }] : [],
			file: body.files.map((file) => fileLine(locale, file)),
		},
	}));
	return {
		marks: { code: given.code, entry: given.entry, arrived: dayInWords(given.arrivedOn) },
		each: { answer, none: answer.length === 0 ? [{}] : [], some: answer.length > 0 ? [{}] : [] },
	};
}

function fileLine(locale: 'ru' | 'en', { file, name, size }: FileReference): Fillings {
	return { marks: { fileId: file, fileName: name, fileSize: sizeInWords(locale, size) } };
}

/** How large a file is, as one says it. */
export function sizeInWords(locale: 'ru' | 'en', size: number): string {
	const [kilobytes, megabytes] = locale === 'ru' ? ['КБ', 'МБ'] : ['KB', 'MB'];
	const number = new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'ru', { maximumFractionDigits: 1 });
	if (size < 1024 * 1024) return `${number.format(Math.max(1, Math.round(size / 1024)))} ${kilobytes}`;
	return `${number.format(size / 1024 / 1024)} ${megabytes}`;
}
