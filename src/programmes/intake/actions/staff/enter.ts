import { action, memberOf } from '#platform/action/index.ts';
import type { OrganisationId } from '#platform/ids.ts';
import { ok, refuse } from '#platform/result.ts';
import { CreateFolder, holdsVault, keepFolder } from '#vault/server/folders/index.ts';
import { ClearFacts, requestFolder } from '../../model.ts';
import { WayBack } from '../../model/desk.ts';
import { dayOf } from '../../rules.ts';
import { insertStaffRequest } from '../../store/request.ts';

const theDesk = (input: { organisation: string }) => input.organisation as OrganisationId;

/**
 * A letter, a visit, a call entered by staff: the folder and its way back by code, which the browser made.
 * Whoever enters it has it.
 */
export const enterRequest = action({
	name: 'intake.enterRequest',
	input: CreateFolder.extend({
		facts: ClearFacts,
		follow: WayBack,
	}),
	access: memberOf(theDesk, { programme: 'intake' }),
	async run({ tx, actor, now, touched }, input) {
		if (actor.kind !== 'member' || !(await holdsVault(tx, actor.person, input)))
			return refuse('access.denied');
		if (input.kind !== requestFolder) return refuse('request.other-kind');
		const kept = await keepFolder(tx, input);
		if (!kept.ok) return kept;
		const { organisation, folder, vault, facts, follow } = input;
		await insertStaffRequest(tx, {
			organisation,
			folder,
			vault,
			...facts,
			day: dayOf(now),
			takenBy: actor.person,
			now,
			follow,
		});
		touched('request', folder);
		return ok({ change: kept.value.change });
	},
});
