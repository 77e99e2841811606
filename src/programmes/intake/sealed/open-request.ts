import type { Refusal } from '#platform/result.ts';
import type { FileReference } from '#vault/format/file.ts';
import type { Author } from '#vault/format/headers.ts';
import type { FolderId, OrganisationId } from '#vault/format/model.ts';
import type { EntryView, Fact, FolderView } from '#vault/client/folders/model.ts';
import { AnswerBody, ClearedBody, entryTypes, MessageBody, RequestBody, type ClearFacts } from '../model.ts';
import { EventBody, internalTypes, NoteBody, type RequestRef } from '../model/desk.ts';

const decoder = new TextDecoder();
/** Free words stand in the seal as bytes. */
const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Something said in the dialogue, opened. */
export interface Said {
	readonly id: string;
	readonly from: 'sender' | 'desk';
	readonly author: Author;
	/** Of another organisation's member: how they are called there. */
	readonly name?: string;
	readonly at: string;
	readonly text: string;
	readonly files: readonly FileReference[];
	readonly signed?: string;
	readonly tryInstead?: string;
	/** The sender has read it and wants it gone from what the code shows. */
	readonly cleared: boolean;
	readonly state: EntryView['state'];
}

/** A note or an act in the internal chain. */
export type Done = {
	readonly id: string;
	readonly author: Author;
	readonly name?: string;
	readonly at: string;
	readonly state: EntryView['state'];
} & (
	| { readonly kind: 'note'; readonly note: NoteBody }
	| { readonly kind: 'event'; readonly event: EventBody }
);

/** What the sender told beside the text. */
export interface Told {
	readonly channel: RequestBody['channel'];
	readonly day: string;
	readonly callNumber: string;
	readonly word?: string;
	readonly actBy?: string;
	readonly concerns?: RequestBody['concerns'];
	readonly language?: string;
	readonly page: RequestBody['page'];
	readonly reach?: string;
	readonly answerBy?: string;
	readonly not: readonly string[];
	readonly backup: boolean;
	readonly sealedBy: 'browser' | 'server' | 'staff';
}

/** A request with everything a member may read of it. */
export interface OpenRequest {
	readonly said: readonly Said[];
	readonly done: readonly Done[];
	/** What the owner's desk noted and did, where it shared that with ours. */
	readonly theirs: readonly Done[];
	/** None where the first entry is missing or cannot be read: the warnings say so. */
	readonly told: Told | undefined;
	/** Need, region and urgency as they stand inside the seal: what the sender said, put right by the staff. */
	readonly facts: ClearFacts | undefined;
	readonly right: string | null;
	readonly nextDate: string | null;
	/** The request that this one repeats. */
	readonly firstOf: RequestRef | null;
	/** Requests that repeat this one. */
	readonly repeats: readonly RequestRef[];
	/** Another organisation's desk carries it, or carried it once: its marks are sealed where we do not read. */
	readonly wasElsewhere: boolean;
	/** Entries of a kind or form that this version does not know. */
	readonly unreadable: number;
}

/** Reads the entries of a folder as what they say; what cannot be read is counted, never passed over in silence. */
export function openRequest(
	view: Pick<FolderView, 'dialogue' | 'internal'> & Partial<Pick<FolderView, 'theirs'>>,
): OpenRequest {
	let unreadable = 0;
	const cleared = new Set<string>();
	let first: { body: RequestBody; author: Author } | undefined;
	const said: Said[] = [];
	for (const entry of view.dialogue) {
		const read = readSaid(entry);
		if (read === undefined) unreadable += 1;
		else if (read.kind === 'cleared') for (const id of read.body.entries) cleared.add(id);
		else {
			if (read.kind === 'request') first ??= { body: read.body, author: entry.author };
			said.push(read.said);
		}
	}
	const readAll = (entries: readonly EntryView[]) =>
		entries.flatMap((entry) => {
			const read = readDone(entry);
			if (!read) unreadable += 1;
			return read ? [read] : [];
		});
	const theirs = readAll(view.theirs ?? []);
	const done = readAll(view.internal);
	return {
		said: said.map((one) => ({ ...one, cleared: cleared.has(one.id) })),
		done,
		theirs,
		told: first && toldIn(first),
		// Links of theirs lead to requests that we do not hold.
		...marked(first?.body, [...theirs.filter(isMark), ...done]),
		wasElsewhere: done.some((one) => one.kind === 'event' && movedBetween(one.event)),
		unreadable,
	};
}

type ReadSaid =
	| { readonly kind: 'request'; readonly body: RequestBody; readonly said: Said }
	| { readonly kind: 'said'; readonly said: Said }
	| { readonly kind: 'cleared'; readonly body: ClearedBody };

