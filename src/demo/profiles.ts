import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { describeOrganisation } from '#programmes/directory/actions/profile.ts';
import type { Facts } from '#programmes/directory/model/fields.ts';
import { listOrganisation } from '#programmes/directory/index.ts';
import { updateFacts } from '#programmes/directory/store/profile.ts';
import { must } from './client.ts';
import { organisations, profiles, themeCodes, towns } from './data/index.ts';
import type { DemoOrganisation } from './data/model.ts';
import type { DemoPeople } from './people.ts';

/** Everything an invented organisation says of itself. */
function factsOf(data: DemoOrganisation): Facts {
	const region = towns.find(({ slug }) => slug === data.town)?.region;
	const speaks =
		data.themes.includes('languages') && data.town === 'kazan' ? (['ru', 'tt'] as const) : (['ru'] as const);
	return {
		themes: { audience: 'public', value: data.themes.map((theme) => themeCodes[theme]) },
		languages: { audience: 'public', value: [...speaks] },
		...(region ? { regionsServed: { audience: 'public', value: [region] } } : {}),
		...profiles[data.slug],
	};
}

/** Coordinators say what their organisations do; for those without members in the demonstration the house does. */
export async function fillProfiles(runtime: Runtime, { desks }: DemoPeople): Promise<void> {
	const today = runtime.now().toISOString().slice(0, 10);
	for (const data of organisations) {
		const facts = factsOf(data);
		const desk = desks.get(data.slug);
		if (desk) {
			const input = { organisation: desk.organisation, description: { facts } };
			must(
				await desk.coordinator.act<typeof describeOrganisation>(
					'directory.describeOrganisation',
					// The action brands the id in its own spelling.
					input as never,
				),
			);
			continue;
		}
		await within(runtime.db, system, async (tx) => {
			const { id } = await tx
				.selectFrom('organisation')
				.select('id')
				.where('slug', '=', data.slug)
				.executeTakeFirstOrThrow();
			await updateFacts(tx, id, facts, today);
			await listOrganisation(tx, id, runtime.now());
		});
	}
}
