import { action } from '#platform/action/index.ts';
import { refuse } from '#platform/result.ts';
import { OrganisationId } from '#vault/format/model.ts';
import { mayRequest } from '../../access.ts';
import { RequestRef } from '../../model/desk.ts';
import { handOver } from '../../rules/desk.ts';
import { findCertificate, isStaffed } from '../../store/desk.ts';
import { findShareVault, listShares } from '../../store/shares.ts';
import { change } from './take.ts';

/** To another organisation's desk, once the folder has been shared with it; it must take it in time. */
export const handOverRequest = action({
	name: 'intake.handOverRequest',
	input: RequestRef.extend({ to: OrganisationId }),
	access: mayRequest('handOver'),
	run: (doing, input) =>
		change(doing, input, async ({ row }) => {
			const { tx, now } = doing;
			const decided = handOver(row, input.to, await listShares(tx, input), now);
			if (!decided.ok) return decided;
			const vault = await findShareVault(tx, row, input.to);
			const certificate = vault && (await findCertificate(tx, input.to, vault));
			const alive =
				vault && certificate && certificate.expiresAt > now && (await isStaffed(tx, input.to, vault));
			// Nobody is there who could open it.
			return alive ? decided : refuse('request.receiver-closed', { field: 'to' });
		}),
});
