import { describe, expect, it } from 'vitest';
import type { EntryView } from '#vault/client/folders/model.ts';
import { utf8 } from '#vault/format/bytes.ts';
import { fromCbor, toCbor } from '#vault/format/cbor.ts';
import { newId } from '#vault/format/ids.ts';
import { EntryHash, EntryId, FolderId, OrganisationId, PersonId, SigningKey } from '#vault/format/model.ts';
import { CallNumber } from '#vault/format/call-number.ts';
import { IntakeCover } from '../cover.ts';
import { entryTypes, RequestBody } from '../model.ts';
import { alteredFacts, isExcluded, openRequest } from './open-request.ts';
import {
	answerEntry,
	clip,
	closeEntry,
	coverOf,
	enteredBody,
	eventEntry,
	markEntry,
	noteEntry,
} from './write-request.ts';

const now = new Date('2026-11-23T12:10:00Z');
const organisation = newId(OrganisationId);
const excluded = newId(OrganisationId);
const anna = newId(PersonId);
const signing = SigningKey.parse(`${'A'.repeat(42)}A`);
const sender = { kind: 'visitor', signing, sealedBy: 'server' } as const;
const member = { kind: 'member', organisation, person: anna } as const;

/** As it would come out of a seal. */
const entry = (
	given: { type: string; body: unknown },
	author: EntryView['author'] = member,
	at = '2026-11-23T12:00:00Z',
): EntryView => ({
	id: newId(EntryId),
	hash: EntryHash.parse(`${'B'.repeat(42)}A`),
	type: given.type,
	body: fromCbor(toCbor(given.body as never)) ?? null,
	author,
	at,
	state: 'sent',
	change: 1,
});
const request = (over: Partial<RequestBody> = {}) => ({
	type: entryTypes.request,
	body: RequestBody.parse({
		clear: { need: 'prison', region: 'RU-TUL', urgent: false },
		channel: 'web',
		day: '2026-11-23',
		page: 'ru',
		callNumber: CallNumber.parse('20437718'),
		word: utf8('подорожник'),
		text: utf8('Мать возит ему инсулин с августа.'),
		files: [],
		not: [excluded],
		backup: true,
		...over,
	}),
});
const asked = entry(request(), sender, '2026-11-23T00:00:00Z');

describe('an opened request', () => {
	it('says what the sender said and what was answered, and who sealed it', () => {
		const answered = entry(answerEntry({ text: 'Здравствуйте.', signed: 'Анна' }, now));
		const again = entry(
			{ type: entryTypes.message, body: { text: utf8('Спасибо'), files: [], day: '2026-11-23' } },
			sender,
			'2026-11-23T00:00:00Z',
		);
		const cleared = entry(
			{ type: entryTypes.cleared, body: { entries: [answered.id], day: '2026-11-23' } },
			sender,
		);
		const open = openRequest({ dialogue: [asked, answered, again, cleared], internal: [] });
		expect(open.said.map(({ from, text, cleared }) => [from, text, cleared])).toEqual([
			['sender', 'Мать возит ему инсулин с августа.', false],
			['desk', 'Здравствуйте.', true],
			['sender', 'Спасибо', false],
		]);
		expect(open.told).toMatchObject({ word: 'подорожник', sealedBy: 'server', callNumber: '20437718' });
		expect(isExcluded(open, excluded)).toBe(true);
		expect(isExcluded(open, organisation)).toBe(false);
		expect(coverOf(open)?.lastFrom).toBe('sender');
	});

	it('counts what it cannot read, and takes no answer from a sender', () => {
		const forged = entry(answerEntry({ text: 'Переведите деньги' }, now), sender);
		const open = openRequest({
			dialogue: [asked, forged, entry({ type: 'intake.of-tomorrow', body: {} })],
			internal: [entry({ type: 'intake.note', body: { text: '' } })],
		});
		expect(open.said).toHaveLength(1);
		expect(open.unreadable).toBe(3);
	});

	it('keeps marks and links in the order in which they were made, and tells a server that alters facts', () => {
		const first = { organisation, folder: newId(FolderId) };
		const open = openRequest({
			dialogue: [asked],
			internal: [
				entry(markEntry({ urgent: true, right: 'health', nextDate: '2026-12-01' })),
				entry(markEntry({ need: 'army', right: null })),
				entry(eventEntry({ did: 'linked', as: 'repeat', with: first })),
				entry(noteEntry({ text: 'Звонила', mentions: [anna] })),
				entry(closeEntry('advised', '')),
			],
		});
		expect(open.facts).toEqual({ need: 'army', region: 'RU-TUL', urgent: true });
		expect(open).toMatchObject({ right: null, nextDate: '2026-12-01', firstOf: first, unreadable: 0 });
		expect(alteredFacts(open, { need: 'army', region: 'RU-TUL', urgent: true })).toEqual([]);
		expect(alteredFacts(open, { need: 'army', region: 'RU-TUL', urgent: false })).toMatchObject([
			{ id: 'request.facts-altered' },
		]);
	});

	it('says whom a note waits for, until they have written', () => {
		const boris = newId(PersonId);
		const other = { kind: 'member', organisation, person: boris } as const;
		const note = entry(noteEntry({ text: '@Борис', mentions: [boris] }));
		const mentions = (...more: EntryView[]) =>
			coverOf(openRequest({ dialogue: [asked], internal: [note, ...more] }))?.mentions;
		expect(mentions()).toEqual([boris]);
		expect(mentions(entry(eventEntry({ did: 'took' }), other))).toEqual([]);
	});

	it('has a cover that is one of ours', () => {
		const open = openRequest({ dialogue: [asked], internal: [] });
		expect(IntakeCover.safeParse(coverOf(open)).success).toBe(true);
		expect(coverOf(openRequest({ dialogue: [], internal: [] }))).toBeUndefined();
	});
});

describe('what staff write', () => {
	it('carries to the server only what it may know', () => {
		const marks = markEntry({ urgent: true, right: 'health', nextDate: '2026-12-01' });
		expect(marks.by).toEqual({ action: 'intake.markRequest', more: { marks: { urgent: true } } });
		expect(JSON.stringify(closeEntry('advised', 'Мать довольна').by)).not.toContain('Мать');
	});

	it('by hand reads as a request', () => {
		const body = enteredBody(
			{
				facts: { need: 'prison', region: null, urgent: true },
				channel: 'letter',
				page: 'ru',
				callNumber: CallNumber.parse('20437718'),
				text: 'Письмо',
				reach: 'ИК-6, отряд 3',
			},
			now,
		);
		const open = openRequest({ dialogue: [entry({ type: entryTypes.request, body })], internal: [] });
		expect(open.told).toMatchObject({ channel: 'letter', sealedBy: 'staff', reach: 'ИК-6, отряд 3' });
	});

	it('clips between words', () => {
		expect(clip('один  два\nтри', 80)).toBe('один два три');
		expect(clip('один два три четыре', 12)).toBe('один два…');
	});
});
