import { z } from 'zod';
import { action, memberOf } from '#platform/action/index.ts';
import type { OrganisationId as ActingOrganisation } from '#platform/ids.ts';
import { ok } from '#platform/result.ts';
import { OrganisationId } from '#vault/format/model.ts';
import { listMembers, listNotices } from '../store/membership.ts';

/** Colleagues with what the signed log does not say: log-in names, the day they were last here, notices. */
export const listColleagues = action({
	name: 'members.listColleagues',
	input: z.strictObject({ organisation: OrganisationId }),
	access: memberOf<{ organisation: string }>(({ organisation }) => organisation as ActingOrganisation),
	writes: false,
	async run({ tx, now }, { organisation }) {
		const members = await listMembers(tx, organisation);
		const notices = await listNotices(tx, organisation, twoMonthsBefore(now));
		return ok({
			members: members.map((row) => ({
				person: row.id,
				loginName: row.login_name,
				name: row.display_name,
				coordinator: row.coordinator,
				programmes: row.programmes,
				status: row.professional_status,
				registerNumber: row.register_number,
				standing: row.state,
				lastSeenOn: row.last_seen_on,
			})),
			notices: notices.map(({ kind, person, on_date }) => ({ kind, person, on: on_date })),
		});
	},
});

/** The log keeps it for ever; the page says it while it matters. */
function twoMonthsBefore(now: Date): string {
	return new Date(now.getTime() - 60 * 86_400_000).toISOString().slice(0, 10);
}
