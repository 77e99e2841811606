import type { Option } from '#ui/field.ts';
import { m } from '#words/messages.js';

/** A town that may be meant, with a greater one near it. */
export interface AskedTown {
	readonly slug: string;
	readonly name: string;
	readonly region: string;
	readonly near?: { readonly name: string; readonly kilometres: number };
}

/** Towns of one name as answers, and that it is none of them. */
export function townOptions(towns: readonly AskedTown[], written: string): Option[] {
	return [
		...towns.map(({ slug, name, region, near }) => ({
			value: slug,
			label: `${name}, ${region}`,
			...(near ? { hint: m.people_join_town_near({ town: near.name, kilometres: near.kilometres }) } : {}),
		})),
		{
			value: 'other',
			label: m.people_join_town_other(),
			hint: m.people_join_town_other_hint({ town: written }),
		},
	];
}
