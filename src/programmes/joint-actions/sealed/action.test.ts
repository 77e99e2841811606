import { describe, expect, it } from 'vitest';
import type { EntryView, NewEntry } from '#vault/client/folders/model.ts';
import { fromCbor, toCbor } from '#vault/format/cbor.ts';
import { newId } from '#vault/format/ids.ts';
import { EntryHash, EntryId, OrganisationId, PersonId } from '#vault/format/model.ts';
import { ActionCover } from '../cover.ts';
import type { EntryBody } from '../model/action.ts';
import { openAction, standingOf } from './open-action.ts';
import { actionEntry, coverOf } from './write-action.ts';

const [owner, friend, stranger] = [newId(OrganisationId), newId(OrganisationId), newId(OrganisationId)];
const person = newId(PersonId);
const today = '2026-11-24';

/** As it would come out of a seal. */
const by = (organisation: OrganisationId, { type, body }: NewEntry): EntryView => ({
	id: newId(EntryId),
	hash: EntryHash.parse(`${'B'.repeat(42)}A`),
	type,
	body: fromCbor(toCbor(body)) ?? null,
	author: { kind: 'member', organisation, person },
	at: '2026-11-24T03:00:00Z',
	state: 'sent',
	change: 1,
});
const plan = (over: Partial<EntryBody<'joint.plan'>> = {}) =>
	actionEntry('joint.plan', {
		kind: 'seminar',
		title: 'Семинар',
		about: 'О законе',
		by: { ru: 'Заступа', en: 'Zastupa' },
		...over,
	});
const asks = (organisation: string) =>
	actionEntry('joint.asked', { organisation, name: { ru: 'Друзья', en: 'Friends' } });
const answers = (answer: 'accepted' | 'declined') => actionEntry('joint.answer', { answer });
const taskId = '22222222-2222-4222-8222-222222222222';
const task = (over: Partial<EntryBody<'joint.task'>> = {}) =>
	actionEntry('joint.task', { task: taskId, text: 'Найти зал', who: null, due: null, done: false, ...over });
const date = (over: Partial<EntryBody<'joint.date'>> = {}) =>
	actionEntry('joint.date', {
		date: '11111111-1111-4111-8111-111111111111',
		title: 'Встреча',
		day: '2026-12-01',
		from: null,
		until: null,
		place: '',
		off: false,
		...over,
	});
const begun = [by(owner, plan()), by(owner, asks(friend))];

describe('a joint action', () => {
	it('is planned, its tasks and dates written whole, the last word counting', () => {
		const open = openAction(
			[
				...begun,
				by(friend, answers('accepted')),
				by(friend, task()),
				by(owner, task({ done: true, who: friend })),
				by(owner, date()),
				by(friend, date({ day: '2026-12-02' })),
				by(friend, actionEntry('joint.decision', { text: 'Собираемся второго.' })),
				by(friend, plan({ title: 'Два семинара', by: { ru: 'Не те', en: 'Others' } })),
			],
			owner,
		);
		expect(open.plan?.title).toBe('Два семинара');
		expect(open.participants.map(({ name, standing }) => [name.ru, standing])).toEqual([
			['Заступа', 'began'],
			['Друзья', 'accepted'],
		]);
		expect(open.tasks).toMatchObject([{ done: true, who: friend }]);
		expect(open.dates).toMatchObject([{ day: '2026-12-02' }]);
		expect(open.spoken).toMatchObject([{ kind: 'decision', text: 'Собираемся второго.' }]);
		expect(open.unreadable).toBe(0);
	});

	it('is answered by each for itself; whoever has not accepted may speak, and no more', () => {
		const word = actionEntry('joint.word', { text: 'А где?' });
		const open = openAction(
			[...begun, by(friend, word), by(friend, task()), by(stranger, word), by(stranger, answers('accepted'))],
			owner,
		);
		expect(standingOf(open, friend)).toBe('asked');
		expect(standingOf(open, stranger)).toBeUndefined();
		expect(open.tasks).toEqual([]);
		expect(open.spoken).toHaveLength(1);
		expect(open.unreadable).toBe(3);
		const declined = openAction(
			[...begun, by(friend, answers('accepted')), by(friend, answers('declined')), by(friend, date())],
			owner,
		);
		expect(standingOf(declined, friend)).toBe('declined');
		expect(declined.dates).toEqual([]);
	});

	it('grows by nobody but whom its owner asked', () => {
		const open = openAction([...begun, by(friend, answers('accepted')), by(friend, asks(stranger))], owner);
		expect(open.participants).toHaveLength(2);
		expect(open.unreadable).toBe(1);
	});

	it('counts what it cannot read, and passes over nothing in silence', () => {
		const odd = by(owner, { type: 'joint.later', body: {} });
		const wrong = by(owner, { type: 'joint.task', body: { text: 1 } });
		expect(openAction([...begun, odd, wrong], owner).unreadable).toBe(2);
	});

	it('has a summary for each organisation’s own list', () => {
		const open = openAction(
			[
				...begun,
				by(owner, task({ due: '2026-12-05' })),
				by(owner, date()),
				by(owner, date({ date: taskId, day: '2026-11-01' })),
			],
			owner,
		);
		expect(coverOf(open, friend, today)).toMatchObject({
			standing: 'asked',
			next: '2026-12-01',
			left: 1,
			ended: false,
		});
		expect(ActionCover.safeParse(coverOf(open, owner, today)).success).toBe(true);
		expect(coverOf(openAction([], owner), owner, today)).toBeUndefined();
	});
});
