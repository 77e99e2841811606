import './claim.ts';
import './correction.ts';
import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';

/**
 * Every column that names an organisation, and what becomes of it when an entry is merged into another. A table that
 * comes later is added here, or its test fails: a reference that is forgotten would be lost.
 *
 * - `moves`: the row is the other entry's from then on.
 * - `chosen`: whoever merges chooses value by value; the rest goes with the entry.
 * - `made anew`: kept by the database or our code from what is said.
 * - `never`: an entry of no member has none (it has no desk, no keys and nobody who works in it); if it had, the merge
 *   is refused.
 */
export const references = {
	'application.organisation': 'never',
	'application.claims': 'moves',
	'chain_key.organisation': 'never',
	'checkpoint.organisation': 'never',
	'cleared.organisation': 'never',
	'desk_mail.organisation': 'never',
	'directory_agreement.organisation': 'never',
	'directory_agreement.with_organisation': 'never',
	'directory_change.organisation': 'moves',
	'directory_claim.organisation': 'never',
	'directory_claim.entry': 'moves',
	'directory_claim_vouching.organisation': 'never',
	'directory_claim_vouching.entry': 'moves',
	'directory_claim_vouching.by_organisation': 'never',
	'directory_correction.organisation': 'moves',
	'directory_import.organisation': 'never',
	'directory_import_part.organisation': 'never',
	'directory_introduction.organisation': 'never',
	'directory_introduction.with_organisation': 'never',
	'directory_likeness.organisation': 'made anew',
	'directory_likeness_due.organisation': 'made anew',
	'directory_listing.organisation': 'never',
	'directory_service.organisation': 'never',
	'directory_service_assurance.organisation': 'never',
	'directory_theme.organisation': 'made anew',
	'directory_wish.organisation': 'never',
	'directory_wish_list.organisation': 'never',
	'duty.organisation': 'never',
	'entry.organisation': 'never',
	'folder.organisation': 'never',
	'folder_share.organisation': 'never',
	'folder_share.with_organisation': 'never',
	'follow.organisation': 'never',
	'intake_key.organisation': 'never',
	'introduction_key.organisation': 'never',
	'invitation.organisation': 'never',
	'invitation.invited_by_organisation': 'never',
	'member_notice.organisation': 'never',
	'membership.organisation': 'never',
	'membership_entry.organisation': 'never',
	'network.office': 'never',
	'open_letter.organisation': 'never',
	'open_letter_party.organisation': 'never',
	'open_letter_party.party': 'never',
	'open_letter_signature.organisation': 'never',
	'open_letter_signature.signer': 'never',
	'organisation_fact.organisation': 'chosen',
	'organisation_former_slug.organisation': 'moves',
	'organisation_secret.organisation': 'never',
	'recovery.organisation': 'never',
	'request.organisation': 'never',
	'request.desk': 'never',
	'restoration.organisation': 'never',
	'sealed_file.organisation': 'never',
	'vault.organisation': 'never',
	'vault_epoch.organisation': 'never',
	'vault_grant.organisation': 'never',
	'vouching.organisation': 'never',
	'vouching.by_organisation': 'never',
} as const satisfies Readonly<Record<string, 'moves' | 'chosen' | 'made anew' | 'never'>>;

const columnsThat = (become: 'moves' | 'never') =>
	Object.entries(references)
		.filter(([, what]) => what === become)
		.map(([name]) => {
			const [table = '', column = ''] = name.split('.');
			return { name, table: sql.table(`accord.${table}`), column: sql.ref(column) };
		});

/** Where work of an organisation lies that no entry without members can have; as the house. */
export async function listWork(tx: Tx, organisation: string): Promise<string[]> {
	const asked = columnsThat('never').map(
		({ name, table, column }) =>
			sql`select ${name} as name where exists (select from ${table} where ${column} = ${organisation})`,
	);
	const { rows } = await sql<{ name: string }>`${sql.join(asked, sql` union all `)}`.execute(tx);
	return rows.map(({ name }) => name);
}

/** Both entries, held until the merge is done; in one order, so that two merges do not wait for each other. */
export async function lockEntries(tx: Tx, ids: readonly string[]) {
	const { rows } = await sql<{
		id: string;
		slug: string;
		state: string;
		town_slug: string | null;
		listed_from: string;
	}>`select id, slug, state, town_slug, listed_from from accord.organisation
		where id = any (${[...ids]}::uuid[]) order by id for update`.execute(tx);
	return rows;
}

/** Gives one entry what names the other, keeps its address, and takes the other away. As the house. */
export async function moveReferences(
	tx: Tx,
	from: { readonly id: string; readonly slug: string },
	to: string,
): Promise<void> {
	// Whoever said that the one is theirs is it now; who said so of both said it once.
	await sql`delete from accord.directory_claim where entry = ${from.id} and (organisation = ${to}
		or organisation in (select organisation from accord.directory_claim where entry = ${to}))`.execute(tx);
	await sql`with claimed as (select organisation, claimed_on, called_back_by from accord.directory_claim where entry = ${from.id}),
		moved as (insert into accord.directory_claim (organisation, entry, claimed_on, called_back_by)
			select organisation, ${to}::uuid, claimed_on, called_back_by from claimed returning organisation)
		select from moved`.execute(tx);
	await sql`update accord.directory_claim_vouching set entry = ${to} where entry = ${from.id}`.execute(tx);
	await sql`delete from accord.directory_claim where entry = ${from.id}`.execute(tx);
	for (const { name, table, column } of columnsThat('moves'))
		if (!name.startsWith('directory_claim'))
			await sql`update ${table} set ${column} = ${to} where ${column} = ${from.id}`.execute(tx);
	// Of one that speaks for itself nobody else can say that it is theirs.
	await sql`delete from accord.directory_claim c using accord.organisation o
		where c.entry = ${to} and o.id = c.entry and o.state <> 'listed'`.execute(tx);
	await sql`delete from accord.organisation where id = ${from.id} and state = 'listed'`.execute(tx);
	await sql`insert into accord.organisation_former_slug (organisation, slug) values (${to}, ${from.slug})`.execute(
		tx,
	);
}

/** The town of the gazetteer that was chosen once is not guessed again. */
export async function updateTownSlug(tx: Tx, organisation: string, slug: string | null): Promise<void> {
	await tx.updateTable('organisation').set({ town_slug: slug }).where('id', '=', organisation).execute();
}

/** Gives an entry the address of another that was merged into it: the one that people know. As the house. */
export async function updateSlug(tx: Tx, organisation: string, slug: string): Promise<void> {
	await tx
		.deleteFrom('organisation_former_slug')
		.where('organisation', '=', organisation)
		.where('slug', '=', slug)
		.execute();
	await tx.updateTable('organisation').set({ slug }).where('id', '=', organisation).execute();
}
