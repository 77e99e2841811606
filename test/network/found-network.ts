import { Client } from 'pg';
import type { RoutingRules } from '#vault/format/documents.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import { newId, spell } from '#vault/format/ids.ts';
import { NetworkId, OrganisationId, OrganisationIdentity, PersonId, VaultId } from '#vault/format/model.ts';
import { randomBytes, vaultReady } from '#vault/format/sodium.ts';
import { certifyIntake, signDocument } from '#vault/seal/documents.ts';
import { makeFirstEpoch, type EpochKeys } from '#vault/seal/epoch.ts';
import { makeOrganisation, type OrganisationSecrets } from '#vault/seal/organisation.ts';
import { makeSigningPair } from '#vault/seal/pairs.ts';

/** An organisation of the test's network, with the secrets that only its members would have. */
export interface FoundedOrganisation {
	readonly id: OrganisationId;
	readonly slug: string;
	readonly vault: VaultId;
	readonly secrets: OrganisationSecrets;
	readonly epoch: EpochKeys;
}

export interface FoundedNetwork {
	readonly office: FoundedOrganisation;
	readonly centre: FoundedOrganisation;
	readonly backup: FoundedOrganisation;
	readonly signing: ReturnType<typeof makeSigningPair>;
	readonly id: NetworkId;
	readonly salt: Uint8Array;
}

const names = {
	office: ['Бюро сети', 'The network’s office', 'Москва', 'Moscow', 'RU-MOW'],
	centre: ['Пермский правозащитный центр', 'Perm Human Rights Centre', 'Пермь', 'Perm', 'RU-PER'],
	backup: ['Уральский комитет', 'Ural Committee', 'Екатеринбург', 'Yekaterinburg', 'RU-SVE'],
} as const;

/**
 * Founds a network of three organisations straight in the database, as nobody but a test may: the office,
 * a centre to which the rules send what happens in Perm, and the centre's backup.
 */
export async function foundNetwork(databaseUrl: string, now = new Date()): Promise<FoundedNetwork> {
	await vaultReady();
	const found = (slug: keyof typeof names): FoundedOrganisation => {
		const id = newId(OrganisationId);
		const vault = newId(VaultId);
		return {
			id,
			slug,
			vault,
			secrets: makeOrganisation(),
			epoch: makeFirstEpoch({ organisation: id, vault }),
		};
	};
	const network = {
		office: found('office'),
		centre: found('centre'),
		backup: found('backup'),
		signing: makeSigningPair(),
		id: newId(NetworkId),
		salt: randomBytes(16),
	};
	const client = new Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		await client.query('begin');
		for (const slug of ['office', 'centre', 'backup'] as const)
			await insertOrganisation(client, network[slug], slug, now);
		await client.query(
			`insert into accord.network (id, name_ru, name_en, telephone, postal_address_ru, postal_address_en, follow_salt, office)
			 values ($1, 'Сеть «Согласие»', 'The Accord network', '8 800 555-01-23', '101000, Москва, а/я 7', 'P.O. Box 7, Moscow 101000', $2, $3)`,
			[network.id, Buffer.from(network.salt), network.office.id],
		);
		await publish(client, network, now);
		await certify(client, network, network.office, now);
		await certify(client, network, network.centre, now, network.backup);
		await certify(client, network, network.backup, now);
		await client.query('commit');
	} finally {
		await client.end();
	}
	return network;
}

async function insertOrganisation(
	client: Client,
	one: FoundedOrganisation,
	slug: keyof typeof names,
	now: Date,
): Promise<void> {
	const [ru, en, townRu, townEn, region] = names[slug];
	await client.query(
		`insert into accord.organisation (id, slug, name_ru, name_en, town_ru, town_en, region, state, office, genesis_hash, sign_public, recovery_public, joined_on)
		 values ($1, $2, $3, $4, $5, $6, $7, 'active', $8, $9, $10, $11, $12)`,
		[
			one.id,
			slug,
			ru,
			en,
			townRu,
			townEn,
			region,
			slug === 'office',
			Buffer.from(identityOf(one)),
			Buffer.from(fromBase64url(one.secrets.signing.public) ?? []),
			Buffer.from(fromBase64url(one.secrets.recovery.public) ?? []),
			now.toISOString().slice(0, 10),
		],
	);
	await client.query(
		`insert into accord.vault (organisation, id, purpose, epoch) values ($1, $2, 'intake', 1)`,
		[one.id, one.vault],
	);
	await staff(client, one, now);
}

