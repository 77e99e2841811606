import { toCbor } from '../format/cbor.ts';
import type { SealedOrganisationSecrets } from '../format/envelope.ts';
import { headerBytes, packFrame } from '../format/frame.ts';
import type { OrganisationKeys } from '../format/membership.ts';
import type { OrganisationId, PersonPublic, SealingPair, SigningPair } from '../format/model.ts';
import { OrganisationSecretsHeader } from '../format/person.ts';
import { forget } from '../format/sodium.ts';
import { sealToKey } from './box.ts';
import { makeSealingPair, makeSigningPair } from './pairs.ts';

/** An organisation's own secrets: it signs letters and certificates, and recovers its epochs. */
export interface OrganisationSecrets {
	readonly signing: SigningPair;
	readonly recovery: SealingPair;
	/** What opens introductions from before the recovery key was renewed: one seed for each earlier key, newest first. */
	readonly introductions?: readonly Uint8Array[];
}

/** Makes an organisation's keys, once, by its founder. */
export function makeOrganisation(): OrganisationSecrets {
	return { signing: makeSigningPair(), recovery: makeSealingPair() };
}

/** The public halves, for the membership log and the network's list. */
export function organisationKeys(secrets: OrganisationSecrets): OrganisationKeys {
	return { signing: secrets.signing.public, recovery: secrets.recovery.public };
}

/**
 * Seals the organisation's secrets to a coordinator. No signature: the opener compares the public halves
 * with the membership log, which nobody but a coordinator can have written.
 */
export function sealOrganisationSecrets(
	organisation: OrganisationId,
	secrets: OrganisationSecrets,
	to: PersonPublic,
): SealedOrganisationSecrets {
	const header = headerBytes(OrganisationSecretsHeader, {
		organisation,
		...organisationKeys(secrets),
		to: { person: to.person, key: to.sealing },
	});
	const { signing, recovery, introductions } = secrets;
	const plain = toCbor({
		signing: signing.secret,
		recovery: recovery.secret,
		introductions: introductions?.length ? introductions : undefined,
	});
	const box = sealToKey('accord/v1/organisation-secrets', header, plain, to.sealing);
	forget(plain);
	return packFrame('organisationSecrets', header, box);
}
