import { beforeAll, describe, expect, it } from 'vitest';
import { toBase64url } from '#vault/format/bytes.ts';
import type { SignedDocument } from '#vault/format/envelope.ts';
import { newId } from '#vault/format/ids.ts';
import {
	LetterId,
	NetworkId,
	OrganisationId,
	OrganisationIdentity,
	type SigningPair,
} from '#vault/format/model.ts';
import { randomBytes, vaultReady } from '#vault/format/sodium.ts';
import { hashDocument, signDocument } from '#vault/seal/documents.ts';
import { makeSigningPair, networkFingerprint } from '#vault/seal/pairs.ts';
import type { Result } from '#platform/result.ts';
import { readSignature, verifyLetterFile, writeLetterFile } from './letter-file.ts';

const content = {
	title: { ru: 'О доступе', en: 'On access' },
	addressee: { ru: 'Всем', en: 'To all' },
	text: { ru: 'Пустите «наблюдателей».\n\nСпасибо.', en: 'Let the observers in.' },
};
interface Signer {
	readonly pair: SigningPair;
	readonly organisation: OrganisationId;
	readonly identity: OrganisationIdentity;
}
let network: SigningPair;
let signers: Signer[];
let list: SignedDocument;
let file: string;

const signer = (): Signer => ({
	pair: makeSigningPair(),
	organisation: newId(OrganisationId),
	identity: OrganisationIdentity.parse(toBase64url(randomBytes(32))),
});
function listOf(of: readonly Signer[], by = network): SignedDocument {
	return signDocument(
		{
			kind: 'organisations',
			network: newId(NetworkId),
			version: 1,
			issued: '2026-11-24T00:00:00Z',
			expires: '2027-02-24T00:00:00Z',
			previous: null,
			followUpSalt: randomBytes(16),
			organisations: of.map(({ organisation, identity, pair }) => ({
				organisation,
				identity,
				signing: pair.public,
			})),
		},
		by,
	);
}
function documents(of: readonly Signer[], letter = newId(LetterId)): SignedDocument[] {
	return of.map(({ organisation, identity, pair }, at) =>
		signDocument(
			{
				kind: 'letter',
				letter,
				author: of[0]?.organisation ?? organisation,
				version: 1,
				content,
				signer: { organisation, identity, name: { ru: `Группа ${at}`, en: `Group ${at}` } },
				signed: '2026-11-24T10:00:00.000Z',
			},
			pair,
		),
	);
}
/** The file as the first of them, its author, publishes it. */
function fileOf(signed: readonly SignedDocument[], by: Signer | undefined, vouched = list): string {
	const [first] = signed;
	const read = first && readSignature(first);
	if (!by || !read?.ok) throw new Error('Somebody signs');
	const { letter, version } = read.value.said;
	const word = signDocument(
		{
			kind: 'letter-publication',
			letter,
			author: by.organisation,
			version,
			signatures: signed.map(hashDocument),
			published: '2026-11-24T11:00:00.000Z',
		},
		by.pair,
	);
	return must(writeLetterFile(signed, vouched, word));
}
const must = <T>(result: Result<T>): T => {
	if (!result.ok) throw new Error(result.refusal.id);
	return result.value;
};
const refusal = (text: string) => {
	const read = verifyLetterFile(text);
	return read.ok ? 'right' : read.refusal.id;
};

beforeAll(async () => {
	await vaultReady();
	network = makeSigningPair();
	signers = [signer(), signer()];
	list = listOf(signers);
	file = fileOf(documents(signers), signers[0]);
});

describe('the file of a letter', () => {
	it('says who signed what, and which network vouches for them', () => {
		const read = must(verifyLetterFile(file));
		expect(read.letter.content).toEqual(content);
		expect(read.signers.map(({ name }) => name.en)).toEqual(['Group 0', 'Group 1']);
		expect(read.network).toBe(networkFingerprint(network.public));
	});

	it('proves nothing once any one byte of it is another', () => {
		const bytes = new TextEncoder().encode(file);
		for (let at = 0; at < bytes.length; at += 1) {
			const changed = bytes.slice();
			changed[at] = (changed[at] ?? 0) ^ 1;
			expect(refusal(new TextDecoder().decode(changed)), `byte ${at}`).not.toBe('right');
		}
	});

	it('is not spelt otherwise, not shortened, not lengthened', () => {
		expect(refusal(JSON.stringify(JSON.parse(file)))).toBe('letter.file-altered');
		expect(refusal(`${file} `)).toBe('letter.file-altered');
		expect(refusal(file.slice(0, -3))).toBe('letter.file-malformed');
		expect(refusal('')).toBe('letter.file-malformed');
	});

	it('names a key that the network’s list does not have', () => {
		const stranger = signer();
		const forged = fileOf(documents([...signers, stranger]), signers[0]);
		expect(verifyLetterFile(forged)).toMatchObject({
			refusal: { id: 'letter.key-not-listed', params: { name: 'Группа 2' } },
		});
	});

	it('with a network of its own shows other words than those on paper', () => {
		const other = makeSigningPair();
		const forged = fileOf(documents(signers), signers[0], listOf(signers, other));
		expect(must(verifyLetterFile(forged)).network).not.toBe(networkFingerprint(network.public));
	});

	it('tells of a signature that was cut out, and of a list of them that another signed', () => {
		const cut = JSON.parse(file) as { signatures: unknown[] };
		cut.signatures.pop();
		expect(refusal(`${JSON.stringify(cut, null, '\t')}\n`)).toBe('letter.not-all');
		const swapped = JSON.parse(file) as { signatures: unknown[] };
		swapped.signatures.reverse();
		expect(refusal(`${JSON.stringify(swapped, null, '\t')}\n`)).toBe('letter.not-all');
		const forged = documents(signers);
		const [author] = signers;
		const [, second] = signers;
		if (!author || !second) throw new Error('There are two');
		expect(refusal(fileOf(forged, { ...author, pair: second.pair }))).toBe('letter.not-all');
	});

	it('holds each organisation once, and signatures of one letter only', () => {
		const letter = newId(LetterId);
		const [first] = documents(signers, letter);
		const [, other] = documents(signers);
		if (!first || !other) throw new Error('There are two');
		expect(refusal(fileOf([first, first], signers[0]))).toBe('letter.signed-twice');
		expect(refusal(fileOf([first, other], signers[0]))).toBe('letter.signature-wrong');
	});
});
