import { expect, test } from 'vitest';
import { completeMention, mentionAt, mentionedIn } from './mentions.ts';

const colleagues = [{ name: 'Анна Рябинина' }, { name: 'Семён Кутузин' }];
const offered = (text: string) => mentionAt(text, text.length, colleagues).map(({ name }) => name);

test('offers colleagues after an @, by any word of the name, ё or е', () => {
	expect(offered('Спроси @ан')).toEqual(['Анна Рябинина']);
	expect(offered('@семен')).toEqual(['Семён Кутузин']);
	expect(offered('@куту')).toEqual(['Семён Кутузин']);
	expect(offered('@')).toHaveLength(2);
	expect(offered('почта@ан')).toEqual([]);
	expect(offered('@Анна Рябинина')).toEqual([]);
	expect(offered('нет')).toEqual([]);
});

test('puts the whole name in, and finds who is named', () => {
	const { text, caret } = completeMention('Спроси @ан завтра', 10, 'Анна Рябинина');
	expect(text).toBe('Спроси @Анна Рябинина  завтра');
	expect(text.slice(0, caret)).toBe('Спроси @Анна Рябинина ');
	expect(mentionedIn(text, colleagues)).toEqual([colleagues[0]]);
});
