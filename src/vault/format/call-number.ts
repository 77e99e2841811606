import { z } from 'zod';
import { ok, refuse, type Result } from '#platform/result.ts';
import { typedGroups } from './digits.ts';
import { randomDigits } from './follow-up-code.ts';

/**
 * Eight digits said over the telephone. They open nothing: staff find the request by searching the covers
 * they have opened, and ask for the sender's word.
 */
export const CallNumber = z
	.string()
	.regex(/^\d{8}$/)
	.brand<'CallNumber'>();
export type CallNumber = z.infer<typeof CallNumber>;

/** A new call number. It may repeat within a network: the sender's word tells two apart. */
export function newCallNumber(): CallNumber {
	return CallNumber.parse(randomDigits(8));
}

/** For people: `1234 5678`. */
export function formatCallNumber(number: CallNumber): string {
	return `${number.slice(0, 4)} ${number.slice(4)}`;
}

/** Reads what was typed or dictated, in any script's digits. */
export function parseCallNumber(text: string): Result<CallNumber> {
	const read = CallNumber.safeParse(typedGroups(text).join(''));
	return read.success ? ok(read.data) : refuse('call-number.not-eight-digits', { field: 'callNumber' });
}
