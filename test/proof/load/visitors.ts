import { setTimeout as pause } from 'node:timers/promises';
import {
	hiddenFields,
	visitorAt,
	type Fields,
	type Page,
	type Visitor,
} from '#test/builders/visitor-over-http.ts';
import type { OpenRequest } from '#test/builders/desk-over-http.ts';

/** A request that somebody without script handed in, and what they were told of it. */
export interface Letter {
	readonly text: string;
	readonly code: string;
	/** The page with the code was shown. */
	acknowledged: boolean;
	/** Messages added with the code, by the page where one follows. */
	readonly additions: { readonly text: string; acknowledged: boolean }[];
}

export interface Sent {
	readonly letters: Letter[];
	/** Posts that were sent again because nobody answered. */
	retried: number;
	readonly refused: string[];
}

/**
 * Writes in, follows with the code and writes again, until told to stop: as a person does whose page does
 * not load, the same form is sent again until it is answered. Each letter comes from an address of its own,
 * for an address has a budget.
 */
export async function keepWritingIn(
	address: string,
	name: string,
	sent: Sent,
	more: { random: () => number; stopped: () => boolean },
): Promise<void> {
	for (let at = 0; !more.stopped(); at++) {
		const from = `198.51.${Math.floor(more.random() * 256)}.${Math.floor(more.random() * 256)}`;
		const visitor = visitorAt(address, { 'x-forwarded-for': from });
		const patiently = (ask: () => Promise<Page>) => untilAnswered(ask, sent, more.random);
		const form = hiddenFields((await patiently(() => visitor.get('/ru/write'))).html);
		const letter: Letter = {
			text: `${name}, letter ${at}`,
			code: form.code ?? '',
			acknowledged: false,
			additions: [],
		};
		sent.letters.push(letter);
		const fields = { ...form, need: 'other', region: 'RU-MOW', text: letter.text };
		const answer = await patiently(() => visitor.post('/ru/write', fields));
		letter.acknowledged = answer.status === 200 && hiddenFields(answer.html).code === letter.code;
		if (!letter.acknowledged) sent.refused.push(`${letter.text}: ${answer.status}`);
		else if (!more.stopped()) await writeAgain(visitor, letter, patiently, sent);
	}
}

/** Whose codes were shown, of all who write. */
export const acknowledgedIn = (sent: readonly Sent[]): number =>
	sent.flatMap(({ letters }) => letters).filter(({ acknowledged }) => acknowledged).length;

async function writeAgain(
	visitor: Visitor,
	letter: Letter,
	patiently: (ask: () => Promise<Page>) => Promise<Page>,
	sent: Sent,
): Promise<void> {
	const { code } = letter;
	const post = (fields: Fields) => patiently(() => visitor.post('/ru/write/follow', { code, ...fields }));
	const followed = await post({});
	if (followed.status !== 200) {
		sent.refused.push(`${letter.text}, followed: ${followed.status}`);
		return;
	}
	const addition = { text: `${letter.text}, and again`, acknowledged: false };
	letter.additions.push(addition);
	const written = await post({ ...hiddenFields(followed.html), step: 'write', text: addition.text });
	addition.acknowledged = written.status === 200;
	if (!addition.acknowledged) sent.refused.push(`${addition.text}: ${written.status}`);
}

/** A broken line, a server in trouble and a turn that was forgotten are answered by sending the same again. */
async function untilAnswered(ask: () => Promise<Page>, sent: Sent, random: () => number): Promise<Page> {
	for (;;) {
		const page = await ask().catch(() => undefined);
		const forgotten = page !== undefined && /name="code" value="(?!\d{24})/.test(page.html);
		if (page && page.status < 500 && !forgotten) return page;
		sent.retried += 1;
		await pause(50 + random() * 200);
	}
}

/** What is wrong with what the desk finds, against what senders were told. Empty: nothing is. */
export function findLostLetters(letters: readonly Letter[], requests: readonly OpenRequest[]): string[] {
	const wrong: string[] = [];
	const read = requests.map(({ chain }) => chain.ordered.map(({ body }) => textIn(body)));
	for (const { chain } of requests) wrong.push(...chain.problems.map(({ id }) => id));
	for (const letter of letters) {
		const mine = read.filter((texts) => texts.includes(letter.text));
		if (mine.length > 1) wrong.push(`${letter.text} is there ${mine.length} times`);
		if (letter.acknowledged && mine.length === 0) wrong.push(`${letter.text} is lost`);
		for (const { text, acknowledged } of letter.additions) {
			const times = mine.flat().filter((one) => one === text).length;
			if (times > 1 || (acknowledged && times === 0)) wrong.push(`${text} is there ${times} times`);
		}
	}
	const known = new Set(letters.map(({ text }) => text));
	for (const [first] of read) if (!known.has(first ?? '')) wrong.push(`nobody wrote "${first}"`);
	return wrong;
}

function textIn(body: unknown): string {
	const { text } = (body ?? {}) as { text?: Uint8Array };
	return text ? Buffer.from(text).toString('utf8') : '';
}
