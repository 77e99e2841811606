import { describe, expect, it } from 'vitest';
import type { Letter, LetterContent } from '../model/letter.ts';
import { LetterContent as Content } from '../model/letter.ts';
import { inForce, mayPublish, maySign, whyNot } from './letter.ts';

const nothing = { ru: '', en: '' };
const content: LetterContent = {
	title: { ru: 'Письмо', en: '' },
	addressee: { ru: 'Всем', en: '' },
	text: { ru: 'Текст', en: '' },
};
const letter: Letter = {
	organisation: 'author',
	id: 'letter',
	version: 2,
	content,
	signUntil: '2026-12-01',
	state: 'draft',
	drafted: '2026-11-20',
	slug: null,
	published: null,
	networkVersion: null,
	publication: null,
};
const today = '2026-11-24';

describe('a letter', () => {
	it('is whole in each language that it has begun', () => {
		expect(whyNot(content, today, today)).toBeUndefined();
		expect(whyNot({ title: nothing, addressee: nothing, text: nothing }, today, today)?.id).toBe(
			'letter.empty',
		);
		expect(whyNot({ ...content, title: { ru: 'Письмо', en: 'A letter' } }, today, today)).toEqual({
			id: 'letter.half-a-language',
			field: 'addressee-en',
		});
	});

	it.each(['2026-11-23', '2027-11-26', '1999-01-01'])('cannot be signed until %s', (day) => {
		expect(whyNot(content, day, today)?.field).toBe('until');
	});

	it('is written in one spelling: letters composed, lines ended alike, nothing around', () => {
		const typed = { ru: ' и\u0306од\r\nстрока ', en: '' };
		expect(Content.parse({ ...content, text: typed }).text.ru).toBe('йод\nстрока');
		expect(Content.safeParse({ ...content, text: { ru: '\ud800', en: '' } }).success).toBe(false);
	});
});

describe('signing and publishing', () => {
	it('ends with the last day, and with publication', () => {
		expect(maySign(letter, '2026-12-01').ok).toBe(true);
		expect(maySign(letter, '2026-12-02')).toMatchObject({ refusal: { id: 'letter.too-late' } });
		expect(maySign({ ...letter, state: 'published' }, today)).toMatchObject({
			refusal: { id: 'letter.published' },
		});
	});

	it('counts signatures under the present text alone', () => {
		expect(inForce(letter, [{ version: 1 }, { version: 2 }])).toEqual([{ version: 2 }]);
	});

	it('needs the author’s own signature under this very text', () => {
		const by = (signer: string, version: number) => ({ signer, version });
		expect(mayPublish(letter, 2, [by('author', 2)]).ok).toBe(true);
		expect(mayPublish(letter, 2, [by('author', 1), by('other', 2)])).toMatchObject({
			refusal: { id: 'letter.author-first' },
		});
		expect(mayPublish(letter, 1, [by('author', 2)])).toMatchObject({ refusal: { id: 'letter.moved-on' } });
		expect(mayPublish({ ...letter, state: 'published' }, 2, [by('author', 2)]).ok).toBe(false);
	});
});
