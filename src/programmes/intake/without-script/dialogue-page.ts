import type { Refusal } from '#platform/result.ts';
import type { FileReference } from '#vault/format/file.ts';
import { newId } from '#vault/format/ids.ts';
import { EntryId } from '#vault/format/model.ts';
import type { Fillings } from '#vault/without-script/index.ts';
import type { Posted } from '../request-form.ts';
import type { PageAsked } from './answer-page.ts';
import type { Dialogue } from './dialogue.ts';
import type { House, Place } from './house.ts';

/** The dialogue as a page: the state of the request and the staff's answers, never the sender's own words. */
export async function dialoguePage(
	{ house, place, code }: { readonly house: House; readonly place: Place; readonly code: string },
	{ followed, answers }: Dialogue,
	more: {
		readonly refusals?: readonly Refusal[];
		readonly values?: Posted;
		readonly notice?: 'written' | 'cleared';
	} = {},
): Promise<PageAsked> {
	const desks = await house.desks();
	const desk = desks.ok
		? desks.value.open.find(({ organisation }) => organisation === followed.organisation)
		: undefined;
	const date = new Intl.DateTimeFormat(place.locale === 'en' ? 'en-GB' : 'ru', {
		dateStyle: 'long',
		timeZone: 'UTC',
	});
	const dayInWords = (day: string): string => date.format(new Date(`${day}T00:00:00Z`));
	const answer = answers.map(({ id, body }): Fillings => ({
		marks: { answerId: id, day: dayInWords(body.day), text: body.text },
		each: {
			signed: body.signed ? [{ marks: { signed: body.signed } }] : [],
			instead: body.tryInstead ? [{ marks: { instead: body.tryInstead } }] : [],
			file: body.files.map(fileLine),
		},
	}));
	return {
		page: 'dialogue',
		...(more.refusals ? { status: 422, refusals: more.refusals } : {}),
		facts: {
			status: followed.status,
			...(desk ? { to: desk.slug } : {}),
			...(more.notice ? { notice: more.notice } : {}),
		},
		fillings: {
			marks: { code, entry: newId(EntryId), arrived: dayInWords(followed.arrivedOn) },
			each: { answer, none: answers.length === 0 ? [{}] : [], some: answers.length > 0 ? [{}] : [] },
			...(more.values ? { values: more.values } : {}),
		},
	};
}

function fileLine({ file, name, size }: FileReference): Fillings {
	const shown =
		size < 1024 * 1024
			? `${Math.max(1, Math.round(size / 1024))} KB`
			: `${(size / 1024 / 1024).toFixed(1)} MB`;
	return { marks: { fileId: file, fileName: name, fileSize: shown } };
}
