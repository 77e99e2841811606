import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatCallNumber, newCallNumber, parseCallNumber } from './call-number.ts';
import { dammDigit } from './digits.ts';
import {
	confirmsLastGroup,
	FollowUpCode,
	formatFollowUpCode,
	lastGroup,
	newFollowUpCode,
	parseFollowUpCode,
} from './follow-up-code.ts';
import { formatPrinted, parsePrinted, PRINTED_BYTES, type PrintedKind } from './printed-code.ts';
import { randomBytes, vaultReady } from './sodium.ts';

beforeAll(vaultReady);

const codeOf = (digits: string): FollowUpCode => FollowUpCode.parse(digits + String(dammDigit(digits)));
const someCode = fc.stringMatching(/^\d{23}$/).map(codeOf);
const spelt = (digits: string, zero: number): string =>
	[...digits].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');

describe('follow-up code', () => {
	test('reads what it prints, in any digits and with any separators', () => {
		fc.assert(
			fc.property(
				someCode,
				fc.constantFrom(0x30, 0x06_60, 0x06_f0, 0xff_10, 0x09_66),
				fc.constantFrom(' ', '-', '–', '\u00a0', '\n', '. ', '', '−'),
				(code, zero, separator) => {
					const typed = formatFollowUpCode(code)
						.split(' ')
						.map((group) => spelt(group, zero))
						.join(separator);
					expect(parseFollowUpCode(typed)).toEqual({ ok: true, value: code });
				},
			),
		);
	});

	test('is 23 random digits and one that checks them', () => {
		const codes = Array.from({ length: 200 }, newFollowUpCode);
		expect(new Set(codes).size).toBe(200);
		const counts = Array.from({ length: 10 }, () => 0);
		for (const code of codes)
			for (const digit of code.slice(0, 23)) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1;
		// 4,600 digits, 460 of each expected: eight standard deviations either way.
		for (const count of counts) expect(Math.abs(count - 460)).toBeLessThan(165);
	});

	test('Damm catches every single wrong digit and every swap of neighbours', () => {
		fc.assert(
			fc.property(someCode, (code) => {
				for (let at = 0; at < 24; at++) {
					for (const digit of '0123456789') {
						if (digit === code[at]) continue;
						expect(parseFollowUpCode(code.slice(0, at) + digit + code.slice(at + 1))).toMatchObject({
							refusal: { id: 'follow-up-code.mistyped' },
						});
					}
					const [a, b] = [code[at], code[at + 1]];
					if (b === undefined || a === b) continue;
					expect(parseFollowUpCode(`${code.slice(0, at)}${b}${a}${code.slice(at + 2)}`).ok).toBe(false);
				}
			}),
			{ numRuns: 30 },
		);
	});

	test('Damm catches about nine in ten swapped groups of four, as any one check digit can', () => {
		// Measured over 15,000 swaps: no single digit can do better than nine in ten on arbitrary changes.
		let caught = 0;
		let tried = 0;
		for (let round = 0; round < 1000; round++) {
			const groups = formatFollowUpCode(newFollowUpCode()).split(' ');
			for (let a = 0; a < 6; a++) {
				for (let b = a + 1; b < 6; b++) {
					const swapped = groups.with(a, groups[b] ?? '').with(b, groups[a] ?? '');
					if (groups[a] === groups[b]) continue;
					tried++;
					if (!parseFollowUpCode(swapped.join(' ')).ok) caught++;
				}
			}
		}
		expect(caught / tried).toBeGreaterThan(0.88);
		expect(caught / tried).toBeLessThan(0.92);
	});

	test('names the group that is wrong where that can be known', () => {
		const code = codeOf('12345678901234567890123');
		const groups = formatFollowUpCode(code).split(' ');
		const short = groups.with(2, (groups[2] ?? '').slice(1)).join(' ');
		expect(parseFollowUpCode(short)).toMatchObject({
			refusal: { id: 'follow-up-code.group-wrong-length', field: 'code', params: { group: 3 } },
		});
		expect(parseFollowUpCode(groups.with(4, '12x4').join('-'))).toMatchObject({
			refusal: { id: 'follow-up-code.not-digits', params: { group: 5 } },
		});
		expect(parseFollowUpCode('1234 5678')).toMatchObject({
			refusal: { id: 'follow-up-code.too-short', params: { digits: 8, expected: 24 } },
		});
		expect(parseFollowUpCode(`${code}${code}`)).toMatchObject({ refusal: { id: 'follow-up-code.too-long' } });
		expect(parseFollowUpCode('  ')).toMatchObject({ refusal: { id: 'follow-up-code.empty' } });
	});

	test('the last group is confirmed in any digits', () => {
		const code = newFollowUpCode();
		expect(confirmsLastGroup(code, ` ${spelt(lastGroup(code), 0x06_60)} `)).toBe(true);
		expect(confirmsLastGroup(code, code.slice(0, 4) === lastGroup(code) ? '' : code.slice(0, 4))).toBe(false);
	});

	test('never throws on what people type', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseFollowUpCode(text)));
	});
});

