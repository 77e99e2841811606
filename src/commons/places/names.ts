/**
 * One key for all the ways to write a name: either alphabet, any romanisation, with ё or е, with a hyphen or
 * without. «Ефремов», `Yefremov` and `Efremov` are one; the key is compared, never shown.
 */
const latin: Readonly<Record<string, string>> = {
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
	ы: 'i',
	ь: '',
	э: 'e',
	ю: 'iu',
	я: 'ia',
};

/** What people write before a name and the gazetteer does not: г. Тула, город Тула, the town of Tula. */
const before =
	/^(?:г|гор|город|пос|посёлок|поселок|пгт|рп|с|село|дер|деревня|ст|станица|ст-ца|town of|city of|village of)[. ]\s*(?=\S)/u;

/** The key by which a name is found. */
export function placeKey(written: string): string {
	const text = written.toLowerCase().normalize('NFC').replaceAll('ё', 'е').trim().replace(before, '');
	return [...text]
		.map((letter) => latin[letter] ?? letter)
		.join('')
		.normalize('NFKD')
		.replaceAll(/\p{M}|[’'"”`´]/gu, '')
		.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
		.replaceAll(/shch|sch|stsch/g, 'sh')
		.replaceAll(/kh/g, 'h')
		.replaceAll(/tz|ts/g, 'c')
		.replaceAll('w', 'v')
		.replaceAll('x', 'ks')
		.replaceAll(/[jy]/g, 'i')
		.replaceAll(/i+(?=[aeou])/g, '')
		.replaceAll(/i+/g, 'i')
		.replaceAll(/(.)\1/g, '$1')
		.trim();
}
