import type { Refusal } from '#platform/result.ts';
import { newId } from '#vault/format/ids.ts';
import { EntryId } from '#vault/format/model.ts';
import { dialogueFillings } from '../answers.ts';
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
	return {
		page: 'dialogue',
		...(more.refusals ? { status: 422, refusals: more.refusals } : {}),
		facts: {
			status: followed.status,
			...(desk ? { to: desk.slug } : {}),
			...(more.notice ? { notice: more.notice } : {}),
		},
		fillings: {
			...dialogueFillings(place.locale, {
				code,
				entry: newId(EntryId),
				arrivedOn: followed.arrivedOn,
				answers,
			}),
			...(more.values ? { values: more.values } : {}),
		},
	};
}
