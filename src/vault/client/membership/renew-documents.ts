import { ok, refuse, type Result } from '#platform/result.ts';
import type { OrganisationList, RoutingRules } from '../../format/documents.ts';
import type { SignedDocument } from '../../format/envelope.ts';
import type { OrganisationId } from '../../format/model.ts';
import { claimedSigner, readDocument } from '../../seal/documents.ts';
import type { Acting } from './acting.ts';
import { fetchInForce, publishNetworkDocument, type NetworkContent } from './certificates.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Of ninety: an office that is away for two months loses nothing. */
const RENEW_BELOW_DAYS = 30;
const kinds = ['organisations', 'routing'] as const;

/**
 * Signs the network's list and routing anew, as they are, when a coordinator of the office is on line and
 * their time is running out. What has expired is left to a person, who looks at it first; and so is a version
 * older than this device has seen, which a server might show to have something undone signed again.
 */
export async function renewNetworkDocuments(acting: Acting, office: OrganisationId): Promise<Result<void>> {
	const read = acting.ring.read(office);
	if (!read.ok) return read;
	if (!read.value.secrets) return ok(undefined);
	const ours = read.value.state.keys.signing;
	for (const kind of kinds) {
		const fetched = await fetchInForce(acting, kind);
		if (!fetched.ok) return fetched;
		const signed = fetched.value;
		if (!signed) continue;
		const signer = claimedSigner(signed);
		// Of another organisation: this one is not the office.
		if (!signer.ok || signer.value !== ours) return ok(undefined);
		const document = readDocument<'organisations' | 'routing'>(kind, signed, ours);
		if (!document.ok) return document;
		const newest = await rememberVersion(acting, office, document.value);
		if (!newest) return refuse('trust.rolled-back');
		const left = Date.parse(document.value.expires) - acting.now().getTime();
		if (left <= 0 || left >= RENEW_BELOW_DAYS * DAY) continue;
		const renewed = await renew(acting, office, document.value, signed);
		// A colleague was quicker, and did the same.
		if (!renewed.ok && renewed.refusal.id !== 'document.moved-on') return renewed;
	}
	return ok(undefined);
}

type Document = OrganisationList | RoutingRules;

function renew(acting: Acting, office: OrganisationId, document: Document, before: SignedDocument) {
	return publishNetworkDocument(acting, { office, content: contentOf(document), before });
}

function contentOf(document: Document): NetworkContent {
	const { kind, network } = document;
	if (kind === 'organisations') {
		const { followUpSalt, organisations } = document;
		return { kind, network, followUpSalt, organisations };
	}
	const { rules, fallback, desks } = document;
	return { kind, network, rules, fallback, desks };
}

/** Whether this device has seen no newer one; remembers it if so. */
async function rememberVersion(
	{ ring }: Acting,
	office: OrganisationId,
	{ kind, version }: Document,
): Promise<boolean> {
	const anchor = (await ring.anchors.read(ring.person)).get(office);
	const seen = anchor?.documents?.[kind] ?? 0;
	if (version < seen) return false;
	if (anchor && version > seen) {
		const documents = { ...anchor.documents, [kind]: version };
		await ring.anchors.write(ring.person, office, { ...anchor, documents });
	}
	return true;
}
