import { ok, type Result } from '#platform/result.ts';
import { fromBase64url, toBase64url } from '../../format/bytes.ts';
import type { SignedDocument } from '../../format/envelope.ts';
import type { OrganisationId } from '../../format/model.ts';
import { readDocument } from '../../seal/documents.ts';
import { certifyIntroductions, introductionPairs, meetingPair } from '../../seal/introduction-key.ts';
import type { publishIntroductionKey as publishAction } from '../../server/actions/introductions.ts';
import { refreshOrganisation } from '../ring/key-ring.ts';
import type { ReadOrganisation } from '../ring/read-organisation.ts';
import type { Acting } from './acting.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Of ninety: an organisation whose coordinators are all away for two months can still be asked. */
const RENEW_BELOW_DAYS = 60;

/**
 * Signs and publishes the key by which others ask the organisation for an introduction, where there is none, its time
 * is running out, or the recovery key it comes from was renewed. Silently, whenever a coordinator is at the desk.
 */
export async function renewIntroductionKey(
	acting: Acting,
	organisation: OrganisationId,
): Promise<Result<void>> {
	const read = acting.ring.read(organisation);
	if (!read.ok) return read;
	const { secrets, state } = read.value;
	if (!secrets || !isDue(read.value, acting.now().getTime())) return ok(undefined);
	const { identity } = state;
	const document = certifyIntroductions({ organisation, identity }, secrets, acting.now().toISOString());
	const sent = await acting.act<typeof publishAction>('vault.publishIntroductionKey', {
		organisation,
		document: toBase64url(document),
	});
	// A colleague was quicker, and did the same.
	if (!sent.ok && sent.refusal.id !== 'document.moved-on') return sent;
	await refreshOrganisation(acting.ring, acting.act, organisation);
	return ok(undefined);
}

function isDue({ answer, secrets, state }: ReadOrganisation, now: number): boolean {
	const present = answer.introduction && fromBase64url(answer.introduction);
	const said = present && readDocument('introduction', present as SignedDocument, state.keys.signing);
	if (!said || !said.ok || !secrets) return true;
	const { sealing } = introductionPairs(secrets);
	const meeting = meetingPair(secrets);
	const { key, meeting: met, identity, expires } = said.value;
	const isOurs = key === sealing.public && met === meeting.public && identity === state.identity;
	return !isOurs || Date.parse(expires) - now < RENEW_BELOW_DAYS * DAY;
}
