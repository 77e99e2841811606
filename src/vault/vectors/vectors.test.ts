import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { EMPTY_BOOK, value } from '#test/vault-cast.ts';
import { fromBase64url, toBase64url, utf8 } from '../format/bytes.ts';
import { FORMATS, type Format, type Sealed } from '../format/envelope.ts';
import { FileReference } from '../format/file.ts';
import { fingerprintWords } from '../format/fingerprint.ts';
import { deriveKey, hash, keyedHash } from '../format/hash.ts';
import { padmeLength } from '../format/padding.ts';
import { formatPrinted } from '../format/printed-code.ts';
import { vaultReady } from '../format/sodium.ts';
import { openKeyBox, openVisitorKeyBoxes } from '../open/chain-key.ts';
import { openCover, openFirstCover } from '../open/cover.ts';
import { openEntry } from '../open/entry.ts';
import { openGrant, openLadder, openRecoveryGrant } from '../open/epoch.ts';
import { openFile } from '../open/file.ts';
import { openIntroduction } from '../open/introduction.ts';
import { openOrganisationSecrets } from '../open/organisation.ts';
import { openPairs, unwrapMasterKey, type UnlockBy } from '../open/person.ts';
import { deriveEpoch } from '../seal/epoch.ts';
import { openWishes } from '../open/wishes.ts';
import { introductionPairs, meetingPair } from '../seal/introduction-key.ts';
import { bookOf } from '../seal/membership-state.ts';
import { organisationKeys } from '../seal/organisation.ts';
import { emptyRow, pairSecret, wishRow } from '../seal/wishes.ts';
import { makeSealingPair, networkFingerprint, personFingerprint } from '../seal/pairs.ts';
import { publicOf } from '../seal/person.ts';
import {
	introductionHeader,
	renewedSecrets,
	sealedThings,
	seed,
	setting,
	signedThings,
	spelt,
	storyLog,
	storySlots,
} from './story.ts';

/**
 * Known answers. What was sealed or signed once must open and verify for ever: a format that changes gets a new
 * version, and its old vectors stay. `ACCORD_WRITE_VECTORS=1` writes a file that is not there, never one that is.
 */
const Vectors = z.record(z.string(), z.string());

