import { randomBytes } from 'node:crypto';
import { actions } from '#app/actions.ts';
import { perform, system, type Member } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { newId, organisationId, personId, sessionId } from '#platform/ids.ts';
import { refuse, type Result } from '#platform/result.ts';
import type { Runtime } from '#platform/runtime.ts';
import '#programmes/members/index.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import { newId as vaultId } from '#vault/format/ids.ts';
import { EntryId, FolderId, VaultId, type Chain } from '#vault/format/model.ts';
import { makeChainKey } from '#vault/seal/chain-key.ts';
import { sealEntry } from '#vault/seal/entry.ts';
import { makePerson } from '#vault/seal/person.ts';
import { PersonId } from '#vault/format/model.ts';

/*
 * Organisations, desks and requests as rows, for tests of what the server decides by clear facts. What is
 * sealed is real in its clear headers only; nobody can open it.
 */

/** An organisation with an intake vault. */
export interface TestDesk {
	readonly organisation: string;
	readonly vault: string;
	readonly office: boolean;
}

export interface TestMember {
	readonly person: string;
	readonly name: string;
	/** As the person: `act('intake.takeRequest', {…})`. */
	readonly act: (name: string, input: unknown, key?: string) => Promise<Result<never>>;
}

const today = '2026-11-23';

/** A desk, with a certificate that is in time. */
export async function insertDesk(
	runtime: Runtime,
	name: string,
	more: { office?: boolean; certified?: boolean } = {},
): Promise<TestDesk> {
	const organisation = newId(organisationId);
	const vault = vaultId(VaultId);
	const office = more.office ?? false;
	await within(runtime.db, system, async (tx) => {
		await tx
			.insertInto('organisation')
			.values({
				id: organisation,
				slug: `o-${organisation}`,
				name_ru: name,
				name_en: name,
				region: 'RU-TUL',
				state: 'active',
				office,
				genesis_hash: null,
				sign_public: null,
				recovery_public: null,
				joined_on: today,
			})
			.execute();
		await tx.insertInto('vault').values({ organisation, id: vault, purpose: 'intake', epoch: 1 }).execute();
		if (more.certified !== false) {
			const expires_at = new Date(runtime.now().getTime() + 20 * 24 * 60 * 60 * 1000);
			await tx
				.insertInto('intake_key')
				.values({ organisation, vault, epoch: 1, bytes: randomBytes(64), expires_at })
				.execute();
		}
	});
	return { organisation, vault, office };
}

/** A member of a desk's organisation; `holds` says whether they can open what comes. */
export async function insertMember(
	runtime: Runtime,
	desk: TestDesk,
	name: string,
	more: {
		coordinator?: boolean;
		programmes?: readonly string[];
		holds?: boolean;
		locale?: 'ru' | 'en';
		email?: string;
	} = {},
): Promise<TestMember> {
	const person = newId(personId);
	const coordinator = more.coordinator ?? false;
	const programmes = more.programmes ?? ['intake'];
	await within(runtime.db, system, async (tx) => {
		await tx
			.insertInto('person')
			.values({
				id: person,
				login_name: person,
				display_name: name,
				email_sealed: more.email === undefined ? null : runtime.keys.sealAtRest('email', more.email),
				locale: more.locale ?? 'en',
				opaque_record: '',
				box_public: randomBytes(32),
				sign_public: randomBytes(32),
				sealed_pairs: randomBytes(32),
				device_tag: randomBytes(32),
				recovery_public: null,
				second_factor_required: true,
				printed_sheet_kept: true,
				joined_on: today,
			})
			.execute();
		await tx
			.insertInto('membership')
			.values({
				organisation: desk.organisation,
				person,
				coordinator,
				programmes: [...programmes],
				professional_status: 'lawyer',
				register_number: '',
				state: 'active',
				last_seen_on: null,
			})
			.execute();
		if (more.holds !== false) {
			await tx
				.insertInto('vault_grant')
				.values({ organisation: desk.organisation, vault: desk.vault, ...grant(person) })
				.execute();
		}
	});
	const actor: Member = {
		kind: 'member',
		person,
		session: newId(sessionId),
		level: 'full',
		memberships: [
			{
				organisation: desk.organisation as Member['memberships'][number]['organisation'],
				office: desk.office,
				coordinator,
				programmes: [...programmes],
			},
		],
	};
	return {
		person,
		name,
		async act(name, input, key) {
			const declared = actions.get(name);
			if (!declared) return refuse('action.unknown');
			return perform(runtime, declared, actor, JSON.parse(JSON.stringify(input)), key) as Promise<
				Result<never>
			>;
		},
	};
}

