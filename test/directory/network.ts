import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { system, type Member } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { organisationId, personId, sessionId } from '#platform/ids.ts';
import type { Runtime } from '#platform/runtime.ts';

/** An organisation straight in the database, and somebody who coordinates it. */
export interface Placed {
	readonly id: string;
	readonly slug: string;
	readonly coordinator: Member;
	readonly member: Member;
}

/** Puts an organisation of that region there. */
export async function placeOrganisation(
	runtime: Runtime,
	slug: string,
	region: string,
	state = 'active',
): Promise<Placed> {
	const id = randomUUID();
	await within(runtime.db, system, (tx) =>
		sql`insert into accord.organisation (id, slug, name_ru, name_en, town_ru, town_en, region, state, joined_on)
			values (${id}, ${slug}, ${`Группа ${slug}`}, ${`Group ${slug}`}, 'Пермь', 'Perm', ${region}, ${state}, '2020-01-01')`.execute(
			tx,
		),
	);
	const at = (coordinator: boolean): Member => ({
		kind: 'member',
		person: personId.parse(randomUUID()),
		session: sessionId.parse(randomUUID()),
		level: 'full',
		memberships: [{ organisation: organisationId.parse(id), office: false, coordinator, programmes: [] }],
	});
	return { id, slug, coordinator: at(true), member: at(false) };
}
