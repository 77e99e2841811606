import { z } from 'zod';
import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url, toBase64url } from '#vault/format/bytes.ts';
import {
	LetterPublication,
	LetterSignature,
	LetterText,
	SignedContent,
	type OrganisationList,
} from '#vault/format/documents.ts';
import { packFormat, unpackFormat, type SignedDocument } from '#vault/format/envelope.ts';
import { toCbor, type Plain } from '#vault/format/cbor.ts';
import { Fingerprint, LetterId, OrganisationId, SigningKey } from '#vault/format/model.ts';
import { claimedSigner, hashDocument, readDocument } from '#vault/seal/documents.ts';
import { networkFingerprint, organisationFingerprint } from '#vault/seal/pairs.ts';

const base64url = z
	.string()
	.max(20_000_000)
	.transform((text, at) => {
		const bytes = fromBase64url(text);
		if (bytes) return bytes;
		at.addIssue({ code: 'custom' });
		return z.NEVER;
	});

/** A letter with its signatures, as everybody may take it away. Its parts are in this order. */
const LetterFile = z.strictObject({
	format: z.literal('accord-letter'),
	formatVersion: z.literal(1),
	letter: z.strictObject({
		id: LetterId,
		author: OrganisationId,
		version: z.int().min(1),
		...LetterText.shape,
	}),
	signatures: z
		.array(
			z.strictObject({
				...LetterSignature.shape.signer.shape,
				signed: LetterSignature.shape.signed,
				key: SigningKey,
				fingerprint: Fingerprint,
				signature: base64url,
			}),
		)
		.min(1)
		.max(100_000),
	/** The author’s signed word that these are all: the moment, and the signature. */
	publication: z.strictObject({ published: LetterPublication.shape.published, signature: base64url }),
	/** Who vouches for the keys: the network’s signed list of its organisations. */
	network: z.strictObject({ key: SigningKey, fingerprint: Fingerprint, organisations: base64url }),
});

/** Who signed a letter, as far as the file proves. */
export interface Verified {
	readonly letter: Pick<LetterSignature, 'letter' | 'author' | 'version' | 'content'>;
	readonly signers: readonly (LetterSignature['signer'] & { signed: string; fingerprint: Fingerprint })[];
	/** To be compared with what the network prints on paper: a file can bring a network of its own. */
	readonly network: Fingerprint;
}

/** Writes the file from the signatures as they were made. Refused where one does not fit the others. */
export function writeLetterFile(
	documents: readonly SignedDocument[],
	organisations: SignedDocument,
	publication: SignedDocument,
): Result<string> {
	const key = claimedSigner(organisations);
	if (!key.ok) return key;
	const signatures = [];
	let letter: Verified['letter'] | undefined;
	for (const document of documents) {
		const read = readSignature(document);
		if (!read.ok) return read;
		const { signer, signed, kind: _kind, ...rest } = read.value.said;
		letter ??= rest;
		const { key: by, signature } = read.value;
		signatures.push({
			...signer,
			signed,
			key: by,
			fingerprint: organisationFingerprint(by),
			signature: toBase64url(signature),
		});
	}
	if (!letter) return refuse('letter.unsigned');
	const word = unpackFormat('document', publication, SignedContent);
	const said = word.ok ? readDocument('letter-publication', publication, word.value.key) : word;
	if (!word.ok || !said.ok) return refuse('sealed.malformed');
	return ok(
		spell({
			format: 'accord-letter',
			formatVersion: 1,
			letter: { id: letter.letter, author: letter.author, version: letter.version, ...letter.content },
			signatures,
			publication: { published: said.value.published, signature: toBase64url(word.value.signature) },
			network: {
				key: key.value,
				fingerprint: networkFingerprint(key.value),
				organisations: toBase64url(organisations),
			},
		}),
	);
}

/** A signature as it was made: what it says, whose key it names, and the signature itself. Proves nothing yet. */
export function readSignature(
	document: SignedDocument,
): Result<{ said: LetterSignature; key: SigningKey; signature: Uint8Array }> {
	const content = unpackFormat('document', document, SignedContent);
	if (!content.ok) return content;
	const said = readDocument('letter', document, content.value.key);
	return said.ok
		? ok({ said: said.value, key: content.value.key, signature: content.value.signature })
		: said;
}

/**
 * Checks a file without asking anybody: that it is spelt as it was written, that each signature is under this very
 * text, and that the network's list names the key of each signer. Refusals: `letter.file-malformed`,
 * `letter.file-altered`, `letter.signature-wrong`, `letter.key-not-listed`, `letter.signed-twice`.
 */
export function verifyLetterFile(text: string): Result<Verified> {
	const json = parseJson(text);
	const read = LetterFile.safeParse(json);
	if (!read.success) return refuse('letter.file-malformed');
	// One spelling only: what is not covered by a signature cannot be changed either.
	if (spell(json) !== text) return refuse('letter.file-altered');
	const { letter, signatures, publication, network } = read.data;
	const list = readList(network);
	if (!list.ok) return list;
	const content = { title: letter.title, addressee: letter.addressee, text: letter.text };
	const of = { letter: letter.id, author: letter.author, version: letter.version, content };
	const signers: Verified['signers'][number][] = [];
	const hashes: LetterPublication['signatures'] = [];
	let author: SigningKey | undefined;
	for (const { signed, key, fingerprint, signature, ...signer } of signatures) {
		const { organisation } = signer;
		if (fingerprint !== organisationFingerprint(key)) return refuse('letter.file-altered');
		const document = packFormat('document', {
			document: toCbor({ kind: 'letter', ...of, signer, signed } as Plain),
			key,
			signature,
		});
		const name = signer.name.ru || signer.name.en;
		if (!readDocument('letter', document, key).ok)
			return refuse('letter.signature-wrong', { params: { name } });
		if (!isListed(list.value, signer, key)) return refuse('letter.key-not-listed', { params: { name } });
		if (signers.some((one) => one.organisation === organisation))
			return refuse('letter.signed-twice', { params: { name } });
		signers.push({ ...signer, signed, fingerprint });
		hashes.push(hashDocument(document));
		if (organisation === letter.author) author = key;
	}
	if (!author) return refuse('letter.author-first');
	const word = { letter: letter.id, author: letter.author, version: letter.version, signatures: hashes };
	const published = packFormat('document', {
		document: toCbor({ kind: 'letter-publication', ...word, published: publication.published } as Plain),
		key: author,
		signature: publication.signature,
	});
	if (!readDocument('letter-publication', published, author).ok) return refuse('letter.not-all');
	return ok({ letter: of, signers, network: network.fingerprint });
}

/** Whether the network's list names this key for this organisation. */
export function isListed(
	list: OrganisationList,
	{ organisation, identity }: Pick<LetterSignature['signer'], 'organisation' | 'identity'>,
	key: SigningKey,
): boolean {
	return list.organisations.some(
		(one) => one.organisation === organisation && one.identity === identity && one.signing === key,
	);
}

function readList(network: z.output<typeof LetterFile>['network']): Result<OrganisationList> {
	if (network.fingerprint !== networkFingerprint(network.key)) return refuse('letter.file-altered');
	const list = readDocument('organisations', network.organisations as SignedDocument, network.key);
	return list.ok ? list : refuse('letter.file-altered');
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function spell(value: unknown): string {
	return `${JSON.stringify(value, null, '\t')}\n`;
}
