import { action, whoever, type Access } from '#platform/action/index.ts';
import { ok } from '#platform/result.ts';
import { toBase64url } from '../../format/bytes.ts';
import { ReadPartnerLog, type PartnerLogAnswer } from '../model.ts';
import { holdsFolderWith, listPartnerRecords } from '../store/partners.ts';

/** Members who hold a folder together with the organisation named. */
function partners<Input extends { organisation: string }>(): Access<Input> {
	return whoever('holds a folder that the organisation named holds too', ({ input, tx }) =>
		holdsFolderWith(tx, input.organisation),
	);
}

/**
 * The membership log of a partner, so that its members' signatures in a shared folder can be verified. Given to
 * whoever holds such a folder and to nobody else: it names the partner's people.
 */
export const readPartnerLog = action({
	name: 'vault.readPartnerLog',
	input: ReadPartnerLog,
	access: partners(),
	writes: false,
	async run({ tx }, { organisation, after }) {
		const records = await listPartnerRecords(tx, organisation);
		return ok<PartnerLogAnswer>({
			records: records.slice(after).map(toBase64url),
			length: records.length,
		});
	},
});
