import type { NewEntry } from '#vault/client/folders/model.ts';
import { utf8 } from '#vault/format/bytes.ts';
import type { Plain } from '#vault/format/cbor.ts';
import type { FileReference } from '#vault/format/file.ts';
import type { Author } from '#vault/format/headers.ts';
import type { IntakeCover } from '../cover.ts';
import { AnswerBody, entryTypes, limits, RequestBody, type ClearFacts } from '../model.ts';
import { EventBody, internalTypes, NoteBody, type Outcome } from '../model/desk.ts';
import type { OpenRequest } from './open-request.ts';

/** Entries as the desk's pages write them, each with the action that keeps its clear facts beside it. */

const plain = (body: unknown): Plain => body as Plain;
const day = (now: Date): string => now.toISOString().slice(0, 10);

/** An answer to the sender. */
export function answerEntry(
	answer: {
		readonly text: string;
		readonly signed?: string;
		readonly tryInstead?: string;
		readonly files?: readonly FileReference[];
	},
	now: Date,
): NewEntry {
	const body = AnswerBody.parse({
		text: utf8(answer.text),
		files: answer.files ?? [],
		day: day(now),
		...(answer.signed ? { signed: utf8(answer.signed) } : {}),
		...(answer.tryInstead ? { tryInstead: utf8(answer.tryInstead) } : {}),
	});
	return { type: entryTypes.answer, body: plain(body), by: { action: 'intake.answerRequest' } };
}

/** A note for colleagues. */
export function noteEntry(note: {
	readonly text: string;
	readonly mentions: readonly string[];
	readonly files?: readonly FileReference[];
}): NewEntry {
	const body = NoteBody.parse({ ...note, files: note.files ?? [] });
	return { type: internalTypes.note, body: plain(body) };
}

/** An act that the server has done already, or that it needs not know: for the history. */
export function eventEntry(event: EventBody): NewEntry {
	return { type: internalTypes.event, body: plain(EventBody.parse(event)) };
}

/** That somebody read it today; news to nobody, so nothing becomes unread by it. */
export function openedEntry(): NewEntry {
	const by = { action: 'folders.appendEntries', more: { quiet: true } };
	return { ...eventEntry({ did: 'opened' }), by };
}

/** Whether this reader's hand is in the folder on the day already. */
export function wasHere(
	{ said, done }: Pick<OpenRequest, 'said' | 'done'>,
	person: string,
	now: Date,
): boolean {
	const mine = ({ author, at }: { author: Author; at: string }) =>
		author.kind === 'member' && author.person === person && at.startsWith(day(now));
	return said.some(mine) || done.some(mine);
}

/** Marks: the clear ones go to the server with the entry. */
export function markEntry(marks: Extract<EventBody, { did: 'marked' }>['marks']): NewEntry {
	const { right: _, nextDate: __, ...clear } = marks;
	const by = { action: 'intake.markRequest', more: { marks: plain(clear) } };
	return { ...eventEntry({ did: 'marked', marks }), by };
}

export function closeEntry(outcome: Outcome, why: string): NewEntry {
	const by = { action: 'intake.closeRequest', more: { outcome } };
	return { ...eventEntry({ did: 'closed', outcome, why }), by };
}

export function declineEntry(): NewEntry {
	return { ...eventEntry({ did: 'not-ours' }), by: { action: 'intake.declineRequest' } };
}

export function reopenEntry(why: string): NewEntry {
	return { ...eventEntry({ did: 'reopened', why }), by: { action: 'intake.reopenRequest' } };
}

/** What staff write down of a letter, a visit or a call. */
export function enteredBody(
	entered: {
		readonly facts: ClearFacts;
		readonly channel: 'letter' | 'visit' | 'call';
		readonly page: 'ru' | 'en';
		readonly callNumber: RequestBody['callNumber'];
		readonly text: string;
		readonly word?: string;
		readonly actBy?: string;
		readonly concerns?: RequestBody['concerns'];
		readonly language?: string;
		readonly reach?: string;
		readonly answerBy?: string;
	},
	now: Date,
): RequestBody {
	const line = (name: string, text: string | undefined) => (text ? { [name]: utf8(text) } : {});
	return RequestBody.parse({
		clear: entered.facts,
		channel: entered.channel,
		day: day(now),
		page: entered.page,
		callNumber: entered.callNumber,
		text: utf8(entered.text),
		files: [],
		not: [],
		backup: false,
		...(entered.actBy ? { actBy: entered.actBy } : {}),
		...(entered.concerns ? { concerns: entered.concerns } : {}),
		...line('word', entered.word),
		...line('language', entered.language),
		...line('reach', entered.reach),
		...line('answerBy', entered.answerBy),
	});
}

/** The summary that lists and search show, from everything that was read. */
export function coverOf(open: OpenRequest, before?: Pick<IntakeCover, 'title'>): IntakeCover | undefined {
	const { facts, told, said } = open;
	if (!facts || !told) return undefined;
	const latest = (from: 'sender' | 'desk') =>
		said
			.filter((one) => one.from === from)
			.map(({ at }) => at)
			.sort()
			.at(-1) ?? null;
	const lastFromSenderAt = latest('sender');
	const lastReplyAt = latest('desk');
	const first = said[0]?.text ?? '';
	return {
		v: 1,
		kind: 'intake.request',
		title: before?.title ?? '',
		excerpt: clip(first, limits.firstWords),
		find: [told.callNumber, told.word ?? ''].filter(Boolean).map((text) => text.slice(0, 200)),
		need: facts.need,
		region: facts.region,
		urgent: facts.urgent,
		callNumber: told.callNumber,
		word: told.word?.slice(0, 64) ?? null,
		nextDate: open.nextDate,
		language: told.page,
		lastDialogueAt:
			said
				.map(({ at }) => at)
				.sort()
				.at(-1) ?? null,
		lastFromSenderAt,
		lastReplyAt,
		lastFrom: said.at(-1)?.from ?? null,
		right: open.right,
		channel: told.channel,
		mentions: mentionedIn(open),
		repeats: open.repeats.length,
		firstOf: open.firstOf?.folder ?? null,
	};
}

/** Whoever was mentioned and has not written anything since: somebody waits for a word of theirs. */
function mentionedIn({ said, done }: Pick<OpenRequest, 'said' | 'done'>): string[] {
	const waiting = new Set<string>();
	for (const one of done) {
		// To have opened it is no answer.
		if (one.kind === 'event' && one.event.did === 'opened') continue;
		if (one.author.kind === 'member') waiting.delete(one.author.person);
		if (one.kind === 'note') for (const person of one.note.mentions) waiting.add(person);
	}
	const latest = done.findLast(({ kind }) => kind === 'note')?.at ?? '';
	for (const { author, at } of said) {
		if (author.kind === 'member' && at > latest) waiting.delete(author.person);
	}
	return [...waiting].slice(0, 50);
}

/** On one line, cut between words. */
export function clip(text: string, most: number): string {
	const line = text.replaceAll(/\s+/g, ' ').trim();
	if (line.length <= most) return line;
	const cut = line.slice(0, most - 1);
	return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2))}…`;
}
