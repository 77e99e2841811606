import '../tables.ts';
import type { Reader, Tx } from '#platform/db/database.ts';
import type { LetterRef, Party, PartyState, Signature } from '../model/letter.ts';

/** Who is asked to sign, in the order in which they were. */
export async function listParties(tx: Tx, { organisation, id }: LetterRef): Promise<Party[]> {
	const rows = await tx
		.selectFrom('open_letter_party')
		.select(['party', 'state', 'invited_on'])
		.where('organisation', '=', organisation)
		.where('letter', '=', id)
		.orderBy('invited_on')
		.orderBy('party')
		.execute();
	return rows.map((row) => ({ party: row.party, state: row.state, invited: row.invited_on }));
}

/** Asks an organisation to sign; one that is asked already stays as it is. */
export async function insertParty(
	tx: Tx,
	{ organisation, id }: LetterRef,
	party: string,
	invited: string,
): Promise<void> {
	await tx
		.insertInto('open_letter_party')
		.values({ organisation, letter: id, party, state: 'invited', invited_on: invited })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

export async function updateParty(
	tx: Tx,
	{ organisation, id }: LetterRef,
	party: string,
	state: PartyState,
): Promise<void> {
	await tx
		.updateTable('open_letter_party')
		.set({ state })
		.where('organisation', '=', organisation)
		.where('letter', '=', id)
		.where('party', '=', party)
		.execute();
}

/** The signatures under a letter, of whatever version: the author's first, then as they came. */
export async function listSignatures(from: Reader, { organisation, id }: LetterRef): Promise<Signature[]> {
	const rows = await from
		.selectFrom('open_letter_signature')
		.select(['signer', 'version', 'document', 'signed_on'])
		.where('organisation', '=', organisation)
		.where('letter', '=', id)
		.orderBy('signed_on')
		.orderBy('signer')
		.execute();
	return rows
		.map((row) => ({
			signer: row.signer,
			version: row.version,
			document: new Uint8Array(row.document),
			signed: row.signed_on,
		}))
		.sort((a, b) => Number(b.signer === organisation) - Number(a.signer === organisation));
}

/** Signs, or signs anew. */
export async function insertSignature(
	tx: Tx,
	{ organisation, id }: LetterRef,
	one: Signature,
): Promise<void> {
	const made = { version: one.version, document: one.document, signed_on: one.signed };
	await tx
		.insertInto('open_letter_signature')
		.values({ organisation, letter: id, signer: one.signer, ...made })
		.onConflict((conflict) => conflict.columns(['organisation', 'letter', 'signer']).doUpdateSet(made))
		.execute();
}

/** Takes a signature back; false where there was none. */
export async function deleteSignature(
	tx: Tx,
	{ organisation, id }: LetterRef,
	signer: string,
): Promise<boolean> {
	const gone = await tx
		.deleteFrom('open_letter_signature')
		.where('organisation', '=', organisation)
		.where('letter', '=', id)
		.where('signer', '=', signer)
		.executeTakeFirst();
	return gone.numDeletedRows > 0n;
}
