import { action, memberOf } from '#platform/action/index.ts';
import type { OrganisationId as Acting } from '#platform/ids.ts';
import { ok, refuse } from '#platform/result.ts';
import { BringBackFolder, holdsVault, keepBroughtBack } from '#vault/server/folders/index.ts';
import { requestFolder } from '../../model.ts';
import { SeenFacts, WayBack } from '../../model/desk.ts';
import { insertBroughtBack, insertSharesBack, updateBroughtBack } from '../../store/brought-back.ts';

/**
 * After a restore: a request that came after the backup, with its facts and its sender's way back, or what came
 * in one that is there. Facts that somebody has changed since the restore stay as they are.
 */
export const bringBackRequest = action({
	name: 'intake.bringBackRequest',
	input: BringBackFolder.extend({ facts: SeenFacts, ...WayBack.shape }),
	access: memberOf((input: { organisation: string }) => input.organisation as Acting, {
		programme: 'intake',
	}),
	async run({ tx, actor, touched }, input) {
		if (actor.kind !== 'member' || !(await holdsVault(tx, actor.person, input)))
			return refuse('access.denied');
		if (input.kind !== requestFolder) return refuse('request.other-kind');
		const kept = await keepBroughtBack(tx, input);
		if (!kept.ok) return kept;
		const { organisation, folder, vault, facts, seen, keys, locatorHash, authenticationHash } = input;
		const at = { organisation, folder };
		const row = { ...at, vault, facts, seen, locatorHash, authenticationHash };
		if (!(await insertBroughtBack(tx, row))) await updateBroughtBack(tx, at, facts, seen);
		await insertSharesBack(tx, at, facts, keys);
		touched('request', folder);
		return ok({ change: kept.value.change });
	},
});