function grant(person: string) {
	return { epoch: 1, person, bytes: randomBytes(64), granted_by: person };
}

export interface TestRequest {
	readonly organisation: string;
	readonly folder: string;
}

/** An untaken request; with `backup`, its share waits to be opened. */
export async function insertTestRequest(
	runtime: Runtime,
	desk: TestDesk,
	more: { backup?: TestDesk; urgent?: boolean; alertAfter?: Date } = {},
): Promise<TestRequest> {
	const { organisation, vault } = desk;
	const folder = vaultId(FolderId);
	await within(runtime.db, system, async (tx) => {
		await tx
			.insertInto('folder')
			.values({ organisation, id: folder, vault, kind: 'request', cover: null, change: 1, destruction: null })
			.execute();
		await tx
			.insertInto('request')
			.values({
				organisation,
				id: folder,
				vault,
				need: 'prison',
				region: 'RU-TUL',
				urgent: more.urgent ?? false,
				status: 'received',
				sealed_by: 'browser',
				arrived_on: today,
				taken_by: null,
				taken_at: null,
				alert_after: more.alertAfter ?? new Date(runtime.now().getTime() + 60 * 60 * 1000),
				alerted_at: null,
				backup: more.backup?.organisation ?? null,
				outcome: null,
			})
			.execute();
		if (more.backup) await insertShareRow(tx, { organisation, folder }, more.backup, 'waiting');
	});
	return { organisation, folder };
}

type Tx = Parameters<Parameters<typeof within>[2]>[0];
async function insertShareRow(
	tx: Tx,
	at: TestRequest,
	to: TestDesk,
	state: 'waiting' | 'open',
): Promise<void> {
	await tx
		.insertInto('folder_share')
		.values({ ...at, with_organisation: to.organisation, with_vault: to.vault, state, cover: null })
		.execute();
}

/** The folder is shared with another desk. */
export function shareTestRequest(runtime: Runtime, at: TestRequest, to: TestDesk): Promise<void> {
	return within(runtime.db, system, (tx) => insertShareRow(tx, at, to, 'open'));
}

/** A sealed entry whose clear header is right. */
export function sealedTestEntry(desk: TestDesk, at: TestRequest, chain: Chain): string {
	const place = { organisation: desk.organisation, vault: desk.vault, folder: at.folder, chain };
	const key = makeChainKey(place as Parameters<typeof makeChainKey>[0], 1);
	const author = makePerson(vaultId(PersonId));
	const { sealed } = sealEntry({
		key,
		id: vaultId(EntryId),
		heads: [],
		signing: author.signing,
		content: {
			type: 'intake.answer',
			author: {
				kind: 'member',
				organisation: desk.organisation as Parameters<typeof makeChainKey>[0]['organisation'],
				person: author.person,
			},
			at: '2026-11-23T12:00:00Z',
			body: {},
			log: null,
		},
	});
	return toBase64url(sealed);
}

/** What a device sends to bring a request back after a restore; `seen` counts as before it. */
export function broughtBack(
	desk: TestDesk,
	at: TestRequest,
	restore: string,
	more: { facts?: object; seen?: number; entries?: readonly string[] } = {},
) {
	const { organisation, vault } = desk;
	return {
		organisation,
		vault,
		folder: at.folder,
		kind: 'request',
		entries: more.entries ?? [],
		keys: [],
		restore,
		seen: more.seen ?? 5,
		locatorHash: 'A'.repeat(43),
		authenticationHash: 'B'.repeat(42) + 'A',
		facts: {
			need: 'prison',
			region: 'RU-TUL',
			urgent: false,
			status: 'received',
			sealedBy: 'browser',
			arrivedOn: today,
			takenBy: null,
			takenAt: null,
			desk: organisation,
			alerted: false,
			alertAfter: null,
			backup: null,
			outcome: null,
			openTo: organisation,
			...more.facts,
		},
	};
}