test('call numbers are eight digits, read in any script', () => {
	const number = newCallNumber();
	expect(parseCallNumber(formatCallNumber(number))).toEqual({ ok: true, value: number });
	expect(parseCallNumber(spelt(number, 0xff_10))).toEqual({ ok: true, value: number });
	expect(parseCallNumber('1234 567')).toMatchObject({ refusal: { id: 'call-number.not-eight-digits' } });
});

describe('printed secrets', () => {
	const kinds = Object.keys(PRINTED_BYTES) as PrintedKind[];

	test('round trip, in small letters and with Cyrillic look-alikes', () => {
		for (const kind of kinds) {
			for (let round = 0; round < 50; round++) {
				const secret = randomBytes(PRINTED_BYTES[kind]);
				const printed = formatPrinted(kind, secret);
				expect(parsePrinted(kind, printed)).toEqual({ ok: true, value: secret });
				const lookalike = printed
					.replaceAll('B', 'в')
					.replaceAll('H', 'н')
					.replaceAll('0', 'o')
					.replaceAll('1', 'l');
				expect(parsePrinted(kind, lookalike.toLowerCase().replaceAll('-', ' '))).toEqual({
					ok: true,
					value: secret,
				});
			}
		}
	});

	test('name the group with any one wrong letter, or any two swapped', () => {
		const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
		const printed = formatPrinted('recovery-code', randomBytes(20));
		const groups = printed.split('-');
		expect(groups).toHaveLength(8);
		groups.forEach((group, at) => {
			for (let place = 0; place < 5; place++) {
				for (const letter of letters) {
					if (letter === group[place]) continue;
					const wrong = group.slice(0, place) + letter + group.slice(place + 1);
					expect(parsePrinted('recovery-code', groups.with(at, wrong).join('-'))).toMatchObject({
						refusal: { id: 'recovery-code.group-wrong', params: { group: at + 1 } },
					});
				}
				const [a, b] = [group[place], group[place + 1]];
				if (b === undefined || a === b) continue;
				const swapped = `${group.slice(0, place)}${b}${a}${group.slice(place + 2)}`;
				expect(parsePrinted('recovery-code', groups.with(at, swapped).join('-')).ok).toBe(false);
			}
		});
	});

	test('catch swapped groups, missing groups and the other secret of the sheet', () => {
		const groups = formatPrinted('recovery-code', randomBytes(20)).split('-');
		for (let a = 0; a < 8; a++) {
			for (let b = a + 1; b < 8; b++) {
				const swapped = groups
					.with(a, groups[b] ?? '')
					.with(b, groups[a] ?? '')
					.join('-');
				expect(parsePrinted('recovery-code', swapped)).toMatchObject({
					refusal: { params: { group: a + 1 } },
				});
			}
		}
		expect(parsePrinted('recovery-code', groups.slice(0, 7).join('-'))).toMatchObject({
			refusal: { id: 'recovery-code.group-wrong', params: { group: 8 } },
		});
		const account = formatPrinted('account-secret', randomBytes(16));
		expect(parsePrinted('recovery-code', account)).toMatchObject({ refusal: { params: { group: 1 } } });
		expect(parsePrinted('recovery-code', `${groups.join('-')}-7`)).toMatchObject({
			refusal: { id: 'recovery-code.too-long' },
		});
	});
});
