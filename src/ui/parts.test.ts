import { describe, expect, it } from 'vitest';
import { inFours } from './code.ts';
import { wireField } from './field.ts';
import { findCommands } from './find-commands.ts';
import { drawnRows, indexAfter, scrollToShow } from './list-window.ts';
import { createShortcuts, keysToShow, nameOfPress } from './shortcuts.ts';

const press = (key: string, code: string, more = {}) =>
	nameOfPress({
		key,
		code,
		ctrlKey: false,
		metaKey: false,
		altKey: false,
		shiftKey: false,
		isComposing: false,
		...more,
	});

describe('shortcuts', () => {
	it('know a key by its place where the layout is not Latin', () => {
		expect(press('j', 'KeyJ')).toBe('j');
		expect(press('о', 'KeyJ')).toBe('j');
		expect(press('.', 'Slash')).toBe('/');
		expect(press(',', 'Slash', { shiftKey: true })).toBe('?');
		expect(press('?', 'Digit7', { shiftKey: true })).toBe('?');
		expect(press('л', 'KeyK', { ctrlKey: true })).toBe('mod+k');
		expect(press('.', 'Period')).toBe('.');
	});

	it('do not answer to bare modifiers, to AltGr letters or while a word is composed', () => {
		expect(press('Shift', 'ShiftLeft', { shiftKey: true })).toBeUndefined();
		expect(press('@', 'KeyQ', { altKey: true })).toBeUndefined();
		expect(press('j', 'KeyJ', { isComposing: true })).toBeUndefined();
	});

	it('list each key once, the last registered first in line, and are taken away again', () => {
		const shortcuts = createShortcuts();
		shortcuts.register([{ keys: 'r', label: 'Обновить', group: 'Очередь', run: () => {} }]);
		const leave = shortcuts.register([{ keys: 'r', label: 'Ответить', group: 'Обращение', run: () => {} }]);
		expect(shortcuts.list().map(({ label }) => label)).toEqual(['Ответить']);
		leave();
		expect(shortcuts.list().map(({ label }) => label)).toEqual(['Обновить']);
	});

	it('are printed as the keyboard shows them', () => {
		expect(keysToShow('mod+k', 'Linux x86_64')).toEqual(['Ctrl', 'K']);
		expect(keysToShow('mod+k', 'MacIntel')).toEqual(['⌘', 'K']);
		expect(keysToShow('?')).toEqual(['?']);
	});
});

describe('the window upon a long list', () => {
	const view = { count: 100_000, rowHeight: 70, viewHeight: 700, scrollTop: 0 };

	it('draws what is in sight and a little more, and nothing beyond the ends', () => {
		expect(drawnRows(view)).toEqual({ from: 0, to: 18 });
		const middle = drawnRows({ ...view, scrollTop: 70 * 5000 });
		expect(middle.from).toBeLessThanOrEqual(4992);
		expect(middle.to).toBe(5018);
		expect(drawnRows({ ...view, scrollTop: 70 * 100_000 - 700 }).to).toBe(100_000);
		expect(drawnRows({ ...view, count: 0 })).toEqual({ from: 0, to: 0 });
		expect(drawnRows({ ...view, rowHeight: 0 })).toEqual({ from: 0, to: 0 });
	});

	it('stays within the list when it has grown shorter under the reader', () => {
		const { from, to } = drawnRows({ ...view, count: 3, scrollTop: 70 * 500 });
		expect(from).toBeLessThan(3);
		expect(to).toBe(3);
	});

	it('scrolls no further than it must', () => {
		expect(scrollToShow(3, view)).toBe(0);
		expect(scrollToShow(10, view)).toBe(70);
		expect(scrollToShow(2, { ...view, scrollTop: 700 })).toBe(140);
	});

	it('moves by row, page and end, and leaves other keys alone', () => {
		expect(indexAfter('j', -1, view)).toBe(0);
		expect(indexAfter('k', 0, view)).toBe(0);
		expect(indexAfter('PageDown', 0, view)).toBe(9);
		expect(indexAfter('End', 5, view)).toBe(99_999);
		expect(indexAfter('x', 5, view)).toBeUndefined();
		expect(indexAfter('j', 0, { ...view, count: 0 })).toBeUndefined();
	});
});

describe('small parts', () => {
	it('sets a code in fours, however it was typed', () => {
		expect(inFours('4481 2093 77')).toEqual(['4481', '2093', '77']);
		expect(inFours('')).toEqual([]);
	});

	it('names hint and error to the control only where they are', () => {
		expect(wireField({ name: 'text', label: 'Text' })).toEqual({ id: 'text', name: 'text' });
		expect(
			wireField({ name: 'text', id: 't', label: 'Text', hint: 'h', error: 'e', required: true }),
		).toEqual({
			id: 't',
			name: 'text',
			required: true,
			'aria-describedby': 't-hint t-error',
			'aria-invalid': 'true',
		});
	});

	it('finds commands by the beginnings of words, with е for ё', () => {
		const commands = [{ label: 'Перечень людей' }, { label: 'Учёт', note: 'людей' }, { label: 'Очередь' }];
		expect(findCommands(commands, 'учет люд')).toEqual([{ label: 'Учёт', note: 'людей' }]);
		expect(findCommands(commands, 'люд')).toHaveLength(2);
		expect(findCommands(commands, ' ')).toHaveLength(3);
		expect(findCommands(commands, 'жалоба')).toEqual([]);
	});
});
