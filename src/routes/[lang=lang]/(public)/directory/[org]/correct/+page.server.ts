import { randomUUID } from 'node:crypto';
import { movedEntry, organisationPage, proposeCorrection } from '#programmes/directory/index.ts';
import { perform } from '#platform/action/index.ts';
import { runtime } from '#platform/runtime.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { m } from '#words/messages.js';
import type { Actions, PageServerLoad } from './$types';

const fields = ['id', 'field', 'text', 'source'] as const;

export const load: PageServerLoad = async ({ params, locals, url }) => {
	const profile = await organisationPage(runtime(), params.org);
	if (!profile) {
		const moved = await movedEntry(runtime(), params.org);
		if (moved) redirect(308, `/${locals.locale}/directory/${moved}/correct${url.search}`);
		error(404, m.platform_not_found());
	}
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
