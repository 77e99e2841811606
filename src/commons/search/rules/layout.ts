/** What was typed with the keyboard left in the other language: the same keys. */

const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const russian = 'ёйцукенгшщзхъфывапролджэячсмитьбю';

const toRussian = new Map([...latin].map((key, at) => [key, russian[at] ?? key]));
const toLatin = new Map([...russian].map((key, at) => [key, latin[at] ?? key]));

/**
 * The same keys in the other layout; undefined where the text has letters of both alphabets or of neither.
 *
 *     otherLayout('ghfdj') // 'право'
 *     otherLayout('кшпреы') // 'rights'
 */
export function otherLayout(text: string): string | undefined {
	const small = text.toLowerCase();
	const hasLatin = /[a-z]/.test(small);
	if (hasLatin === /[а-яё]/.test(small)) return undefined;
	const keys = hasLatin ? toRussian : toLatin;
	return [...small].map((key) => keys.get(key) ?? key).join('');
}
