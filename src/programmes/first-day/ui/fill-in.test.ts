import { expect, test } from 'vitest';
import { templates } from '#country/ru/templates.ts';
import { fileNameOf, fillIn } from './fill-in.ts';

const minutes = templates.find(({ id }) => id === 'meeting-minutes');

test('what is known of the organisation is filled in, the rest stays a blank', () => {
	if (!minutes) throw new Error('No minutes');
	const text = fillIn(minutes, 'ru', { organisation: 'Заступа', town: 'Тула' });
	expect(text).toContain('общего собрания Заступа');
	expect(text).toContain('Тула, [адрес]');
	expect(fillIn(minutes, 'en', { organisation: '', town: '' })).toContain('[town], [address]');
	expect(fileNameOf(minutes)).toMatch(/^meeting-minutes-\d{4}-\d{2}\.txt$/);
});

test('a name is put in as it is, whatever signs it has', () => {
	if (!minutes) throw new Error('No minutes');
	expect(fillIn(minutes, 'en', { organisation: '$& {town} $1', town: 'T' })).toContain('of $& {town} $1');
});
