/**
 * Words as they are compared: lower case, ё as е, stress marks gone. Endings are cut only to find other forms of
 * a word; what is indexed is the word itself, so that a beginning of it finds it while one types.
 */
const word = /[\p{L}\p{N}]+/gu;
const stress = /\u0300|\u0301/g;
const foldable = /ё|\u0300|\u0301/;
const longest = 40;

/** The words of a text, folded, in order, repeated as they come. */
export function wordsOf(text: string): string[] {
	let lower = text.toLowerCase();
	if (foldable.test(lower)) lower = lower.replace(stress, '').replaceAll('ё', 'е');
	const found = lower.match(word);
	if (!found) return [];
	return found.length > 0 ? found.map((one) => (one.length > longest ? one.slice(0, longest) : one)) : [];
}

const vowel = /[аеиоуыэюя]/;
// Longest first; participles and adjectives, verbs, nouns. Cutting too little is harmless: prefixes find the rest.
const russian = [
	'ившимися ывшимися ившийся евшийся авшийся ующийся ающийся яющийся вшими ующего ующих ующий',
	'ающий ающих ающего ённого енного анного енный анный енные анные енных анных енной анной енная',
	'анная енным иями ями ами ого его ому ему ыми ими ость ости остью ает яет ают яют ует уют ила',
	'ыла ала ена или ыли али ить ать еть уть ять ешь ишь ется ится утся ются атся ятся аться иться',
	'ией иям иях ием ия ии ию ие ий ья ье ью ей ой ый ая яя ое ее ые ых их ым им ую юю ам ям ах ях',
	'ов ев ом ем ет ут ют ат ят ит ил ал а я о е и ы у ю ь й',
]
	.flatMap((line) => line.split(' '))
	.toSorted((a, b) => b.length - a.length);
const byLast = new Map<string, string[]>();
for (const ending of russian) {
	const last = ending.slice(-1);
	byLast.set(last, [...(byLast.get(last) ?? []), ending]);
}
const english = ['ations', 'ation', 'ings', 'ing', 'ies', 'ied', 'ers', 'ed', 'es', 's', 'y'];

/** What the forms of a word have in common; at least three letters of it, with a vowel among them. */
export function stemOf(one: string): string {
	if (one.length < 5) return one;
	const code = one.charCodeAt(one.length - 1);
	if (code >= 0x400 && code <= 0x4ff) {
		for (const ending of byLast.get(one.slice(-1)) ?? []) {
			const left = one.length - ending.length;
			if (left >= 3 && one.endsWith(ending) && vowel.test(one.slice(0, left))) return one.slice(0, left);
		}
		return one;
	}
	for (const ending of english) {
		if (one.length - ending.length >= 3 && one.endsWith(ending)) return one.slice(0, -ending.length);
	}
	return one;
}
