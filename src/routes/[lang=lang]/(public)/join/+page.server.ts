import { fail } from '@sveltejs/kit';
import { applyToJoin, townsAskedAbout, townToBegin } from '#programmes/members/index.ts';
import { perform } from '#platform/action/index.ts';
import { runtime } from '#platform/runtime.ts';
import type { Actions, PageServerLoad } from './$types';

const fields = ['name', 'town', 'region', 'about', 'contact'] as const;

/** Whoever comes from the page of a town need not write it again. */
export const load: PageServerLoad = ({ locals, url }) => ({
	begun: townToBegin(url.searchParams.get('town') ?? '', locals.locale),
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		// A form that cannot be read is refused like one that is not filled in.
		const form = await request.formData().catch(() => undefined);
		if (!form) return fail(400, { given: {}, refusal: { id: 'form.malformed' } });
		const given: Record<string, string> = Object.fromEntries(
			fields.map((field) => [field, String(form.get(field) ?? '')]),
		);
		const choice = String(form.get('choice') ?? '');
		const input = { ...given, ...(choice ? { choice } : {}), locale: locals.locale };
		const applied = await perform(runtime(), applyToJoin, { kind: 'visitor' }, input);
		if (applied.ok) return { sent: true };
		const { refusal } = applied;
		return fail(400, { given, refusal, which: townsAskedAbout(refusal, locals.locale) });
	},
};