function committed(name: string, make: () => Record<string, string>): Record<string, string> {
	const file = new URL(`./${name}.json`, import.meta.url);
	if (process.env['ACCORD_WRITE_VECTORS'] && !existsSync(file))
		writeFileSync(file, `${JSON.stringify(make(), null, '\t')}\n`);
	return Vectors.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** What the two languages of code that derive must agree on. */
function derivations(): Record<string, string> {
	const { code, followUp, epoch, dialogue, vera, network } = setting();
	const { state } = storyLog();
	const message = utf8('a message');
	return {
		hash: toBase64url(hash('accord/v1/vector', message)),
		keyedHash: toBase64url(keyedHash('accord/v1/vector', seed(1), message)),
		deriveKey: toBase64url(deriveKey(seed(1), 'accord/v1/vector', 64, seed(2, 16))),
		padme: [1, 9, 100, 1000, 12_345, 1_000_000].map(padmeLength).join(' '),
		followUpCode: code,
		followUpLocator: toBase64url(followUp.locator),
		followUpLocatorHash: followUp.locatorHash,
		followUpAuthentication: toBase64url(followUp.authentication),
		followUpAuthenticationHash: followUp.authenticationHash,
		followUpSealing: followUp.sealing.public,
		followUpSigning: followUp.signing.public,
		epochPublic: epoch.pair.public,
		epochBoxKey: toBase64url(epoch.boxKey),
		epochCoverKey: toBase64url(epoch.coverKey),
		epochIndexKey: toBase64url(epoch.indexKey),
		chainKeyId: dialogue.id,
		identity: state.identity,
		...wishDerivations(),
		personWordsEn: fingerprintWords(personFingerprint(publicOf(vera)), 'en').join(' '),
		personWordsRu: fingerprintWords(personFingerprint(publicOf(vera)), 'ru').join(' '),
		networkFingerprint: networkFingerprint(network.public),
		recoveryCode: formatPrinted(
			'recovery-code',
			Uint8Array.from({ length: 20 }, (_, at) => at * 13),
		),
		accountSecret: formatPrinted(
			'account-secret',
			Uint8Array.from({ length: 16 }, (_, at) => at * 13),
		),
	};
}

/** What two organisations must agree on to find each other. */
function wishDerivations(): Record<string, string> {
	const { secrets } = setting();
	const { identity } = storyLog().state;
	const meeting = meetingPair(secrets);
	const other = makeSealingPair(seed(60)).public;
	const secret = value(pairSecret({ identity, meeting }, { identity, meeting: other }));
	const { token, proof } = wishRow(secret, 'prison', identity);
	const none = emptyRow(seed(50));
	return {
		wishToken: toBase64url(token),
		wishProof: toBase64url(proof),
		noWishToken: toBase64url(none.token),
		noWishProof: toBase64url(none.proof),
	};
}

beforeAll(vaultReady);

test('derivations give the committed answers', () => {
	expect(derivations()).toEqual(committed('derivations', derivations));
});

test('what is signed is the committed bytes', () => {
	const made = spelt(signedThings());
	expect(made).toEqual(committed('signed', () => made));
});

describe('what was sealed once opens still', () => {
	const vectors = () => committed('sealed', () => spelt(sealedThings()));
	const sealed = <F extends Format>(name: string, format: F): Sealed<F> => {
		const bytes = fromBase64url(vectors()[name] ?? '');
		expect(bytes?.subarray(0, 2)).toEqual(Uint8Array.of(FORMATS[format].kind, FORMATS[format].version));
		return bytes as Sealed<F>;
	};

	test('entries and the file that one of them names', () => {
		const { dialogue, internal } = setting();
		const book = bookOf(storyLog().state);
		const root = value(
			openEntry(
				sealed('dialogueEntry', 'entry'),
				dialogue.place,
				new Map([[dialogue.id, dialogue]]),
				EMPTY_BOOK,
			),
		);
		const body = z.strictObject({ text: z.string(), files: z.array(FileReference) }).parse(root.body);
		expect(body.text).toBe('Меня зовут никак');
		const note = value(
			openEntry(sealed('internalEntry', 'entry'), internal.place, new Map([[internal.id, internal]]), book),
		);
		expect(note).toMatchObject({ body: { text: 'call back' }, heads: [root.hash], epoch: 1 });
		const [reference] = body.files;
		if (!reference) throw new Error('the entry names a file');
		const opener = openFile(reference);
		expect(value(opener.openNext(sealed('fileChunk', 'fileChunk')))).toEqual(utf8('hello'));
		expect(opener.finish().ok).toBe(true);
	});

	test('covers and key boxes', () => {
		const { organisation, vault, folder, epoch, dialogue, internal, followUp } = setting();
		const [place, epochs] = [{ organisation, vault, folder }, new Map([[1, epoch]])];
		expect(value(openCover(sealed('cover', 'cover'), place, { epochs })).summary).toEqual({ need: 'prison' });
		expect(value(openFirstCover(sealed('firstCover', 'firstCover'), place, epochs))).toEqual({
			need: 'prison',
		});
		expect(value(openKeyBox(sealed('boxForMembers', 'keyBox'), epochs, EMPTY_BOOK))).toEqual(internal);
		const unvouched = { ...dialogue, vouched: false };
		expect(value(openKeyBox(sealed('boxForVault', 'keyBox'), epochs, EMPTY_BOOK))).toEqual(unvouched);
		const own = value(
			openVisitorKeyBoxes([sealed('boxForVisitor', 'keyBox')], followUp.sealing, dialogue.id),
		);
		expect(own.get(dialogue.id)).toEqual(dialogue);
	});

	test('grants, the ladder and the recovery grant', () => {
		const { organisation, vault, epoch, ilya, secrets } = setting();
		const declared = { organisation, vault, epoch: 1, key: epoch.pair.public };
		const book = bookOf(storyLog().state);
		expect(value(openGrant(sealed('grant', 'grant'), ilya.sealing, declared, book))).toEqual(epoch);
		const from = deriveEpoch(
			{ organisation, vault, epoch: 2 },
			fromBase64url(vectors()['ladderFrom'] ?? '') ?? seed(0),
		);
		expect(value(openLadder(sealed('ladder', 'ladder'), from, declared))).toEqual(epoch);
		expect(
			value(openRecoveryGrant(sealed('recoveryGrant', 'recoveryGrant'), secrets.recovery, declared)),
		).toEqual(epoch);
	});

	test('a person’s keys by each way, and an organisation’s', () => {
		const { vera, secrets, organisation } = setting();
		const ways: Record<string, UnlockBy> = {
			byLogin: { kind: 'login', exportKey: seed(40, 64), accountSecret: seed(41, 16) },
			byPasskey: { kind: 'passkey', prf: seed(42) },
			byRecoveryCode: { kind: 'recovery-code', secret: seed(44, 20) },
			byPassphrase: { kind: 'offline', passphrase: 'known answer' },
		};
		for (const [name, by] of Object.entries(ways)) {
			expect(value(unwrapMasterKey(sealed(name, 'masterKey'), vera.person, by))).toEqual(vera.masterKey);
		}
		expect(value(openPairs(sealed('pairs', 'personPairs'), vera.person, vera.masterKey))).toEqual(vera);
		const own = sealed('organisationSecrets', 'organisationSecrets');
		const opened = openOrganisationSecrets(own, organisation, vera.sealing, organisationKeys(secrets));
		expect(value(opened)).toEqual(secrets);
		const renewed = sealed('organisationSecretsRenewed', 'organisationSecrets');
		const again = openOrganisationSecrets(renewed, organisation, vera.sealing, organisationKeys(secrets));
		expect(value(again)).toEqual(renewedSecrets());
	});

	test('a list of wishes', () => {
		const { secrets, organisation } = setting();
		const keys = [introductionPairs(secrets).wishes];
		const opened = openWishes(sealed('wishes', 'wishes'), organisation, keys);
		expect(value(opened)).toEqual({ number: 3, slots: storySlots() });
	});

	test('an introduction, by either of the two', () => {
		const { secrets } = setting();
		const expected = { ...introductionHeader(), signing: secrets.signing.public };
		const pairs = [introductionPairs(secrets).sealing];
		for (const as of ['to', 'own'] as const) {
			const opened = openIntroduction(sealed('introduction', 'introduction'), as, expected, pairs);
			expect(value(opened)).toMatchObject({ text: 'Познакомимся?', by: 'Вера' });
		}
	});
});

test('every format has a committed vector', () => {
	const all = [
		...Object.values(committed('signed', () => ({}))),
		...Object.values(committed('sealed', () => ({}))),
	];
	const kinds = new Set(all.map((text) => fromBase64url(text)?.[0]));
	for (const [format, { kind }] of Object.entries(FORMATS)) expect(kinds.has(kind), format).toBe(true);
});
