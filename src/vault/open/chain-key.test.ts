import { beforeAll, describe, expect, test } from 'vitest';
import {
	declare,
	EMPTY_BOOK,
	foundOrganisation,
	foundVault,
	newPlace,
	refusalOf,
	turnBit,
	value,
} from '#test/vault-cast.ts';
import { vaultReady } from '../format/sodium.ts';
import {
	boxForMembers,
	boxForPerson,
	boxForVault,
	boxForVisitor,
	keyForAppend,
	makeChainKey,
	type ChainKey,
} from '../seal/chain-key.ts';
import { makeNextEpoch, type EpochKeys } from '../seal/epoch.ts';
import { bookOf, logHead } from '../seal/membership-state.ts';
import { makeSealingPair } from '../seal/pairs.ts';
import { openKeyBox, openPersonalKeyBox, openVisitorKeyBoxes } from './chain-key.ts';

beforeAll(vaultReady);

const epochsOf = (epoch: EpochKeys) => new Map([[epoch.epoch, epoch]]);
const vaultOf = (epoch: EpochKeys) => ({
	organisation: epoch.organisation,
	vault: epoch.vault,
	epoch: epoch.epoch,
	key: epoch.pair.public,
});

function scene() {
	const cast = foundOrganisation();
	const epoch = foundVault(cast);
	const internal = makeChainKey(newPlace(epoch, 'internal'), 1);
	const dialogue = makeChainKey(newPlace(epoch, 'dialogue'), 1);
	const signer = () => ({ organisation: cast.organisation, ...cast.founder, log: logHead(cast.state()) });
	return { cast, epoch, internal, dialogue, signer, book: bookOf(cast.state()) };
}

describe('a key box', () => {
	test('opens for the members of the epoch', () => {
		const { epoch, internal, book } = scene();
		const box = boxForMembers(internal, epoch);
		expect(openKeyBox(box, epochsOf(epoch), book)).toEqual({ ok: true, value: internal });
		const other = scene();
		expect(refusalOf(openKeyBox(box, epochsOf(other.epoch), book))).toBe('key-box.not-for-us');
		expect(refusalOf(openKeyBox(box, new Map(), book))).toBe('key-box.epoch-unknown');
		for (let at = 0; at < box.length; at += 5) {
			expect(openKeyBox(turnBit(box, at), epochsOf(epoch), book).ok).toBe(false);
		}
	});

	test('from outside opens for the vault, yet nobody writes under it before an accepted entry has', () => {
		const { epoch, dialogue, book } = scene();
		const opened = value(openKeyBox(boxForVault(dialogue, vaultOf(epoch)), epochsOf(epoch), book));
		expect(opened).toEqual({ ...dialogue, vouched: false });
		expect(keyForAppend(dialogue.place, [opened], 1)).toMatchObject({ fresh: true, after: undefined });
	});

	test('from outside to an internal chain must be signed by a member', () => {
		const { cast, epoch, internal, signer, book } = scene();
		const unsigned = boxForVault(internal, vaultOf(epoch));
		expect(refusalOf(openKeyBox(unsigned, epochsOf(epoch), book))).toBe('key-box.unsigned');
		const partner = scene();
		const shared = boxForVault(internal, vaultOf(partner.epoch), signer());
		const opened = openKeyBox(shared, epochsOf(partner.epoch), bookOf(cast.state()));
		expect(opened).toEqual({ ok: true, value: internal });
		expect(refusalOf(openKeyBox(shared, epochsOf(partner.epoch), partner.book))).toBe(
			'author.organisation-unknown',
		);
		const forged = boxForVault(internal, vaultOf(epoch), {
			...signer(),
			signing: partner.cast.founder.signing,
		});
		expect(refusalOf(openKeyBox(forged, epochsOf(epoch), book))).toBe('key-box.signature-wrong');
	});

	test('holds the very key it names', () => {
		const { epoch, internal, book } = scene();
		const other = makeChainKey(internal.place, 1);
		const swapped: ChainKey = { ...other, id: internal.id };
		expect(refusalOf(openKeyBox(boxForMembers(swapped, epoch), epochsOf(epoch), book))).toBe(
			'key-box.other-key',
		);
	});

	test('for a named person opens for them alone', () => {
		const { cast, internal, signer } = scene();
		const lawyer = cast.join('Ilya', cast.founder);
		const book = bookOf(cast.state());
		const box = boxForPerson(internal, { person: lawyer.person, sealing: lawyer.sealing.public }, signer());
		expect(openPersonalKeyBox(box, lawyer.person, lawyer.sealing, book)).toEqual({
			ok: true,
			value: internal,
		});
		const { founder } = cast;
		expect(refusalOf(openPersonalKeyBox(box, founder.person, founder.sealing, book))).toBe(
			'key-box.not-for-us',
		);
		expect(refusalOf(openPersonalKeyBox(box, lawyer.person, lawyer.sealing, EMPTY_BOOK))).toBe(
			'author.organisation-unknown',
		);
	});
});

