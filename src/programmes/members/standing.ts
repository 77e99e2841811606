import type { Member } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { findPerson, listWraps } from './store/person.ts';
import { listBackupCodes, listFactors } from './store/second-factor.ts';

/** Where a person stands with the safety of their own account. As the house. */
export async function standingOf(tx: Tx, actor: Member) {
	const person = await findPerson(tx, actor.person);
	if (!person) return undefined;
	const factors = await listFactors(tx, actor.person);
	const backupCodes = (await listBackupCodes(tx, actor.person)).length;
	const toDo = {
		printedSheet: person.second_factor_required && !person.printed_sheet_kept,
		enrolFactor: person.second_factor_required && factors.length === 0,
		giveFactor: actor.level === 'passphrase' && factors.length > 0,
	};
	const wraps = await listWraps(tx, actor.person);
	return {
		/** A passkey opens the keys by itself. */
		passkeyUnlocks: wraps.some(({ kind }) => kind === 'passkey'),
		person: person.id,
		session: actor.session,
		loginName: person.login_name,
		displayName: person.display_name,
		locale: person.locale,
		level: actor.level,
		factors: factors.map(({ id, kind, label, added_on, used_on }) => ({
			id,
			kind,
			label,
			addedOn: added_on,
			usedOn: used_on,
		})),
		backupCodes,
		toDo,
	};
}
