import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileShell } from './compile.ts';
import { fillShell, type Fillings } from './fill.ts';

const show = (html: string, fillings: Fillings): string =>
	new TextDecoder().decode(fillShell(compileShell(html), fillings));
const posted = (fields: Record<string, string[]>) =>
	new Map(Object.entries(fields).map(([name, values]) => [name, values.map((value) => Buffer.from(value))]));

test('marks are escaped, unknown ones are empty, markup of ours is not', () => {
	expect(
		show('<p>%%code%%|%%none%%|%%qr%%</p>', { marks: { code: '<1&2>', qr: { markup: '<svg/>' } } }),
	).toBe('<p>&lt;1&amp;2&gt;||<svg/></p>');
});

test('blocks repeat, and see what is around them', () => {
	const html = '%%each answer%%<li>%%day%%: %%text%% %%code%%</li>%%end answer%%';
	const fillings = {
		marks: { code: '77' },
		each: { answer: [{ marks: { day: 'a', text: 'x' } }, { marks: { day: 'b', text: 'y' } }] },
	};
	expect(show(html, fillings)).toBe('<li>a: x 77</li><li>b: y 77</li>');
	expect(show(html, {})).toBe('');
	expect(() => compileShell('%%each a%%')).toThrow('does not end');
});

test('a refused form comes back as it was typed', () => {
	const html = `<form><input type="radio" name="need" value="army"/><input type="radio" name="need" value="other" checked="">
<select name="region"><option value="" selected>–</option><option value="RU-MOW">M</option></select>
<textarea name="text" rows="3"></textarea><input name="word" type="text" value=""/><input type="text" name="reach">
<input type="checkbox" name="backup" value="yes" checked/><input type="hidden" name="code" value="%%code%%"/><input type="file" name="files"></form>`;
	const typed = {
		need: ['army'],
		region: ['RU-MOW'],
		text: ['\n<b>"one"'],
		word: ['"rowan"'],
		reach: ['6 & 7'],
		code: ['stale'],
	};
	const page = show(html, { values: posted(typed), marks: { code: '123' } });
	expect(page).toContain('value="army" checked>');
	expect(page).toContain('value="other">');
	expect(page).toContain('<option value="">');
	expect(page).toContain('value="RU-MOW" selected>');
	expect(page).toContain('<textarea name="text" rows="3">\n\n&lt;b&gt;&quot;one&quot;</textarea>');
	expect(page).toContain('value="&quot;rowan&quot;"');
	expect(page).toContain('name="reach" value="6 &amp; 7">');
	expect(page).toContain('name="backup" value="yes">');
	expect(page).toContain('name="code" value="123"');
	expect(page).toContain('<input type="file" name="files">');
});

test('a form that was not posted stands as the shell says', () => {
	const html = '<input type="radio" name="a" value="1" checked/><textarea name="t">x</textarea>';
	expect(show(html, {})).toBe(
		'<input type="radio" name="a" value="1" checked><textarea name="t">x</textarea>',
	);
});

test('nothing typed can become markup or a mark', () => {
	const html = '<textarea name="text"></textarea><p>%%note%%</p>';
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (typed) => {
			const page = show(html, { values: posted({ text: [typed] }), marks: { note: `%%note%%${typed}` } });
			expect(page.match(/</g)).toHaveLength(4);
		}),
	);
});
