import type { Runtime } from '#platform/runtime.ts';
import type { SignedDocument } from '#vault/format/envelope.ts';
import type { LetterSignature } from '#vault/format/documents.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { organisationFingerprint } from '#vault/seal/pairs.ts';
import { findPublicDocument } from '#vault/server/index.ts';
import { readSignature, writeLetterFile } from '../letter-file.ts';
import type { Letter, LetterContent } from '../model/letter.ts';
import { inForce } from '../rules/letter.ts';
import {
	findLatestSignedTogether,
	findPublishedLetter,
	listLettersSignedBy,
	listPublishedLetters,
} from '../store/letter.ts';
import { listSignatures } from '../store/signature.ts';

/** A letter in the public list. */
export interface PublishedLetter extends Pick<LetterContent, 'title' | 'addressee'> {
	readonly slug: string;
	readonly published: string;
	readonly signatures: number;
}

/** A letter as everybody reads it. */
export interface LetterPageData {
	readonly slug: string;
	readonly published: string;
	readonly content: LetterContent;
	readonly signers: readonly {
		readonly name: LetterSignature['signer']['name'];
		readonly signed: string;
		readonly fingerprint: string;
	}[];
}

/** Every published letter, the latest first. */
export async function lettersPage({ publicDb }: Runtime): Promise<PublishedLetter[]> {
	const letters = await listPublishedLetters(publicDb);
	return Promise.all(
		letters.map(async (letter) => ({
			...letter.content,
			slug: letter.slug ?? '',
			published: letter.published ?? '',
			signatures: (await documentsUnder(publicDb, letter)).length,
		})),
	);
}

/** The letters that an organisation signed, for its page. */
export async function lettersSignedBy(
	{ publicDb }: Runtime,
	organisation: string,
): Promise<Pick<PublishedLetter, 'slug' | 'title' | 'published'>[]> {
	const letters = await listLettersSignedBy(publicDb, organisation);
	return letters.map(({ slug, published, content }) => ({
		slug: slug ?? '',
		title: content.title,
		published: published ?? '',
	}));
}

/** The latest letter that two or more of these organisations signed; undefined where there is none. */
export async function lastTogether(
	{ publicDb }: Runtime,
	organisations: readonly string[],
): Promise<Pick<PublishedLetter, 'slug' | 'title' | 'published'> | undefined> {
	if (organisations.length < 2) return undefined;
	const letter = await findLatestSignedTogether(publicDb, organisations);
	return (
		letter && { slug: letter.slug ?? '', title: letter.content.title, published: letter.published ?? '' }
	);
}

/** One published letter; undefined where there is none of that address. */
export async function letterPage({ publicDb }: Runtime, slug: string): Promise<LetterPageData | undefined> {
	const letter = await findPublishedLetter(publicDb, slug);
	if (!letter) return undefined;
	await vaultReady();
	const documents = await documentsUnder(publicDb, letter);
	const signers = documents.flatMap((document) => {
		const read = readSignature(document);
		if (!read.ok) return [];
		const { said, key } = read.value;
		return [{ name: said.signer.name, signed: said.signed, fingerprint: organisationFingerprint(key) }];
	});
	return { slug, published: letter.published ?? '', content: letter.content, signers };
}

/** The letter with its signatures and keys, to be checked without us. */
export async function letterFile({ publicDb }: Runtime, slug: string): Promise<string | undefined> {
	const letter = await findPublishedLetter(publicDb, slug);
	if (!letter?.networkVersion || !letter.publication) return undefined;
	await vaultReady();
	const list = await findPublicDocument(publicDb, 'organisations', letter.networkVersion);
	const file =
		list &&
		writeLetterFile(await documentsUnder(publicDb, letter), list.bytes, letter.publication as SignedDocument);
	return file?.ok ? file.value : undefined;
}

async function documentsUnder(from: Runtime['publicDb'], letter: Letter): Promise<SignedDocument[]> {
	const signatures = await listSignatures(from, letter);
	return inForce(letter, signatures).map(({ document }) => document as SignedDocument);
}
