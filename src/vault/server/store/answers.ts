import type { Tx } from '#platform/db/database.ts';
import { toBase64url } from '../../format/bytes.ts';
import type { SealedOrganisationSecrets } from '../../format/envelope.ts';
import { readFrame } from '../../format/frame.ts';
import { OrganisationSecretsHeader } from '../../format/person.ts';
import type { OrganisationAnswer, VaultAnswer } from '../model.ts';

/** Every vault of an organisation: epochs with their ladder, the reader's newest grant, the certificate. */
export async function listVaults(tx: Tx, organisation: string, reader: string): Promise<VaultAnswer[]> {
	const vaults = await tx
		.selectFrom('vault')
		.select(['id', 'purpose', 'epoch', 'change'])
		.where('organisation', '=', organisation)
		.orderBy('id')
		.execute();
	const epochs = await tx
		.selectFrom('vault_epoch')
		.select(['vault', 'epoch', 'ladder', 'recovery'])
		.where('organisation', '=', organisation)
		.orderBy('epoch')
		.execute();
	const grants = await tx
		.selectFrom('vault_grant')
		.select(['vault', 'epoch', 'bytes'])
		.where('organisation', '=', organisation)
		.where('person', '=', reader)
		.distinctOn('vault')
		.orderBy('vault')
		.orderBy('epoch', 'desc')
		.execute();
	const certificates = await tx
		.selectFrom('intake_key')
		.select(['vault', 'bytes'])
		.where('organisation', '=', organisation)
		.execute();
	return vaults.map(({ id, purpose, epoch, change }) => {
		const own = epochs.filter(({ vault }) => vault === id);
		const grant = grants.find(({ vault }) => vault === id);
		const recovery = own.find((one) => one.epoch === epoch)?.recovery;
		const certificate = certificates.find(({ vault }) => vault === id)?.bytes;
		return {
			vault: id,
			purpose,
			epoch,
			change,
			ladders: own.flatMap((one) =>
				one.ladder ? [{ epoch: one.epoch, bytes: toBase64url(one.ladder) }] : [],
			),
			...(grant && { grant: { epoch: grant.epoch, bytes: toBase64url(grant.bytes) } }),
			...(recovery && { recovery: toBase64url(recovery) }),
			...(certificate && { certificate: toBase64url(certificate) }),
		};
	});
}

/** The reader's copy of the organisation's secrets, and to whom else they are sealed. */
export async function listSecrets(
	tx: Tx,
	organisation: string,
	reader: string,
): Promise<Pick<OrganisationAnswer, 'secret' | 'secretsFor'>> {
	const rows = await tx
		.selectFrom('organisation_secret')
		.select(['person', 'bytes'])
		.where('organisation', '=', organisation)
		.orderBy('person')
		.execute();
	const own = rows.find(({ person }) => person === reader);
	return {
		...(own && { secret: toBase64url(own.bytes) }),
		secretsFor: rows.flatMap(({ person, bytes }) => {
			const sealed = new Uint8Array(bytes) as SealedOrganisationSecrets;
			const frame = readFrame('organisationSecrets', sealed, OrganisationSecretsHeader);
			return frame.ok ? [{ person, recovery: frame.value.header.recovery }] : [];
		}),
	};
}

/** Proposals to restore a colleague that wait for a second signature. */
export async function listRestorations(
	tx: Tx,
	organisation: string,
): Promise<OrganisationAnswer['restorations']> {
	const rows = await tx
		.selectFrom('restoration')
		.select(['person', 'proposed_by', 'record'])
		.where('organisation', '=', organisation)
		.execute();
	return rows.map(({ person, proposed_by, record }) => ({
		person,
		by: proposed_by,
		record: toBase64url(record),
	}));
}
