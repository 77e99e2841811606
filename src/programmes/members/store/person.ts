import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { NewAccount } from '../model/account.ts';
import type { PersonTable, PersonWrapTable } from '../tables.ts';

export type Person = Selectable<PersonTable>;

/** A person with what signing in needs. As the house: nobody acts yet. */
export function findPersonByLoginName(
	tx: Tx,
	loginName: string,
): Promise<Selectable<PersonTable> | undefined> {
	return tx.selectFrom('person').selectAll().where('login_name', '=', loginName).executeTakeFirst();
}

/** A person with everything that is theirs. As the house, for the person themselves. */
export function findPerson(tx: Tx, person: string): Promise<Selectable<PersonTable> | undefined> {
	return tx.selectFrom('person').selectAll().where('id', '=', person).executeTakeFirst();
}

/** Whose address a link would confirm; the row is locked, for a link is good once. As the house. */
export function findPersonByEmailToken(tx: Tx, tokenHash: Buffer): Promise<Person | undefined> {
	return tx
		.selectFrom('person')
		.selectAll()
		.where('email_token_hash', '=', tokenHash)
		.forUpdate()
		.executeTakeFirst();
}

/** Active coordinators of the organisations in which a person is, but for themselves. As the house. */
export function listCoordinatorsOf(tx: Tx, person: string): Promise<Person[]> {
	return tx
		.selectFrom('person')
		.selectAll()
		.where('id', '!=', person)
		.where('id', 'in', (eb) =>
			eb
				.selectFrom('membership as colleague')
				.innerJoin('membership as theirs', 'theirs.organisation', 'colleague.organisation')
				.select('colleague.person')
				.where('theirs.person', '=', person)
				.where('theirs.state', '!=', 'removed')
				.where('colleague.coordinator', '=', true)
				.where('colleague.state', '=', 'active'),
		)
		.execute();
}

/** A new person as their browser prepared them. */
export async function insertPerson(
	tx: Tx,
	account: NewAccount,
	more: {
		keys: { box: Uint8Array; sign: Uint8Array };
		tagHash: Uint8Array;
		day: string;
		secondFactorRequired: boolean;
	},
): Promise<void> {
	const { passphrase } = account;
	await tx
		.insertInto('person')
		.values({
			id: account.person,
			login_name: account.loginName,
			display_name: account.displayName,
			email_sealed: null,
			locale: account.locale,
			opaque_record: passphrase.registrationRecord,
			box_public: more.keys.box,
			sign_public: more.keys.sign,
			sealed_pairs: account.sealedPairs,
			device_tag: more.tagHash,
			recovery_public: null,
			second_factor_required: more.secondFactorRequired,
			printed_sheet_kept: false,
			joined_on: more.day,
		})
		.execute();
}

export async function updatePerson(
	tx: Tx,
	person: string,
	change: Partial<Omit<Insertable<PersonTable>, 'id'>>,
): Promise<void> {
	await tx.updateTable('person').set(change).where('id', '=', person).execute();
}

/** The wraps of the master key, of one kind or all. */
export async function listWraps(tx: Tx, person: string): Promise<Selectable<PersonWrapTable>[]> {
	return tx.selectFrom('person_wrap').selectAll().where('person', '=', person).execute();
}

/** Puts a wrap in place of the earlier one of its kind (of its passkey). */
export async function insertWrap(
	tx: Tx,
	wrap: Omit<Insertable<PersonWrapTable>, 'credential_id'> & { credential_id?: string },
): Promise<void> {
	await tx
		.deleteFrom('person_wrap')
		.where('person', '=', wrap.person)
		.where('kind', '=', wrap.kind)
		.where('credential_id', 'is not distinct from', wrap.credential_id ?? null)
		.execute();
	await tx
		.insertInto('person_wrap')
		.values({ ...wrap, credential_id: wrap.credential_id ?? null })
		.execute();
}

/** Takes away every way to the master key, or the one of a passkey. */
export async function deleteWraps(tx: Tx, person: string, credential?: string): Promise<void> {
	let deleting = tx.deleteFrom('person_wrap').where('person', '=', person);
	if (credential !== undefined) deleting = deleting.where('credential_id', '=', credential);
	await deleting.execute();
}
