import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
	addition,
	AT,
	EMPTY_BOOK,
	foundOrganisation,
	foundVault,
	newPlace,
	refusalOf,
	turnBit,
	value,
	written,
} from '#test/vault-cast.ts';
import { newId } from '../format/ids.ts';
import { EntryId, PersonId } from '../format/model.ts';
import { vaultReady } from '../format/sodium.ts';
import { makeChainKey, type ChainKey } from '../seal/chain-key.ts';
import { hashEntry, readEntry, sealEntry } from '../seal/entry.ts';
import { extendLog, signAct } from '../seal/membership.ts';
import { joinBooks } from '../seal/authors.ts';
import { bookOf, logHead } from '../seal/membership-state.ts';
import { makeSigningPair } from '../seal/pairs.ts';
import { makePerson } from '../seal/person.ts';
import { openEntry } from './entry.ts';

beforeAll(vaultReady);

const keyring = (...keys: ChainKey[]) => new Map(keys.map((key) => [key.id, key]));

function scene() {
	const cast = foundOrganisation();
	const epoch = foundVault(cast);
	const place = newPlace(epoch);
	const key = makeChainKey(place, epoch.epoch);
	const book = () => bookOf(cast.state());
	return { cast, epoch, place, key, book };
}

describe('an entry', () => {
	test('opens to what was sealed, whatever it is', () => {
		const { cast, place, key, book } = scene();
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 4000 }), fc.uint8Array(), (text, bytes) => {
				const content = written(cast, cast.founder, { text, bytes });
				const { sealed, hash, id } = sealEntry({ key, heads: [], content, signing: cast.founder.signing });
				const opened = value(openEntry(sealed, place, keyring(key), book()));
				expect(opened).toEqual({
					...content,
					place,
					id,
					hash,
					heads: [],
					epoch: 1,
					key: key.id,
					signatureChecked: true,
				});
			}),
			{ numRuns: 40 },
		);
	});

	test('tells its length in steps only, and nothing of its content or author', () => {
		const { cast, key } = scene();
		const seal = (text: string) =>
			sealEntry({
				key,
				heads: [],
				content: written(cast, cast.founder, { text }),
				signing: cast.founder.signing,
			}).sealed;
		expect(seal('no').length).toBe(seal('a longer answer').length);
		const clear = Buffer.from(seal('Vera Petrovna was there'));
		expect(clear.includes('Vera')).toBe(false);
		expect(clear.includes(cast.founder.person)).toBe(false);
		expect(clear.includes('test.note')).toBe(false);
	});

	test('with any bit turned is refused, and never throws', () => {
		const { cast, place, key, book } = scene();
		const { sealed } = sealEntry({
			key,
			heads: [],
			content: written(cast, cast.founder, { text: 'seen at the station' }),
			signing: cast.founder.signing,
		});
		fc.assert(
			fc.property(fc.integer({ min: 0, max: sealed.length * 8 }), (at) => {
				expect(openEntry(turnBit(sealed, at), place, keyring(key), book()).ok).toBe(false);
			}),
			{ numRuns: 300 },
		);
		fc.assert(
			fc.property(fc.integer({ min: 0, max: sealed.length - 1 }), (length) => {
				const cut = sealed.slice(0, length) as typeof sealed;
				expect(openEntry(cut, place, keyring(key), book()).ok).toBe(false);
			}),
			{ numRuns: 100 },
		);
	});

	test('replayed into another folder or chain is refused by name', () => {
		const { cast, epoch, place, key, book } = scene();
		const content = written(cast, cast.founder, {});
		const { sealed } = sealEntry({ key, heads: [], content, signing: cast.founder.signing });
		const elsewhere = newPlace(epoch);
		expect(refusalOf(openEntry(sealed, elsewhere, keyring(key), book()))).toBe('entry.other-place');
		const otherChain = { ...place, chain: 'dialogue' as const };
		expect(refusalOf(openEntry(sealed, otherChain, keyring(key), book()))).toBe('entry.other-place');
		// A server that rewrites the clear header to fit breaks the seal.
		const movedKey: ChainKey = { ...key, place: elsewhere };
		const resealed = sealEntry({ key: movedKey, heads: [], content, signing: cast.founder.signing });
		expect(refusalOf(openEntry(resealed.sealed, place, keyring(key), book()))).toBe('entry.other-place');
	});

	test('with an altered clear field does not open', () => {
		const { cast, place, key, book } = scene();
		const { sealed, id } = sealEntry({
			key,
			heads: [],
			content: written(cast, cast.founder, {}),
			signing: cast.founder.signing,
		});
		const swaps: [string, string][] = [[id, newId(EntryId)]];
		for (const [from, to] of swaps) {
			const at = Buffer.from(sealed).indexOf(from);
			expect(at).toBeGreaterThan(0);
			const altered = sealed.slice() as typeof sealed;
			altered.set(new TextEncoder().encode(to), at);
			expect(refusalOf(openEntry(altered, place, keyring(key), book()))).toBe('sealed.altered');
		}
	});

	test('under a key we do not have is refused by name', () => {
		const { cast, place, key, book } = scene();
		const content = written(cast, cast.founder, {});
		const { sealed } = sealEntry({ key, heads: [], content, signing: cast.founder.signing });
		expect(refusalOf(openEntry(sealed, place, keyring(), book()))).toBe('entry.key-unknown');
	});
});

