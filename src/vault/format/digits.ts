/** The zero of each script people type digits in: ASCII, Arabic-Indic, Persian, Devanagari, Bengali, full width. */
const ZEROS = [0x30, 0x06_60, 0x06_f0, 0x09_66, 0x09_e6, 0xff_10];
const SEPARATOR = /[\s\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212\ufeff\uff0d.,·_-]+/u;

/** The groups a person typed, digits of any script made ASCII, spaces, dashes and dots taken as separators. */
export function typedGroups(text: string): string[] {
	return text
		.split(SEPARATOR)
		.filter((group) => group !== '')
		.map((group) => [...group].map(asciiDigit).join(''));
}

function asciiDigit(letter: string): string {
	const code = letter.codePointAt(0) ?? 0;
	const zero = ZEROS.find((start) => code >= start && code < start + 10);
	return zero === undefined ? letter : String(code - zero);
}

/** Damm's quasigroup of order 10: catches every single wrong digit and every swap of neighbours. */
const DAMM = [
	'0317598642',
	'7092154863',
	'4206871359',
	'1750983426',
	'6123045978',
	'3674209581',
	'5869720134',
	'8945362017',
	'9438617205',
	'2581436790',
].map((row) => [...row].map(Number));

/** Folds digits into Damm's interim digit: 0 for digits that end with their own check digit. */
export function dammDigit(digits: string): number {
	let interim = 0;
	for (const digit of digits) interim = DAMM[interim]?.[Number(digit)] ?? 0;
	return interim;
}
