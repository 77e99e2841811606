const LETTERS: Readonly<Record<string, string>> = {
	а: 'a',
	б: 'b',
	в: 'v',
	г: 'g',
	д: 'd',
	е: 'e',
	ё: 'e',
	ж: 'zh',
	з: 'z',
	и: 'i',
	й: 'i',
	к: 'k',
	л: 'l',
	м: 'm',
	н: 'n',
	о: 'o',
	п: 'p',
	р: 'r',
	с: 's',
	т: 't',
	у: 'u',
	ф: 'f',
	х: 'kh',
	ц: 'ts',
	ч: 'ch',
	ш: 'sh',
	щ: 'shch',
	ъ: '',
	ы: 'y',
	ь: '',
	э: 'e',
	ю: 'iu',
	я: 'ia',
};

/**
 * The address of an organisation, from its name: Latin letters as in a Russian passport.
 *
 *     slugOf('Мемориал, Пермь') // 'memorial-perm'
 */
export function slugOf(name: string): string {
	const latin = [...name.toLowerCase()].map((letter) => LETTERS[letter] ?? letter).join('');
	const words = latin
		.normalize('NFKD')
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-+|-+$/g, '');
	return words.slice(0, 48).replace(/-+$/, '').padEnd(2, 'x') || 'xx';
}
