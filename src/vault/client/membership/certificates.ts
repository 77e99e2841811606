import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url, toBase64url } from '../../format/bytes.ts';
import type { IntakeDesk, OrganisationList, RoutingRules } from '../../format/documents.ts';
import type { SignedDocument } from '../../format/envelope.ts';
import type { OrganisationId, VaultId } from '../../format/model.ts';
import { membersVault } from '../../format/members-vault.ts';
import { certifyIntake, hashDocument, readDocument, signDocument } from '../../seal/documents.ts';
import type {
	certifyIntake as certifyAction,
	fetchDocument as fetchAction,
	publishDocument as publishAction,
} from '../../server/actions/documents.ts';
import { refreshOrganisation } from '../ring/key-ring.ts';
import type { ReadOrganisation } from '../ring/read-organisation.ts';
import type { Acting } from './acting.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Of thirty days; a desk whose coordinators are all away for three weeks stays open. */
const RENEW_BELOW_DAYS = 20;
/** How long the network's documents stand before the office must have signed them anew. */
const DOCUMENT_DAYS = 90;

/** Vaults that the public writes to. */
export const INTAKE_PURPOSE = 'intake';

/** Signs a fresh certificate for each intake vault whose own has under twenty days left, or names an old epoch. */
export async function renewCertificates(acting: Acting, organisation: OrganisationId): Promise<Result<void>> {
	const read = acting.ring.read(organisation);
	if (!read.ok) return read;
	if (!read.value.secrets) return ok(undefined);
	for (const { vault, purpose } of read.value.vaults.values()) {
		// A server that calls the vault of all members a desk gets no letters sealed to everybody.
		if (purpose !== INTAKE_PURPOSE || vault === membersVault(organisation)) continue;
		const present = presentCertificate(read.value, vault);
		const epoch = read.value.state.vaults.get(vault)?.current;
		const left = present ? Date.parse(present.expires) - acting.now().getTime() : 0;
		if (present?.epoch === epoch && left >= RENEW_BELOW_DAYS * DAY) continue;
		const signed = await certifyIntakeVault(acting, { organisation, vault, backup: present?.backup ?? null });
		if (!signed.ok) return signed;
	}
	return ok(undefined);
}

/** Signs and publishes the certificate of one intake vault; `backup` is where requests are sealed to besides. */
export async function certifyIntakeVault(
	acting: Acting,
	asked: { organisation: OrganisationId; vault: VaultId; backup: IntakeDesk | null },
): Promise<Result<void>> {
	const { organisation, vault, backup } = asked;
	if (vault === membersVault(organisation)) return refuse('vault.not-a-desk');
	const read = acting.ring.read(organisation);
	if (!read.ok) return read;
	const { state, secrets } = read.value;
	if (!secrets) return refuse('organisation.secrets-not-held');
	const record = state.vaults.get(vault);
	const declared = record?.epochs.get(record.current);
	if (!declared) return refuse('ring.vault-not-held');
	const { epoch, key } = declared;
	const issued = acting.now().toISOString();
	const certificate = certifyIntake({ organisation, vault, epoch, key, issued, backup }, secrets.signing);
	const sent = await acting.act<typeof certifyAction>('vault.certifyIntake', {
		organisation,
		vault,
		certificate: toBase64url(certificate),
	});
	if (!sent.ok) return sent;
	await refreshOrganisation(acting.ring, acting.act, organisation);
	return ok(undefined);
}

function presentCertificate({ vaults, state }: ReadOrganisation, vault: VaultId) {
	const certificate = vaults.get(vault)?.certificate;
	const read = certificate && readDocument('intake', certificate, state.keys.signing);
	return read?.ok ? read.value : undefined;
}

type Listed = OrganisationList['organisations'];
type Routing = Pick<RoutingRules, 'rules' | 'fallback' | 'desks'>;

export type NetworkContent =
	| ({ kind: 'organisations'; organisations: Listed } & Pick<OrganisationList, 'network' | 'followUpSalt'>)
	| ({ kind: 'routing' } & Routing & Pick<RoutingRules, 'network'>);

/**
 * Signs and publishes the next version of one of the network's documents with the office's key, on top of the
 * one it was made from (`before`), or else on the one in force.
 */
export async function publishNetworkDocument(
	acting: Acting,
	{
		office,
		content,
		before,
	}: { office: OrganisationId; content: NetworkContent; before?: SignedDocument | null },
): Promise<Result<{ version: number }>> {
	const read = acting.ring.read(office);
	if (!read.ok) return read;
	const { secrets, state } = read.value;
	if (!secrets) return refuse('organisation.secrets-not-held');
	const fetched = before === undefined ? await fetchInForce(acting, content.kind) : ok(before);
	if (!fetched.ok) return fetched;
	const last = fetched.value ? readDocument(content.kind, fetched.value, state.keys.signing) : undefined;
	if (last && !last.ok) return last;
	const now = acting.now().getTime();
	const numbered = {
		version: (last?.value.version ?? 0) + 1,
		issued: new Date(now).toISOString(),
		expires: new Date(now + DOCUMENT_DAYS * DAY).toISOString(),
		previous: fetched.value ? hashDocument(fetched.value) : null,
	};
	const document = signDocument({ ...content, ...numbered }, secrets.signing);
	const sent = await acting.act<typeof publishAction>('vault.publishDocument', {
		organisation: office,
		kind: content.kind,
		document: toBase64url(document),
	});
	return sent.ok ? ok({ version: numbered.version }) : sent;
}

/** The newest version that the server has of one of the network's documents. */
export async function fetchInForce(
	{ act }: Acting,
	kind: NetworkContent['kind'],
): Promise<Result<SignedDocument | null>> {
	const fetched = await act<typeof fetchAction>('vault.fetchDocument', { kind });
	if (!fetched.ok) return fetched;
	const { document } = fetched.value;
	return ok(document === null ? null : ((fromBase64url(document) ?? new Uint8Array()) as SignedDocument));
}
