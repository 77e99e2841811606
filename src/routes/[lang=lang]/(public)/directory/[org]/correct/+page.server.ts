import { randomUUID } from 'node:crypto';
import { organisationPage, proposeCorrection } from '#programmes/directory/index.ts';
import { perform } from '#platform/action/index.ts';
import { runtime } from '#platform/runtime.ts';
import { error, fail } from '@sveltejs/kit';
import { m } from '#words/messages.js';
import type { Actions, PageServerLoad } from './$types';

const fields = ['id', 'field', 'text', 'source'] as const;

export const load: PageServerLoad = async ({ params }) => {
	const profile = await organisationPage(runtime(), params.org);
	if (!profile) error(404, m.platform_not_found());
	const { slug, name, listed } = profile;
	return { entry: { slug, name, ...(listed ? { listed } : {}) }, id: randomUUID() };
};

export const actions: Actions = {
	default: async ({ request, params, locals }) => {
		// A form that cannot be read is refused like one that is not filled in.
		const form = await request.formData().catch(() => undefined);
		if (!form) return fail(400, { given: {}, refusal: { id: 'form.malformed' } });
		const given: Record<string, string> = Object.fromEntries(
			fields.map((field) => [field, String(form.get(field) ?? '')]),
		);
		const input = { ...given, slug: params.org, locale: locals.locale };
		const done = await perform(runtime(), proposeCorrection, { kind: 'visitor' }, input);
		return done.ok ? { sent: true } : fail(400, { given, refusal: done.refusal });
	},
};