describe('the author of an entry', () => {
	test('must have signed it', () => {
		const { cast, place, key, book } = scene();
		const content = written(cast, cast.founder, {});
		const forged = sealEntry({ key, heads: [], content, signing: makeSigningPair() });
		expect(refusalOf(openEntry(forged.sealed, place, keyring(key), book()))).toBe('entry.signature-wrong');
		expect(refusalOf(openEntry(forged.sealed, place, keyring(key), EMPTY_BOOK))).toBe(
			'author.organisation-unknown',
		);
	});

	test('must have been an active member when the log stood where the entry says', () => {
		const { cast, place, key, book } = scene();
		const lawyer = cast.join('Ilya', cast.founder);
		const seal = () =>
			sealEntry({ key, heads: [], content: written(cast, lawyer, {}), signing: lawyer.signing }).sealed;
		const before = seal();
		cast.act({ kind: 'suspend', person: lawyer.person }, cast.founder);
		const after = seal();
		expect(refusalOf(openEntry(before, place, keyring(key), book()))).toBeUndefined();
		expect(refusalOf(openEntry(after, place, keyring(key), book()))).toBe('author.not-active');
	});

	test('who saw another log, or more of it than we have, is told', () => {
		const { cast, place, key } = scene();
		const early = cast.state();
		const lawyer = cast.join('Ilya', cast.founder);
		const content = written(cast, lawyer, {});
		const { sealed } = sealEntry({ key, heads: [], content, signing: lawyer.signing });
		expect(refusalOf(openEntry(sealed, place, keyring(key), bookOf(early)))).toBe('membership.log-behind');
		const newcomer = makePerson(newId(PersonId));
		const other = signAct(early, addition(cast.organisation, newcomer, 'Nobody'), cast.founder, AT);
		const fork = value(extendLog(early, [other]));
		expect(refusalOf(openEntry(sealed, place, keyring(key), bookOf(fork)))).toBe('membership.forked');
	});
});

test('two organisations answer for their own members', () => {
	const [one, other] = [scene(), scene()];
	const books = new Map([one, other].map(({ cast }) => [cast.organisation, bookOf(cast.state())]));
	const both = joinBooks(books);
	for (const { cast } of [one, other]) {
		const log = logHead(cast.state());
		const { person, signing } = cast.founder;
		expect(both.memberKey(cast.organisation, person, log)).toEqual({ ok: true, value: signing.public });
	}
	const stranger = foundOrganisation();
	const unknown = both.memberKey(stranger.organisation, stranger.founder.person, logHead(stranger.state()));
	expect(refusalOf(unknown)).toBe('author.organisation-unknown');
});

test('the clear header is what the server may know', () => {
	const { cast, place, key } = scene();
	const parent = sealEntry({
		key,
		heads: [],
		content: written(cast, cast.founder, {}),
		signing: cast.founder.signing,
	});
	const content = written(cast, cast.founder, {});
	const { sealed, id } = sealEntry({
		key,
		heads: [parent.hash, parent.hash],
		content,
		signing: cast.founder.signing,
	});
	expect(value(readEntry(sealed)).header).toEqual({
		...place,
		id,
		epoch: 1,
		key: key.id,
		heads: [parent.hash],
	});
	expect(hashEntry(sealed)).not.toBe(parent.hash);
	expect(refusalOf(readEntry(new Uint8Array() as typeof sealed))).toBe('sealed.other-kind');
});