describe('a removed member, even with the server', () => {
	test('makes no key for an epoch that came after them', () => {
		const { cast, epoch, signer } = scene();
		const lawyer = cast.join('Ilya', cast.founder);
		const before = { ...signer(), ...lawyer, log: logHead(cast.state()) };
		cast.act({ kind: 'remove', person: lawyer.person }, cast.founder);
		const { keys: second } = makeNextEpoch(epoch);
		declare(cast, second, [cast.founder]);
		const book = bookOf(cast.state());
		const held = new Map([
			[1, epoch],
			[2, second],
		]);
		const own = makeChainKey(newPlace(epoch), 2);
		const inOldBox = openKeyBox(boxForMembers(own, epoch), held, book);
		expect(refusalOf(inOldBox)).toBe('key-box.epoch-ahead');
		const signedBefore = openKeyBox(boxForVault(own, vaultOf(second), before), held, book);
		expect(refusalOf(signedBefore)).toBe('key-box.epoch-ahead');
		const undeclared = makeChainKey(own.place, 3);
		const unknown = openKeyBox(boxForVault(undeclared, vaultOf(second), before), held, book);
		expect(refusalOf(unknown)).toBe('author.epoch-undeclared');
		const honest = openKeyBox(boxForVault(own, vaultOf(second), signer()), held, book);
		expect(honest).toEqual({ ok: true, value: own });
	});
});

describe('the sender’s key boxes', () => {
	test('open in a chain from the first key, in whatever order they come', () => {
		const { dialogue } = scene();
		const visitor = makeSealingPair();
		const second = makeChainKey(dialogue.place, 2);
		const third = makeChainKey(dialogue.place, 3);
		const boxes = [
			boxForVisitor(third, visitor.public, second),
			boxForVisitor(dialogue, visitor.public),
			boxForVisitor(second, visitor.public, dialogue),
		];
		const keys = value(openVisitorKeyBoxes(boxes, visitor, dialogue.id));
		expect([...keys.keys()].toSorted()).toEqual([dialogue.id, second.id, third.id].toSorted());
	});

	test('that prove no earlier key are refused: a server cannot slip a dialogue in', () => {
		const { dialogue } = scene();
		const visitor = makeSealingPair();
		const first = boxForVisitor(dialogue, visitor.public);
		const own = makeChainKey(dialogue.place, 2);
		const guessed: ChainKey = { ...makeChainKey(dialogue.place, 1), id: dialogue.id };
		const slipped = [boxForVisitor(own, visitor.public), boxForVisitor(own, visitor.public, guessed)];
		for (const box of slipped) {
			expect(refusalOf(openVisitorKeyBoxes([first, box], visitor, dialogue.id))).toBe(
				'key-box.not-continued',
			);
		}
		const stranger = boxForVisitor(dialogue, makeSealingPair().public);
		expect(refusalOf(openVisitorKeyBoxes([stranger], visitor, dialogue.id))).toBe('key-box.not-for-us');
	});
});

describe('the key to append with', () => {
	test('stays while its epoch is in force and is fresh at the first append after a change', () => {
		const { internal } = scene();
		expect(keyForAppend(internal.place, [internal], 1)).toEqual({ key: internal, fresh: false });
		const next = keyForAppend(internal.place, [internal], 2);
		expect(next).toMatchObject({ fresh: true, after: internal });
		expect(next.key.epoch).toBe(2);
		expect(next.key.id).not.toBe(internal.id);
		expect(keyForAppend(internal.place, [internal, next.key], 2).key).toEqual(next.key);
	});

	test('is the same for two who each made one off line', () => {
		const { internal } = scene();
		const [a, b] = [makeChainKey(internal.place, 2), makeChainKey(internal.place, 2)];
		const one = keyForAppend(internal.place, [internal, a, b], 2);
		const other = keyForAppend(internal.place, [b, internal, a], 2);
		expect(one).toEqual(other);
		expect(one.fresh).toBe(false);
	});
});
