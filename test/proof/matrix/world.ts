import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { foundOrganisation, type Colleague, type TestOrganisation } from '#test/builders/colleagues.ts';
import { must } from '#test/builders/people.ts';
import { system, visitor, type Actor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Runtime } from '#platform/runtime.ts';
import { updateLikeness } from '#programmes/directory/store/alike.ts';
import { findActor } from '#programmes/members/index.ts';
import { hashToken, newToken } from '#programmes/members/tokens.ts';
import { removeMember, suspendMember } from '#vault/client/membership/members.ts';
import { createVault } from '#vault/client/membership/vaults.ts';
import { newId } from '#vault/format/ids.ts';
import { FileId, VaultId } from '#vault/format/model.ts';
import { newFolder } from '../load/writes.ts';

/** Who tries. All but the last work, or worked, in another place than the one whose object is named. */
export const roles = [
	'visitor',
	'passphrase',
	'stranger',
	'office',
	'unprogrammed',
	'suspended',
	'removed',
] as const;
export type Role = (typeof roles)[number];

/** One organisation with an object of every kind, and people who should not reach them. */
export interface World {
	readonly organisation: string;
	readonly vault: string;
	readonly folder: string;
	readonly file: string;
	/** A coordinator who may do everything there. */
	readonly rightful: {
		readonly person: string;
		readonly session: string;
		readonly actor: () => Promise<Actor>;
	};
	/** The coordinator of the network's office. */
	readonly officer: { readonly actor: () => Promise<Actor> };
	readonly applicant: string;
	readonly invitation: string;
	readonly duty: string;
	readonly factor: string;
	/** An organisation with which the folder is shared. */
	readonly partner: string;
	/** Another organisation with a vault of its own: where a stranger would take things to. */
	readonly elsewhere: { readonly organisation: string; readonly vault: string; readonly person: string };
	readonly actors: Readonly<Record<Role, () => Promise<Actor>>>;
}

/** Signs somebody in as the server would find them: a session row, and its token in a cookie. */
async function signedIn(runtime: Runtime, { person }: Colleague, level: 'full' | 'passphrase' = 'full') {
	const token = newToken();
	const session = randomUUID();
	await within(runtime.db, system, (tx) =>
		sql`insert into accord.session (id, person, token_hash, level, started_at, seen_at)
			values (${session}, ${person}, ${hashToken(token)}, ${level}, now(), now())`.execute(tx),
	);
	return { session, actor: () => findActor(runtime, token) };
}

async function withVault(one: TestOrganisation): Promise<VaultId> {
	const vault = newId(VaultId);
	const { organisation, founder } = one;
	must(await createVault(founder, { organisation, vault, purpose: 'intake', holders: [] }));
	return vault;
}

