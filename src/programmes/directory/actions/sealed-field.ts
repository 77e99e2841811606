import { action, memberOf } from '#platform/action/index.ts';
import type { OrganisationId } from '#platform/ids.ts';
import { ok, refuse } from '#platform/result.ts';
import { AppendEntries, keepEntries, ownsFolder } from '#vault/server/folders/index.ts';
import type { Direct } from '../model/correction.ts';
import { fieldNames, type FieldName } from '../model/fields.ts';
import { description } from '../model/profile.ts';
import { updateChangesForgotten } from '../store/correction.ts';
import { rewrite } from './rewrite.ts';

const the = (input: { organisation: string }) => input.organisation as OrganisationId;

/** As corrections name fields: what they changed is kept with the value before and after. */
const corrected: Readonly<Partial<Record<FieldName, Direct>>> = { address: 'address', links: 'site' };

/**
 * A coordinator keeps fields for the organisation alone, or says to others what was only its own: what is sealed, and
 * what is taken out of the clear or put into it, in one transaction.
 */
export const describeSealed = action({
	name: 'directory.describeSealed',
	input: AppendEntries.extend({ description }),
	access: memberOf(the, { coordinator: true }),
	async run(doing, { description: said, ...sealed }) {
		const { tx, actor, touched } = doing;
		if (actor.kind !== 'member' || !(await ownsFolder(tx, actor.person, sealed)))
			return refuse('access.denied');
		const kept = await keepEntries(tx, sealed);
		if (!kept.ok) return kept;
		const described = await rewrite(doing, the(sealed), said);
		if (!described.ok) return described;
		const withdrawn = fieldNames.filter((field) => said.facts[field] === null);
		await updateChangesForgotten(
			tx,
			sealed.organisation,
			withdrawn.flatMap((field) => corrected[field] ?? []),
		);
		touched('organisation', sealed.organisation);
		return ok({ change: kept.value.change });
	},
});
