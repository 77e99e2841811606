import { z } from 'zod';
import { ok, refuse, type Result } from '#platform/result.ts';
import { dammDigit, typedGroups } from './digits.ts';
import { randomBytes } from './sodium.ts';

const RANDOM_DIGITS = 23;
const GROUP = 4;
const GROUPS = 6;

/** 23 random digits (76 bits) and a Damm digit, without spaces: how a person comes back without a name. */
export const FollowUpCode = z
	.string()
	.regex(/^\d{24}$/)
	.refine((digits) => dammDigit(digits) === 0)
	.brand<'FollowUpCode'>();
export type FollowUpCode = z.infer<typeof FollowUpCode>;

/** A new follow-up code. */
export function newFollowUpCode(): FollowUpCode {
	const digits = randomDigits(RANDOM_DIGITS);
	return FollowUpCode.parse(digits + String(dammDigit(digits)));
}

/** Digits with equal chances: bytes that would favour the low ones are thrown away. */
export function randomDigits(length: number): string {
	let digits = '';
	while (digits.length < length) {
		for (const byte of randomBytes(length)) {
			if (byte < 250 && digits.length < length) digits += String(byte % 10);
		}
	}
	return digits;
}

/** For people: `1234 5678 …`, six groups of four. */
export function formatFollowUpCode(code: FollowUpCode): string {
	return groupsOfFour(code).join(' ');
}

/** What is typed back before going on, so that the code is really kept. */
export function lastGroup(code: FollowUpCode): string {
	return code.slice(-GROUP);
}

/** Whether the last group was typed back rightly, in whatever digits. */
export function confirmsLastGroup(code: FollowUpCode, typed: string): boolean {
	return typedGroups(typed).join('') === lastGroup(code);
}

/**
 * Reads what a person typed: any script's digits, spaces, dashes. Where it can be known, the refusal
 * names the group (from 1) that is wrong; one check digit over all cannot say which group it is.
 */
export function parseFollowUpCode(text: string): Result<FollowUpCode> {
	const groups = typedGroups(text);
	const digits = groups.join('');
	if (digits === '') return refuse('follow-up-code.empty', { field: 'code' });
	const strange = groups.findIndex((group) => !/^\d+$/.test(group));
	if (strange >= 0) {
		const group = groupAt(groups, strange);
		return refuse('follow-up-code.not-digits', { field: 'code', params: { group } });
	}
	if (digits.length !== GROUP * GROUPS) return wrongLength(groups, digits.length);
	if (dammDigit(digits) !== 0) return refuse('follow-up-code.mistyped', { field: 'code' });
	return ok(FollowUpCode.parse(digits));
}

/** The group of four in which a typed group begins, whatever groups were typed. */
function groupAt(groups: readonly string[], index: number): number {
	const before = groups.slice(0, index).join('').length;
	return Math.floor(before / GROUP) + 1;
}

function wrongLength(groups: readonly string[], length: number): Result<never> {
	const digits = { digits: length, expected: GROUP * GROUPS };
	const odd = groups.flatMap((group, index) => (group.length === GROUP ? [] : [index + 1]));
	const [group] = odd;
	// Six groups and one of them not of four digits: that one it is.
	if (groups.length === GROUPS && odd.length === 1 && group !== undefined) {
		return refuse('follow-up-code.group-wrong-length', { field: 'code', params: { group, ...digits } });
	}
	const more = { field: 'code', params: digits };
	return length < GROUP * GROUPS
		? refuse('follow-up-code.too-short', more)
		: refuse('follow-up-code.too-long', more);
}

function groupsOfFour(digits: string): string[] {
	return digits.match(/\d{4}/g) ?? [];
}