export async function makeWorld(runtime: Runtime): Promise<World> {
	const ours = await foundOrganisation(runtime);
	const { organisation, founder } = ours;
	const theirs = await foundOrganisation(runtime);
	const office = await foundOrganisation(runtime, { office: true });
	const partner = await foundOrganisation(runtime);
	const vault = await withVault(ours);
	const unprogrammed = await ours.join('Nina');
	const suspended = await ours.join('Semyon', [vault]);
	const removed = await ours.join('Raisa', [vault]);
	const elsewhere = {
		organisation: theirs.organisation,
		vault: await withVault(theirs),
		person: theirs.founder.person,
	};
	await withVault(office);
	const partnerVault = await withVault(partner);
	must(await suspendMember(founder, { organisation, person: suspended.person }));
	must(await removeMember(founder, { organisation, person: removed.person }));
	await founder.refresh();

	const client = { act: founder.act, ask: () => Promise.reject(new Error('Nothing is fetched here')) };
	const { folder, write } = newFolder({ client, acting: founder, organisation, vault }, 'a request');
	const outcome = await write.send();
	if (outcome !== 'acknowledged') throw new Error(`The folder was not kept: ${JSON.stringify(outcome)}`);
	const [file, applicant, invitation, duty, factor] = [
		newId(FileId),
		randomUUID(),
		randomUUID(),
		randomUUID(),
		randomUUID(),
	];
	const inFolder = folder.place.folder;
	must(
		await founder.act('folders.startFile', {
			organisation,
			folder: inFolder,
			chain: 'internal',
			file,
			chunks: 1,
		} as never),
	);
	await within(runtime.db, system, async (tx) => {
		for (const one of [theirs, office, ours]) {
			await sql`update accord.membership set programmes = '{intake,intake:duty}' where person = ${one.founder.person}`.execute(
				tx,
			);
		}
		await sql`update accord.membership set programmes = '{}' where person = ${unprogrammed.person}`.execute(
			tx,
		);
		await sql`insert into accord.request (organisation, id, vault, need, status, sealed_by, arrived_on)
			values (${organisation}, ${inFolder}, ${vault}, 'other', 'received', 'staff', current_date)`.execute(
			tx,
		);
		await sql`insert into accord.folder_share (organisation, folder, with_organisation, with_vault, state)
			values (${organisation}, ${inFolder}, ${partner.organisation}, ${partnerVault}, 'open')`.execute(tx);
		await sql`insert into accord.duty (organisation, id, person, starts_at, ends_at)
			values (${organisation}, ${duty}, ${founder.person}, now(), now() + interval '1 hour')`.execute(tx);
		await sql`insert into accord.organisation (id, slug, region, state, joined_on)
			values (${applicant}, ${`a-${applicant}`}, 'RU-MOW', 'applied', current_date)`.execute(tx);
		await sql`insert into accord.application (organisation, contact_sealed, applied_on)
			values (${applicant}, ${runtime.keys.sealAtRest('application-contact', 'nobody@example.org')}, current_date)`.execute(
			tx,
		);
		await sql`insert into accord.invitation (organisation, id, kind, token_hash, invited_by, expires_at)
			values (${organisation}, ${invitation}, 'member', ${hashToken(newToken())}, ${founder.person}, now() + interval '1 day')`.execute(
			tx,
		);
		await sql`insert into accord.second_factor (person, id, kind, added_on)
			values (${founder.person}, ${factor}, 'totp', current_date)`.execute(tx);
		// Whoever looks for likenesses makes the keys of those that have changed: none have, from here on.
		await updateLikeness(tx);
	});
	const rightful = await signedIn(runtime, founder);
	// A session of its own for each try: some of the actions tried end the caller's.
	const as = (who: Colleague) => async () => (await signedIn(runtime, who)).actor();
	return {
		organisation,
		vault,
		folder: inFolder,
		file,
		applicant,
		invitation,
		duty,
		factor,
		partner: partner.organisation,
		elsewhere,
		rightful: { person: founder.person, ...rightful },
		officer: { actor: as(office.founder) },
		actors: {
			visitor: async () => visitor,
			passphrase: (await signedIn(runtime, founder, 'passphrase')).actor,
			stranger: as(theirs.founder),
			office: as(office.founder),
			unprogrammed: as(unprogrammed),
			// Both can sign in again: what they may do then is what the rules leave them.
			suspended: as(suspended),
			removed: as(removed),
		},
	};
}

/** What of the organisation and its people is in the database: one digest a table. */
export async function fingerprint(
	runtime: Runtime,
	{ organisation, rightful, applicant }: World,
): Promise<string> {
	const { rows: tables } = await sql<{ name: string; key: string }>`
		select c.relname as name, min(a.attname) as key from pg_class c join pg_namespace n on n.oid = c.relnamespace
			join pg_attribute a on a.attrelid = c.oid and a.attname in ('organisation', 'person')
		where n.nspname = 'accord' and c.relkind = 'r' and c.relname not in ('audit', 'performed') group by c.relname`.execute(
		runtime.db,
	);
	const digests = tables.map(({ name, key }) => {
		const of = key === 'organisation' ? [organisation, applicant] : [rightful.person];
		return sql<{ name: string; digest: string | null }>`select ${name} as name,
			md5(string_agg(t::text, '|' order by t::text)) as digest from accord.${sql.ref(name)} t
			where ${sql.ref(`t.${key}`)} in (${sql.join(of)})`;
	});
	const { rows } = await sql<{
		name: string;
		digest: string | null;
	}>`${sql.join(digests, sql` union all `)}`.execute(runtime.db);
	return JSON.stringify(
		rows.toSorted((a, b) => a.name.localeCompare(b.name)),
		null,
		1,
	);
}
