/** One word in two alphabets: Cyrillic for Latin and Latin for Cyrillic. */

/** Pairs written as `а=a б=b`; nothing after the sign: the letter is left out. */
const pairs = (text: string): [string, string][] =>
	text.split(' ').map((pair) => pair.split('=') as [string, string]);

const passport = new Map(
	pairs(
		'а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ' +
			'ш=sh щ=shch ъ= ы=y ь= э=e ю=iu я=ia і=i ї=i є=e ґ=g ў=u',
	),
);

/** The longest first: `shch` is one letter, not two. */
const guesses = pairs(
	'shch=щ sch=щ zh=ж kh=х ts=ц tz=ц ch=ч sh=ш yu=ю iu=ю ju=ю ya=я ia=я ja=я yo=е ye=е iy=ий yy=ый ph=ф a=а b=б ' +
		'c=ц d=д e=е f=ф g=г h=х i=и j=й k=к l=л m=м n=н o=о p=п q=к r=р s=с t=т u=у v=в w=в x=кс y=ы z=з',
);

/**
 * Russian in Latin letters as in a passport; other letters as they are.
 *
 *     inLatin('щука') // 'shchuka'
 */
export function inLatin(text: string): string {
	return [...text.toLowerCase()].map((letter) => passport.get(letter) ?? letter).join('');
}

/**
 * The likeliest Russian spelling of a word in Latin letters; undefined where there is none.
 *
 *     inCyrillic('prava') // 'права'
 */
export function inCyrillic(word: string): string | undefined {
	if (!/^[a-z]+$/.test(word)) return undefined;
	let rest = word;
	let made = '';
	while (rest !== '') {
		const [latin, letter] = guesses.find(([start]) => rest.startsWith(start)) ?? [rest, ''];
		made += letter;
		rest = rest.slice(latin.length);
	}
	return made;
}

/**
 * What stays of a word in any spelling of either alphabet: `Хельсинки`, `Khelsinki` and `Helsinki` are one. Only
 * small Latin letters and digits; may be empty.
 */
export function skeleton(word: string): string {
	return inLatin(word)
		.normalize('NFKD')
		.replaceAll(/[^a-z0-9]/g, '')
		.replaceAll(/sh?ch/g, 'sh')
		.replaceAll('kh', 'h')
		.replaceAll(/t[sz]/g, 'c')
		.replaceAll('ph', 'f')
		.replaceAll('ck', 'k')
		.replaceAll(/(^|[aeiou])[yj]e/g, '$1e')
		.replaceAll(/[yj]/g, 'i')
		.replaceAll('w', 'v')
		.replaceAll('x', 'ks')
		.replaceAll('q', 'k')
		.replaceAll(/([a-z])\1+/g, '$1');
}
