import { ok, refuse, type Result } from '#platform/result.ts';
import { fromCbor, toCbor, type Plain } from '../format/cbor.ts';
import {
	INTAKE_CERTIFICATE_DAYS,
	PublicDocument,
	SignedContent,
	type IntakeCertificate,
} from '../format/documents.ts';
import { packFormat, unpackFormat, type SignedDocument } from '../format/envelope.ts';
import { hash, type Domain } from '../format/hash.ts';
import { spell } from '../format/ids.ts';
import { DocumentHash, type SigningKey, type SigningPair } from '../format/model.ts';
import { sign, verify } from './pairs.ts';

type Kind = PublicDocument['kind'];
type Of<K extends Kind> = Extract<PublicDocument, { kind: K }>;

const DAY = 24 * 60 * 60 * 1000;

/** Signs a public document in its one canonical spelling. */
export function signDocument(document: PublicDocument, signing: SigningPair): SignedDocument {
	const bytes = toCbor(PublicDocument.parse(document) as Plain);
	const signature = sign(domainOf(document.kind), bytes, signing.secret);
	return packFormat('document', { document: bytes, key: signing.public, signature });
}

/** An intake certificate for 30 days, signed with the organisation's key. */
export function certifyIntake(
	certificate: Omit<IntakeCertificate, 'kind' | 'expires'>,
	signing: SigningPair,
): SignedDocument {
	const end = Date.parse(certificate.issued) + INTAKE_CERTIFICATE_DAYS * DAY;
	const expires = new Date(end).toISOString();
	return signDocument({ kind: 'intake', ...certificate, expires }, signing);
}

/** Reads a document of one kind that must be signed by one key. */
export function readDocument<K extends Kind>(
	kind: K,
	signed: SignedDocument,
	signer: SigningKey,
): Result<Of<K>> {
	const content = unpackFormat('document', signed, SignedContent);
	if (!content.ok) return content;
	const { document: bytes, key, signature } = content.value;
	const document = PublicDocument.safeParse(fromCbor(bytes));
	if (!document.success) return refuse('sealed.malformed');
	if (document.data.kind !== kind) return refuse('document.other-kind');
	if (key !== signer) return refuse('document.other-signer');
	if (!verify(domainOf(kind), bytes, signature, signer)) return refuse('document.signature-wrong');
	return ok(document.data as Of<K>);
}

/** Who says they signed a document; proves nothing by itself. */
export function claimedSigner(signed: SignedDocument): Result<SigningKey> {
	const content = unpackFormat('document', signed, SignedContent);
	return content.ok ? ok(content.value.key) : content;
}

/** The hash by which the next version names this one. */
export function hashDocument(signed: SignedDocument): DocumentHash {
	return spell(DocumentHash, hash('accord/v1/document-hash', signed));
}

function domainOf(kind: Kind): Domain {
	return `accord/v1/document-${kind}`;
}