/** Stands for the hash of a membership log's first record. */
function identityOf(one: FoundedOrganisation): Uint8Array {
	return Buffer.concat([
		Buffer.from(one.id.replaceAll('-', ''), 'hex'),
		Buffer.from(one.vault.replaceAll('-', ''), 'hex'),
	]);
}

/** Signs and publishes the list and the rules; `alter` lets a test be a malicious server. */
export async function publish(
	client: Client,
	network: FoundedNetwork,
	now: Date,
	alter: Partial<Pick<RoutingRules, 'rules'>> & {
		signing?: FoundedNetwork['signing'];
		version?: number;
	} = {},
): Promise<void> {
	const { office, centre, backup } = network;
	const desk = ({ id, vault }: FoundedOrganisation) => ({ organisation: id, vault });
	const numbered = {
		network: network.id,
		version: alter.version ?? 1,
		issued: now.toISOString(),
		expires: new Date(now.getTime() + 90 * 86_400_000).toISOString(),
		previous: null,
	};
	const signing = alter.signing ?? network.signing;
	const organisations = signDocument(
		{
			kind: 'organisations',
			...numbered,
			followUpSalt: network.salt,
			organisations: [office, centre, backup].map((one) => ({
				organisation: one.id,
				identity: spell(OrganisationIdentity, identityOf(one)),
				signing: one.secrets.signing.public,
			})),
		},
		signing,
	);
	const routing = signDocument(
		{
			kind: 'routing',
			...numbered,
			rules: alter.rules ?? [{ need: '*', region: 'RU-PER', to: desk(centre), alternates: [desk(backup)] }],
			fallback: desk(office),
			desks: [office, centre, backup].map(desk),
		},
		signing,
	);
	for (const [kind, bytes] of [
		['organisations', organisations],
		['routing', routing],
	] as const) {
		await client.query('insert into accord.public_document (kind, version, bytes) values ($1, $2, $3)', [
			kind,
			numbered.version,
			Buffer.from(bytes),
		]);
	}
}

/** An organisation's word for its intake key. */
export async function certify(
	client: Client,
	network: FoundedNetwork,
	one: FoundedOrganisation,
	issued: Date,
	backup?: FoundedOrganisation,
	signing = one.secrets.signing,
): Promise<void> {
	const bytes = certifyIntake(
		{
			organisation: one.id,
			vault: one.vault,
			epoch: one.epoch.epoch,
			key: one.epoch.pair.public,
			issued: issued.toISOString(),
			backup: backup ? { organisation: backup.id, vault: backup.vault } : null,
		},
		signing,
	);
	await client.query(
		`insert into accord.intake_key (organisation, vault, epoch, bytes, expires_at) values ($1, $2, $3, $4, $5)
		 on conflict (organisation, vault) do update set bytes = excluded.bytes, epoch = excluded.epoch, expires_at = excluded.expires_at`,
		[one.id, one.vault, one.epoch.epoch, Buffer.from(bytes), new Date(issued.getTime() + 30 * 86_400_000)],
	);
}

/** Somebody who holds the vault, for a desk without members takes no requests. */
async function staff(client: Client, one: FoundedOrganisation, now: Date): Promise<void> {
	const person = newId(PersonId);
	const bytes = Buffer.from(randomBytes(32));
	await client.query(
		`insert into accord.person (id, login_name, display_name, opaque_record, box_public, sign_public, sealed_pairs, device_tag, joined_on)
		 values ($1, $2, 'Анна', '', $3, $3, $3, $3, $4)`,
		[person, `anna-${one.slug}`, bytes, now.toISOString().slice(0, 10)],
	);
	await client.query(
		`insert into accord.membership (organisation, person, coordinator, programmes, state) values ($1, $2, true, '{intake}', 'active')`,
		[one.id, person],
	);
	await client.query(
		`insert into accord.vault_grant (organisation, vault, epoch, person, bytes, granted_by) values ($1, $2, 1, $3, $4, $3)`,
		[one.id, one.vault, person, bytes],
	);
}
