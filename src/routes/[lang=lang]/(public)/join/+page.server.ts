import { fail } from '@sveltejs/kit';
import {
	applyToJoin,
	checkFacts,
	entryToBegin,
	townsAskedAbout,
	townToBegin,
} from '#programmes/members/index.ts';
import { perform } from '#platform/action/index.ts';
import { runtime } from '#platform/runtime.ts';
import type { Actions, PageServerLoad } from './$types';

const fields = ['name', 'town', 'region', 'about', 'contact'] as const;

/** Whoever comes from the page of a town, or of the entry that is theirs, need not write it again. */
export const load: PageServerLoad = async ({ locals, url }) => ({
	begun: {
		...townToBegin(url.searchParams.get('town') ?? '', locals.locale),
		...(await entryToBegin(runtime(), url.searchParams.get('entry') ?? '', locals.locale)),
	},
});

/** What was asked already is asked again with what else is to be put right: towns of the name, and who may be the same. */
async function askedAgain(given: Record<string, string>, locale: 'ru' | 'en') {
	const [name, town] = [given.name, given.town].map((text = '') => ({ ru: '', en: '', [locale]: text }));
	const { region, contact: reach } = given;
	const checked = await perform(
		runtime(),
		checkFacts,
		{ kind: 'visitor' },
		{ name, town, region, reach, locale },
	);
	return checked.ok ? checked.value : { towns: [], alike: [] };
}

export const actions: Actions = {
	default: async ({ request, locals }) => {
		// A form that cannot be read is refused like one that is not filled in.
		const form = await request.formData().catch(() => undefined);
		if (!form) return fail(400, { given: {}, refusal: { id: 'form.malformed' } });
		const given: Record<string, string> = Object.fromEntries(
			fields.map((field) => [field, String(form.get(field) ?? '')]),
		);
		const choice = String(form.get('choice') ?? '');
		const same = String(form.get('same') ?? '');
		const answers = { ...(choice ? { choice } : {}), ...(same ? { same } : {}) };
		const input = { ...given, ...answers, locale: locals.locale };
		const applied = await perform(runtime(), applyToJoin, { kind: 'visitor' }, input);
		if (applied.ok) return { sent: true };
		const { refusal } = applied;
		const towns = townsAskedAbout(refusal, locals.locale);
		const again = await askedAgain(given, locals.locale);
		return fail(400, {
			given: { ...given, ...answers, ...(form.has('asked') ? { asked: 'yes' } : {}) },
			refusal,
			which: towns.length > 0 || choice === '' ? towns : again.towns,
			alike: refusal.field === 'same' || same !== '' ? again.alike : [],
		});
	},
};
