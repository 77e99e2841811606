import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url } from '../../format/bytes.ts';
import type { OrganisationList } from '../../format/documents.ts';
import type { SignedDocument } from '../../format/envelope.ts';
import type { OrganisationId } from '../../format/model.ts';
import { claimedSigner } from '../../seal/documents.ts';
import { trustIntroductionKey, type TrustedIntroduction } from '../../seal/introduction-key.ts';
import { networkFingerprint } from '../../seal/pairs.ts';
import { trustOrganisations } from '../../seal/trust.ts';
import type { readIntroductionKey as readKeyAction } from '../../server/actions/introductions.ts';
import type { Acting } from '../membership/acting.ts';
import { fetchInForce } from '../membership/certificates.ts';
import { readSeen, writeSeen } from './seen.ts';

/**
 * Who is who, by the network's signed list. The first network that this device sees is remembered, and no other, and
 * no older list of it, is believed afterwards.
 */
export async function readList(acting: Acting): Promise<Result<OrganisationList>> {
	const { ring } = acting;
	const fetched = await fetchInForce(acting, 'organisations');
	if (!fetched.ok) return fetched;
	const signer = fetched.value && claimedSigner(fetched.value);
	if (!fetched.value || !signer?.ok) return refuse('introduction.no-list');
	const seen = await readSeen(ring);
	const fingerprint = seen.network?.fingerprint ?? networkFingerprint(signer.value);
	const listed = trustOrganisations(fetched.value, {
		fingerprint,
		...(seen.network && { organisationsVersion: seen.network.version }),
	});
	if (!listed.ok) return listed;
	const { version } = listed.value.organisations;
	await writeSeen(ring, { ...seen, network: { fingerprint, version } });
	return ok(listed.value.organisations);
}

/** The key to which a message to an organisation is sealed now, once the network vouches for whoever signed it. */
export async function readKeyOf(
	acting: Acting,
	list: OrganisationList,
	organisation: OrganisationId,
): Promise<Result<TrustedIntroduction>> {
	const answer = await acting.act<typeof readKeyAction>('vault.readIntroductionKey', { of: organisation });
	return answer.ok ? trustKey(acting, list, organisation, answer.value.document) : answer;
}

/** Checks a key that the server gave, and remembers it: none that is older is believed on this device afterwards. */
export async function trustKey(
	{ ring, now: clock }: Acting,
	list: OrganisationList,
	organisation: OrganisationId,
	given: string | null | undefined,
): Promise<Result<TrustedIntroduction>> {
	const now = clock().getTime();
	if (Date.parse(list.expires) <= now) return refuse('introduction.list-expired');
	const document = given ? fromBase64url(given) : undefined;
	if (!document) return refuse('introduction.no-key');
	const seen = await readSeen(ring);
	const newest = seen.keys[organisation];
	const trusted = trustIntroductionKey(list, organisation, document as SignedDocument, {
		now,
		...(newest !== undefined && { newest }),
	});
	if (!trusted.ok) return trusted;
	await writeSeen(ring, { ...seen, keys: { ...seen.keys, [organisation]: trusted.value.issued } });
	return trusted;
}
