import { z } from 'zod';
import { action, everyone } from '#platform/action/index.ts';
import { asHouse } from '#platform/db/within.ts';
import { ok } from '#platform/result.ts';

/** Invented people one can enter as. Empty wherever people are real. */
export const listDemonstrationAccounts = action({
	name: 'members.listDemonstrationAccounts',
	input: z.strictObject({}),
	access: everyone('the demonstration alone answers with names, and they are invented'),
	writes: false,
	run: ({ tx, runtime }) =>
		asHouse(tx, async () => {
			if (!runtime.config.demonstration) return ok({ demonstration: false, accounts: [] });
			const rows = await tx
				.selectFrom('person')
				.innerJoin('membership', 'membership.person', 'person.id')
				.innerJoin('organisation', 'organisation.id', 'membership.organisation')
				.select(['person.login_name', 'person.display_name', 'organisation.name_ru', 'organisation.name_en'])
				.where('membership.state', '=', 'active')
				.where('person.login_name', 'in', [...shown])
				.execute();
			const order = (name: string) => shown.indexOf(name);
			return ok({
				demonstration: true,
				accounts: rows
					.sort((a, b) => order(a.login_name) - order(b.login_name))
					.map((row) => ({
						loginName: row.login_name,
						name: row.display_name,
						organisation: { ru: row.name_ru || row.name_en, en: row.name_en || row.name_ru },
					})),
			});
		}),
});

const shown = [
	'office',
	'lawyer',
	'monitor',
	'editor',
	'coordinator',
	'neighbour',
	'operator',
	'librarian',
	'teacher',
	'delegate',
];
