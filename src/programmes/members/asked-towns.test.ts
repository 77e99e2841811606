import { beforeAll, expect, test } from 'vitest';
import { makeClient } from '#test/builders/client.ts';
import { must, startNetwork } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { applyToJoin } from './actions/apply.ts';
import { townsAskedAbout } from './asked-towns.ts';

const server = withRuntime();
beforeAll(() => startNetwork(server.runtime));

test('a town that exists several times asks which, and the choice is kept', async () => {
	const of = (more: { town: string; choice?: string }) =>
		makeClient(server.runtime).act<typeof applyToJoin>('members.applyToJoin', {
			name: `Группа ${more.town} ${more.choice ?? ''}`,
			region: 'RU-VOR',
			about: 'Помогаем призывникам',
			contact: 'kamenka@example.org',
			locale: 'ru',
			...more,
		});
	const asked = await of({ town: 'Каменка' });
	expect(asked).toMatchObject({ refusal: { id: 'town.several', field: 'choice' } });
	const refusal = 'refusal' in asked ? asked.refusal : { id: '' };
	const [first] = townsAskedAbout(refusal, 'ru');
	expect(first).toMatchObject({ name: 'Каменка', region: 'Воронежская область' });
	expect(first?.near?.kilometres).toBeGreaterThan(0);
	must(await of({ town: 'Каменка', choice: first?.slug ?? '' }));
	must(await of({ town: 'Каменка', choice: 'other' }));
	const kept = await within(server.runtime.db, system, (tx) =>
		tx
			.selectFrom('organisation')
			.select(['town_ru', 'town_en', 'town_slug'])
			.where('name_ru', 'like', 'Группа Каменка%')
			.orderBy('town_slug')
			.execute(),
	);
	expect(kept).toEqual([
		{ town_ru: 'Каменка', town_en: 'Kamenka', town_slug: first?.slug },
		{ town_ru: 'Каменка', town_en: '', town_slug: null },
	]);
});