function readSaid(entry: EntryView): ReadSaid | undefined {
	const { id, author, name, at, state, body } = entry;
	const head = { id, author, name, at, state, cleared: false };
	switch (entry.type) {
		case entryTypes.request: {
			const read = RequestBody.safeParse(body);
			if (!read.success) return undefined;
			const { text, files } = read.data;
			return {
				kind: 'request',
				body: read.data,
				said: { ...head, from: 'sender', text: fromUtf8(text), files },
			};
		}
		case entryTypes.message: {
			const read = MessageBody.safeParse(body);
			if (!read.success) return undefined;
			const { text, files } = read.data;
			return { kind: 'said', said: { ...head, from: 'sender', text: fromUtf8(text), files } };
		}
		case entryTypes.answer: {
			const read = AnswerBody.safeParse(body);
			if (!read.success || author.kind !== 'member') return undefined;
			const { text, files, signed, tryInstead } = read.data;
			const more = {
				...(signed ? { signed: fromUtf8(signed) } : {}),
				...(tryInstead ? { tryInstead: fromUtf8(tryInstead) } : {}),
			};
			return { kind: 'said', said: { ...head, from: 'desk', text: fromUtf8(text), files, ...more } };
		}
		case entryTypes.cleared: {
			const read = ClearedBody.safeParse(body);
			return read.success ? { kind: 'cleared', body: read.data } : undefined;
		}
		default:
			return undefined;
	}
}

function readDone({ id, author, name, at, state, type, body }: EntryView): Done | undefined {
	const head = { id, author, name, at, state };
	if (type === internalTypes.note) {
		const note = NoteBody.safeParse(body);
		return note.success ? { ...head, kind: 'note', note: note.data } : undefined;
	}
	if (type === internalTypes.event) {
		const event = EventBody.safeParse(body);
		return event.success ? { ...head, kind: 'event', event: event.data } : undefined;
	}
	return undefined;
}

function isMark(one: Done): boolean {
	return one.kind === 'event' && one.event.did === 'marked';
}

function movedBetween(event: EventBody): boolean {
	return event.did === 'handed-over' || (event.did === 'took' && event.from !== undefined);
}

function toldIn({ body, author }: { body: RequestBody; author: Author }): Told {
	const line = (bytes: Uint8Array | undefined) => (bytes ? fromUtf8(bytes) : undefined);
	const { channel, day, callNumber, actBy, concerns, page, not, backup } = body;
	return {
		channel,
		day,
		callNumber,
		word: line(body.word),
		actBy,
		concerns,
		page,
		language: line(body.language),
		reach: line(body.reach),
		answerBy: line(body.answerBy),
		not,
		backup,
		sealedBy: author.kind === 'visitor' ? author.sealedBy : 'staff',
	};
}

/** The marks in the order in which they were made, the sender's own first. */
function marked(body: RequestBody | undefined, done: readonly Done[]) {
	let facts = body?.clear;
	let right: string | null = null;
	let nextDate = body?.actBy ?? null;
	let firstOf: RequestRef | null = null;
	const repeats = new Map<FolderId, RequestRef>();
	for (const one of done) {
		if (one.kind !== 'event') continue;
		const { event } = one;
		if (event.did === 'marked') {
			const { right: newRight, nextDate: newDate, ...clear } = event.marks;
			if (facts) facts = { ...facts, ...clear };
			if (newRight !== undefined) right = newRight;
			if (newDate !== undefined) nextDate = newDate;
		} else if (event.did === 'linked') {
			if (event.as === 'repeat') firstOf = event.with;
			else repeats.set(event.with.folder, event.with);
		} else if (event.did === 'unlinked') {
			if (firstOf?.folder === event.with.folder) firstOf = null;
			repeats.delete(event.with.folder);
		}
	}
	return { facts, right, nextDate, firstOf, repeats: [...repeats.values()] };
}

/**
 * What the server shows in lists must be what the seal says; an alteration is told by name. Where another desk
 * carried it, its marks are in its own notes, and nothing can be compared.
 */
export function alteredFacts(
	open: Pick<OpenRequest, 'facts' | 'wasElsewhere'>,
	shown: Readonly<Record<string, Fact>>,
): readonly Refusal[] {
	if (!open.facts || open.wasElsewhere) return [];
	const differs = (['need', 'region', 'urgent'] as const).some(
		(field) => open.facts?.[field] !== shown[field],
	);
	return differs ? [{ id: 'request.facts-altered' }] : [];
}

/** Whom the sender does not want to read this. */
export function isExcluded(open: Pick<OpenRequest, 'told'>, organisation: OrganisationId): boolean {
	return open.told?.not.includes(organisation) ?? false;
}
