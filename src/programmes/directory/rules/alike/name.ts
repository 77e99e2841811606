import { inLatin } from '#commons/search/rules/letters.ts';
import { folded, hasCyrillic, sound } from './spelling.ts';

/** A name as it is compared. */
export interface NameLike {
	/** The words as they stand, without case, quotation marks and dots. */
	readonly plain: string;
	/** The same without the legal form. */
	readonly bare: string;
	readonly cyrillic: boolean;
	/** The words that matter, in one spelling, in an order of their own; without the legal form and the town. */
	readonly key: string;
	/** What stands in quotation marks beside other words: the name within the name. */
	readonly proper: string;
	/** The name is an abbreviation: its letters. */
	readonly short: string;
	/** The first letters of a name of three words and more, with the town's word and without. */
	readonly initials: readonly string[];
}

/** Legal forms as they are abbreviated; with letters of the region before them: ПРОО, СПбРОО, КРОМО. */
const shortForms = new Set(
	(
		'роо моо гоо воо оо оод ооо ооид оид од род мод ано нко нпо нп бф обф рбф мбф ипо оипд чоу ноу ' +
		'ngo npo nco po rpo ipo inc ltd llc'
	).split(' '),
);
const regionalForm = /^(?:[а-я]{1,3}(?:роо|моо|гоо|рбоо|ромо)|рбоо|мбоо|рооа|ромо)$/;

/** Legal forms written out, by how their words begin. */
const longForms =
	/^(?:региональн|межрегиональн|общероссийск|всероссийск|автономн|некоммерческ|общественн|неправительственн|благотворительн|организаци|объединени|учреждени|партнерств|отделени|филиал)[а-я]*$/;
const longLatinForms =
	/^(?:regional|interregional|allrussian|autonomous|nonprofit|noncommercial|nongovernmental|public|charitable|organi[sz]ations?|institution|partnership|branch)$/;
const latinShortForms = new Set([...shortForms].map((form) => inLatin(form)));

const small = new Set(
	(
		'и в во на по за из о об от при для с со у к имени им of the a an and in for to at by ' +
		'i v na po za iz ob ot pri dlia dlya'
	).split(' '),
);

const isForm = (word: string) =>
	shortForms.has(word) ||
	latinShortForms.has(word) ||
	regionalForm.test(word) ||
	longForms.test(word) ||
	longLatinForms.test(word);

const wordsOf = (text: string) =>
	folded(text)
		.replaceAll(/(?<=\p{L})['’ʼʹʺ](?=\p{L}|$)/gu, '')
		.replaceAll(/\b(non|all)[- ](?=profit|commercial|governmental|russian)/g, '$1')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');

/** What is left without some words; all of them where nothing would be left. */
const without = (words: readonly string[], taken: (word: string) => boolean) => {
	const left = words.filter((word) => !taken(word));
	return left.length > 0 ? left : words;
};

/** Whether a word is the town's name or its adjective: «Пермь», «пермский», Perm. */
function ofTown(town: string): (word: string) => boolean {
	const stem = town.replace(/[aeiou]+$/, '');
	const start = stem.length <= 4 ? stem : stem.slice(0, Math.max(4, stem.length - 2));
	if (start.length < 3) return (word) => sound(word) === town;
	return (word) => {
		const said = sound(word);
		return said === town || (said.startsWith(start) && /[sc]k/.test(said.slice(start.length - 1)));
	};
}

const firstLetters = (words: readonly string[]) =>
	words
		.map((word) => inLatin(word.slice(0, 1)))
		.join('')
		.replaceAll('kh', 'h')
		.replaceAll('ts', 'c');

const keyOf = (words: readonly string[]) => words.map(sound).filter(Boolean).toSorted().join(' ');

/** A name and, where it says its abbreviation in brackets («Комитет солдатских матерей (КСМ)»), that one too. */
const namesIn = (written: string): string[] => {
	const short = /\(\s*(\p{Lu}{2,7})\s*\)/u.exec(written)?.[1];
	return short === undefined ? [written] : [written.replace(/\([^)]*\)/, ' '), short];
};

/** How a name is compared within one of these towns. */
export function nameLike(written: string, towns: readonly string[]): NameLike[] {
	return namesIn(written).flatMap((name) => {
		const words = wordsOf(name);
		if (words.length === 0) return [];
		const bare = without(words, isForm);
		const telling = without(bare, (word) => small.has(word));
		const townless = towns.reduce((left, town) => without(left, ofTown(town)), telling);
		const quoted = /[«"“„]([^«»"“”„]{2,})[»"”“]/u.exec(name)?.[1] ?? '';
		const inside = without(wordsOf(quoted), (word) => small.has(word));
		const [only, ...more] = bare;
		const isShort =
			only !== undefined &&
			more.length === 0 &&
			only.length <= 6 &&
			only.length >= 2 &&
			name.split(/[^\p{L}\p{N}]+/u).includes(only.toUpperCase()) &&
			name !== name.toLowerCase();
		return [
			{
				plain: words.join(' '),
				bare: bare.join(' '),
				cyrillic: hasCyrillic(name),
				key: keyOf(townless),
				proper: inside.length > 0 && inside.length < telling.length ? keyOf(inside) : '',
				short: isShort ? firstLetters([...(only ?? '')]) : '',
				initials: [...new Set([telling, townless].filter(({ length }) => length > 2).map(firstLetters))],
			},
		];
	});
}
