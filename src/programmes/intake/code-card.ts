import { encode } from 'uqr';
import { CallNumber, formatCallNumber, newCallNumber } from '#vault/format/call-number.ts';
import {
	formatFollowUpCode,
	newFollowUpCode,
	parseFollowUpCode,
	type FollowUpCode,
} from '#vault/format/follow-up-code.ts';
import type { Fillings } from '#vault/without-script/shell/fill.ts';
import { choiceOf, type Posted } from './request-form.ts';

/** What a sender keeps. */
export interface Kept {
	readonly code: FollowUpCode;
	readonly callNumber: CallNumber;
}

/**
 * The code and number proposed when the form was fetched, so that a repeated post is one request; new
 * ones where the form brought none that can be used.
 */
export function keptFrom(posted: Posted | undefined): Kept {
	const code = parseFollowUpCode(posted ? choiceOf(posted, 'code') : '');
	const callNumber = CallNumber.safeParse(posted ? choiceOf(posted, 'callNumber') : '');
	return {
		code: code.ok ? code.value : newFollowUpCode(),
		callNumber: callNumber.success ? callNumber.data : newCallNumber(),
	};
}

/** The hidden fields of a form. */
export function keptMarks({ code, callNumber }: Kept): Record<string, string> {
	return { code, callNumber };
}

/** The card: the code in groups, spoken, as a picture; the number; the word. */
export function cardFillings({ code, callNumber }: Kept, word: Uint8Array | undefined): Fillings {
	const groups = formatFollowUpCode(code).split(' ');
	return {
		marks: {
			code,
			callNumber,
			callNumberShown: formatCallNumber(callNumber),
			codeSpoken: groups.map((group) => [...group].join(' ')).join(', '),
			picture: { markup: pictureOf(code) },
		},
		each: {
			group: groups.map((group, at) => ({ marks: { digits: at < groups.length - 1 ? `${group} ` : group } })),
			word: word && word.length > 0 ? [{ marks: { word } }] : [],
		},
	};
}

/** The digits as a picture for a telephone's camera, never an address. */
function pictureOf(code: FollowUpCode): string {
	const { data, size } = encode(code, { border: 2 });
	const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
	return `<svg class="qr" viewBox="0 0 ${size} ${size}" aria-hidden="true" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`;
}
