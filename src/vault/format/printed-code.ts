import { ok, refuse, type Result } from '#platform/result.ts';

/** Crockford's letters: no I, L, O, U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** What a hand or a Russian keyboard writes for them. */
const LOOKALIKES: Readonly<Record<string, string>> = {
	I: '1',
	L: '1',
	O: '0',
	О: '0',
	А: 'A',
	В: 'B',
	Е: 'E',
	К: 'K',
	М: 'M',
	Н: 'H',
	Р: 'P',
	С: 'C',
	Т: 'T',
	Х: 'X',
	З: '3',
	Ё: 'E',
};
/** Four letters of data and one that checks the group, its place and its kind. */
const DATA = 4;

/** The two secrets on a member's printed sheet; one is told from the other by its check letters. */
export type PrintedKind = 'recovery-code' | 'account-secret';
export const PRINTED_BYTES: Readonly<Record<PrintedKind, number>> = {
	'recovery-code': 20,
	'account-secret': 16,
};

/** A secret as groups of five letters, e.g. `7K2QX-…`; each group carries its own check letter. */
export function formatPrinted(kind: PrintedKind, secret: Uint8Array): string {
	const letters = toLetters(secret);
	const groups: string[] = [];
	for (let at = 0; at < letters.length; at += DATA) {
		const data = letters.slice(at, at + DATA).padEnd(DATA, '0');
		groups.push(data + checkLetter(kind, groups.length, data));
	}
	return groups.join('-');
}

/** Reads a printed secret as a person types it; a refusal names the first wrong group, from 1. */
export function parsePrinted(kind: PrintedKind, text: string): Result<Uint8Array> {
	const letters = [...text.toUpperCase()].map((letter) => LOOKALIKES[letter] ?? letter);
	const typed = letters.filter((letter) => !/[\s\u2010-\u2015\u2212.,_-]/u.test(letter)).join('');
	const groups = Math.ceil((PRINTED_BYTES[kind] * 8) / 5 / DATA);
	const expected = groups * (DATA + 1);
	if (typed === '') return refuseAs(kind, 'empty');
	for (let group = 0; group < groups; group++) {
		const part = typed.slice(group * (DATA + 1), (group + 1) * (DATA + 1));
		const data = part.slice(0, DATA);
		const known = [...part].every((letter) => LETTERS.includes(letter));
		if (!known || part.length <= DATA || part[DATA] !== checkLetter(kind, group, data)) {
			return refuseAs(kind, 'wrong', { group: group + 1, groups });
		}
	}
	if (typed.length !== expected) return refuseAs(kind, 'long', { expected });
	const data = [...typed].filter((_, at) => at % (DATA + 1) !== DATA).join('');
	const secret = fromLetters(data, PRINTED_BYTES[kind]);
	return secret ? ok(secret) : refuseAs(kind, 'wrong', { group: groups, groups });
}

const REFUSALS = {
	'recovery-code': {
		empty: { id: 'recovery-code.empty' },
		wrong: { id: 'recovery-code.group-wrong' },
		long: { id: 'recovery-code.too-long' },
	},
	'account-secret': {
		empty: { id: 'account-secret.empty' },
		wrong: { id: 'account-secret.group-wrong' },
		long: { id: 'account-secret.too-long' },
	},
} as const;

function refuseAs(
	kind: PrintedKind,
	why: 'empty' | 'wrong' | 'long',
	params?: Record<string, number>,
): Result<never> {
	return refuse(REFUSALS[kind][why].id, { field: 'code', params });
}

/**
 * A weighted sum over the field of 32 elements: every single wrong letter and every swap of two letters
 * within a group is caught; the group's place and the kind are added, so that swapped groups are caught too.
 */
function checkLetter(kind: PrintedKind, group: number, data: string): string {
	let sum = (kind === 'recovery-code' ? 16 : 0) ^ group;
	for (const letter of data) sum = times2(sum ^ LETTERS.indexOf(letter));
	return LETTERS[sum] ?? '';
}

/** Doubles in GF(32) modulo x⁵ + x² + 1. */
function times2(element: number): number {
	const doubled = element << 1;
	return doubled & 32 ? doubled ^ 0b10_01_01 : doubled;
}

function toLetters(bytes: Uint8Array): string {
	let bits = '';
	for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
	const letters = bits.match(/.{1,5}/g) ?? [];
	return letters.map((five) => LETTERS[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function fromLetters(letters: string, length: number): Uint8Array | undefined {
	const bits = [...letters].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
	if (bits.slice(length * 8).includes('1')) return undefined;
	const bytes = new Uint8Array(length);
	for (let at = 0; at < length; at++) bytes[at] = Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2);
	return bytes;
}
