import { z } from 'zod';
import { action, memberOf } from '#platform/action/index.ts';
import { organisationId } from '#platform/ids.ts';
import { ok, refuse } from '#platform/result.ts';
import { LetterContent } from '../model/letter.ts';
import { sameContent, whyNot } from '../rules/letter.ts';
import { deleteLetter, findLetterLocked, insertLetter, updateLetter } from '../store/letter.ts';
import { actingFor, dayOf } from './named.ts';

const Written = z.strictObject({
	organisation: organisationId,
	id: z.uuid(),
	content: LetterContent,
	signUntil: z.iso.date(),
});

/** Drafts an open letter in the name of one's organisation. */
export const draftLetter = action({
	name: 'joint.draftLetter',
	input: Written,
	access: memberOf(actingFor, { coordinator: true }),
	async run({ tx, now, touched }, letter) {
		const today = dayOf(now);
		const why = whyNot(letter.content, letter.signUntil, today);
		if (why) return { ok: false, refusal: why };
		await insertLetter(tx, { ...letter, drafted: today });
		touched('letter', letter.id);
		return ok({ id: letter.id });
	},
});

/** Changes the text or the last day of signing. Another text is another version: whoever signed signs again. */
export const reviseLetter = action({
	name: 'joint.reviseLetter',
	input: Written.extend({ version: z.int().min(1) }),
	access: memberOf(actingFor, { coordinator: true }),
	async run({ tx, now, touched }, { version, content, signUntil, ...at }) {
		const letter = await findLetterLocked(tx, at);
		if (letter?.organisation !== at.organisation) return refuse('letter.unknown');
		if (letter.state !== 'draft') return refuse('letter.published');
		if (letter.version !== version) return refuse('letter.moved-on');
		const why = whyNot(content, signUntil, dayOf(now));
		if (why) return { ok: false, refusal: why };
		const next = sameContent(letter.content, content) ? version : version + 1;
		await updateLetter(tx, at, { content, signUntil, version: next });
		touched('letter', at.id);
		return ok({ version: next });
	},
});

/** Throws a draft away, with its signatures. */
export const dropLetter = action({
	name: 'joint.dropLetter',
	input: z.strictObject({ organisation: organisationId, id: z.uuid() }),
	access: memberOf(actingFor, { coordinator: true }),
	async run({ tx, touched }, at) {
		const letter = await findLetterLocked(tx, at);
		if (!letter) return refuse('letter.unknown');
		if (letter.state !== 'draft') return refuse('letter.published');
		await deleteLetter(tx, at);
		touched('letter', at.id);
		return ok({});
	},
});
