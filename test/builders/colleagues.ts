import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { actions } from '#app/actions.ts';
import type { Act } from '#platform/act.ts';
import { actAs } from '#platform/action/act-as.ts';
import { system, visitor, type Actor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { organisationId, personId, sessionId } from '#platform/ids.ts';
import type { Runtime } from '#platform/runtime.ts';
import { anchorsInMemory, makeKeyRing, refreshRing, type FillableRing } from '#vault/client/ring/key-ring.ts';
import type { Acting } from '#vault/client/membership/acting.ts';
import { acceptInvitation, addMember, createOrganisationKeys } from '#vault/client/membership/members.ts';
import { newId } from '#vault/format/ids.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import { InvitationId, OrganisationId, PersonId, type VaultId } from '#vault/format/model.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { makePerson, publicOf, sealPairs, type PersonSecrets } from '#vault/seal/person.ts';
import { must } from './people.ts';

/** Somebody with keys and a session; signing in itself is the members room's to test. */
export interface Colleague extends Acting {
	readonly person: PersonId;
	readonly secrets: PersonSecrets;
	readonly session: string;
	readonly actor: () => Promise<Actor>;
	/** Fetches and verifies what changed. */
	readonly refresh: () => Promise<FillableRing>;
	/** The same person on another device: nothing is remembered there. */
	readonly elsewhere: (act?: Act) => Colleague;
}

/** A person with an account and a session, in no organisation yet. */
export async function newColleague(runtime: Runtime, secrets?: PersonSecrets): Promise<Colleague> {
	await vaultReady();
	const own = secrets ?? makePerson(newId(PersonId));
	const { person, signing, sealing } = own;
	const session = randomUUID();
	await within(runtime.db, system, async (tx) => {
		await sql`insert into accord.person (id, login_name, display_name, opaque_record, box_public, sign_public,
			sealed_pairs, device_tag, joined_on) values (${person}, ${person}, 'Somebody', '',
			${fromBase64url(sealing.public)}, ${fromBase64url(signing.public)}, ${sealPairs(own)},
			${randomBytes(32)}, current_date)`.execute(tx);
		await sql`insert into accord.session (id, person, token_hash, level, started_at, seen_at)
			values (${session}, ${person}, ${randomBytes(32)}, 'full', now(), now())`.execute(tx);
	});
	const actor = () => readActor(runtime, person, session);
	return colleague(runtime, own, session, actor);
}

function colleague(
	runtime: Runtime,
	secrets: PersonSecrets,
	session: string,
	actor: () => Promise<Actor>,
	act: Act = actAs(runtime, actions, actor),
): Colleague {
	const ring = makeKeyRing(secrets, anchorsInMemory());
	return {
		person: secrets.person,
		secrets,
		session,
		actor,
		ring,
		act,
		now: runtime.now,
		async refresh() {
			must(await refreshRing(ring, act));
			return ring;
		},
		elsewhere: (other) => colleague(runtime, secrets, session, actor, other ?? act),
	};
}

async function readActor(runtime: Runtime, person: PersonId, session: string): Promise<Actor> {
	return within(runtime.db, system, async (tx) => {
		const open = await sql`select from accord.session where id = ${session} and ended_at is null`.execute(tx);
		if (open.rows.length === 0) return visitor;
		const { rows } = await sql<{
			organisation: string;
			coordinator: boolean;
			programmes: string[];
			office: boolean;
		}>`select m.organisation, m.coordinator, m.programmes, o.office from accord.membership m
			join accord.organisation o on o.id = m.organisation where m.person = ${person} and m.state = 'active'
			order by m.organisation`.execute(tx);
		return {
			kind: 'member',
			person: personId.parse(person),
			session: sessionId.parse(session),
			level: 'full',
			memberships: rows.map((row) => ({ ...row, organisation: organisationId.parse(row.organisation) })),
		};
	});
}

export interface TestOrganisation {
	readonly organisation: OrganisationId;
	readonly founder: Colleague;
	/** Somebody accepts an invitation and is added by the founder. */
	readonly join: (name: string, vaults?: readonly VaultId[]) => Promise<Colleague>;
}

/** An organisation whose founder has begun its log. Invented people only. */
export async function foundOrganisation(
	runtime: Runtime,
	more: { office?: boolean } = {},
): Promise<TestOrganisation> {
	const founder = await newColleague(runtime);
	const organisation = newId(OrganisationId);
	await within(runtime.db, system, async (tx) => {
		await sql`insert into accord.organisation (id, slug, region, state, office, joined_on)
			values (${organisation}, ${`o-${organisation}`}, 'RU-MOW', 'active', ${more.office ?? false}, current_date)`.execute(
			tx,
		);
		await sql`insert into accord.membership (organisation, person, coordinator, state)
			values (${organisation}, ${founder.person}, true, 'active')`.execute(tx);
	});
	must(
		await createOrganisationKeys(founder, {
			organisation,
			name: 'Northern Helpline',
			founderName: 'Vera',
			founderStatus: { kind: 'lawyer' },
			founderRoles: ['intake:duty'],
		}),
	);
	const join = async (name: string, vaults: readonly VaultId[] = []) => {
		const newcomer = await newColleague(runtime);
		const invitation = newId(InvitationId);
		const { state } = must(founder.ring.organisation(organisation));
		const accepted = must(
			await acceptInvitation(newcomer, { organisation, invitation, identity: state.identity }),
		);
		must(
			await addMember(founder, {
				organisation,
				invitation,
				member: publicOf(newcomer.secrets),
				acceptance: accepted.acceptance,
				name,
				status: { kind: 'none' },
				roles: ['intake'],
				vaults,
			}),
		);
		await newcomer.refresh();
		return newcomer;
	};
	return { organisation, founder, join };
}
