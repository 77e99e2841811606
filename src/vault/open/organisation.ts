import { z } from 'zod';
import { ok, refuse, type Result } from '#platform/result.ts';
import { fromSealedCbor } from '../format/cbor.ts';
import type { SealedOrganisationSecrets } from '../format/envelope.ts';
import { Bytes, readFrame } from '../format/frame.ts';
import type { OrganisationKeys } from '../format/membership.ts';
import type { OrganisationId, SealingPair } from '../format/model.ts';
import { OrganisationSecretsHeader } from '../format/person.ts';
import { sodium } from '../format/sodium.ts';
import type { OrganisationSecrets } from '../seal/organisation.ts';
import { keyBytes, makeSigningPair } from '../seal/pairs.ts';
import { openWithPair } from './box.ts';

const Seed = Bytes.refine((seed) => seed.length === 32);
const Secrets = z.strictObject({ signing: Bytes, recovery: Bytes, introductions: z.array(Seed).optional() });

/** Opens the organisation's secrets as a coordinator; `declared` comes from the membership log. */
export function openOrganisationSecrets(
	sealed: SealedOrganisationSecrets,
	organisation: OrganisationId,
	pair: SealingPair,
	declared: OrganisationKeys,
): Result<OrganisationSecrets> {
	const frame = readFrame('organisationSecrets', sealed, OrganisationSecretsHeader);
	if (!frame.ok) return frame;
	const { header, headerBytes, content } = frame.value;
	if (header.organisation !== organisation) return refuse('organisation.other');
	const opened = openWithPair('accord/v1/organisation-secrets', headerBytes, content, pair);
	if (!opened.ok) return opened;
	const secrets = Secrets.safeParse(fromSealedCbor(opened.value));
	if (!secrets.success || secrets.data.signing.length !== 64 || secrets.data.recovery.length !== 32) {
		return refuse('sealed.malformed');
	}
	const signing = makeSigningPair(secrets.data.signing.slice(0, 32));
	const recovery = { public: declared.recovery, secret: secrets.data.recovery.slice() };
	const derived = sodium.crypto_scalarmult_base(recovery.secret);
	const fits = signing.public === declared.signing && sodium.memcmp(derived, keyBytes(declared.recovery));
	if (!fits) return refuse('organisation.keys-not-declared');
	const introductions = secrets.data.introductions?.map((seed) => seed.slice());
	return ok({ signing, recovery, ...(introductions && { introductions }) });
}
