import { beforeAll, describe, expect, test } from 'vitest';
import {
	AT,
	declare,
	EMPTY_BOOK,
	foundOrganisation,
	foundVault,
	refusalOf,
	turnBit,
	value,
	written,
} from '#test/vault-cast.ts';
import type { SealedEntry, SealedKeyBox } from '../format/envelope.ts';
import { newFollowUpCode } from '../format/follow-up-code.ts';
import { newId } from '../format/ids.ts';
import { EntryId, type ChainPlace, type EntryHash } from '../format/model.ts';
import { vaultReady } from '../format/sodium.ts';
import {
	boxForMembers,
	boxForVault,
	boxForVisitor,
	keyForAppend,
	makeChainKey,
	readKeyBox,
	type ChainKey,
} from '../seal/chain-key.ts';
import { sealEntry } from '../seal/entry.ts';
import { makeNextEpoch, type EpochKeys } from '../seal/epoch.ts';
import {
	deriveFollowUp,
	forgetFollowUp,
	hashAuthentication,
	hashLocator,
	makeFollowUpSalt,
	visitorKeys,
	type FollowUp,
} from '../seal/follow-up.ts';
import { bookOf } from '../seal/membership-state.ts';
import { sealFurther, sealRequest } from '../seal/request.ts';
import type { TrustedIntake } from '../seal/trust.ts';
import { openKeyBox } from './chain-key.ts';
import { openFirstCover } from './cover.ts';
import { openChain, openOwnDialogue } from './dialogue.ts';

beforeAll(vaultReady);

const SALT = new Uint8Array(16).fill(7);

function intakeOf(epoch: EpochKeys): TrustedIntake {
	const { organisation, vault, pair } = epoch;
	return { organisation, vault, epoch: epoch.epoch, key: pair.public, backup: null, expires: AT };
}

/** A beginning of somebody else, put in the place of a sender's folder: what a server could make. */
function beginAs(impostor: FollowUp, place: ChainPlace) {
	const key = makeChainKey(place, 1);
	const visitor = visitorKeys(impostor);
	const { sealed } = sealEntry({
		key,
		heads: [],
		signing: impostor.signing,
		content: {
			type: 'intake.request',
			author: { kind: 'visitor', signing: visitor.signing, sealedBy: 'server' },
			at: AT,
			body: {},
			log: null,
			visitor,
		},
	});
	return { key, entry: sealed };
}

/** A sender has written to the northern desk, with the office as backup. */
function scene() {
	const cast = foundOrganisation();
	const office = foundOrganisation('Office');
	const [epoch, backupEpoch] = [foundVault(cast), foundVault(office)];
	const followUp = deriveFollowUp(newFollowUpCode(), SALT);
	const request = sealRequest({
		entry: newId(EntryId),
		intake: intakeOf(epoch),
		backup: intakeOf(backupEpoch),
		followUp,
		sealedBy: 'browser',
		at: AT,
		type: 'intake.request',
		body: { text: 'My brother was taken on Friday' },
		summary: { callNumber: '12345678' },
	});
	const epochs = new Map([[1, epoch]]);
	const book = () => bookOf(cast.state());
	const staffKeys = (boxes: readonly SealedKeyBox[], held: ReadonlyMap<number, EpochKeys> = epochs) => {
		const opened = boxes.flatMap((box) => {
			const key = openKeyBox(box, held, book());
			return key.ok ? [[key.value.id, key.value] as const] : [];
		});
		return new Map(opened);
	};
	const asStaff = (boxes = request.boxes, entries: readonly SealedEntry[] = [request.entry], held = epochs) =>
		openChain(request.place, entries, staffKeys(boxes, held), book());
	const answer = (keys: Iterable<ChainKey>, heads: readonly EntryHash[], text: string, epochNow = 1) => {
		const { key, fresh, after } = keyForAppend(request.place, keys, epochNow);
		const content = written(cast, cast.founder, { text });
		const sealed = sealEntry({ key, heads, content, signing: cast.founder.signing });
		return { sealed: sealed.sealed, key, fresh, after };
	};
	return { cast, epoch, epochs, backupEpoch, office, followUp, request, asStaff, answer, book };
}

describe('a request', () => {
	test('is opened by the desk, by the backup and by the sender, and by nobody else', () => {
		const { request, asStaff, backupEpoch, office, followUp, epochs } = scene();
		const chain = asStaff();
		expect(chain.ordered.map(({ body }) => body)).toEqual([{ text: 'My brother was taken on Friday' }]);
		expect(chain.visitor).toEqual({ signing: followUp.signing.public, sealing: followUp.sealing.public });
		expect(chain.problems).toEqual([]);
		const backupBox = request.boxes[2];
		if (!backupBox) throw new Error('a box for the backup');
		const backupKey = value(openKeyBox(backupBox, new Map([[1, backupEpoch]]), bookOf(office.state())));
		const asBackup = openChain(
			request.place,
			[request.entry],
			new Map([[backupKey.id, backupKey]]),
			bookOf(office.state()),
		);
		expect(asBackup.ordered).toHaveLength(1);
		const own = value(openOwnDialogue(request.place, request.boxes.slice(1, 2), [request.entry], followUp));
		expect(own.ordered).toHaveLength(1);
		const { organisation, vault, folder } = request.place;
		expect(openFirstCover(request.cover, { organisation, vault, folder }, epochs)).toMatchObject({
			ok: true,
		});
		const stranger = deriveFollowUp(newFollowUpCode(), SALT);
		expect(
			refusalOf(openOwnDialogue(request.place, request.boxes.slice(1, 2), [request.entry], stranger)),
		).toBe('key-box.not-for-us');
	});

	test('is answered, and the sender writes again', () => {
		const { request, asStaff, answer, followUp, epoch } = scene();
		const chain = asStaff();
		const reply = answer(chain.keys.values(), chain.heads, 'We are calling the station');
		expect(reply).toMatchObject({ fresh: false });
		const entries = [request.entry, reply.sealed];
		const own = value(openOwnDialogue(request.place, request.boxes.slice(1, 2), entries, followUp));
		expect(own.ordered.map(({ body, signatureChecked }) => [body, signatureChecked])).toEqual([
			[{ text: 'My brother was taken on Friday' }, true],
			[{ text: 'We are calling the station' }, false],
		]);
		const further = sealFurther({
			place: request.place,
			entry: newId(EntryId),
			keys: own.keys.values(),
			heads: own.heads,
			intake: intakeOf(epoch),
			followUp,
			sealedBy: 'browser',
			at: AT,
			type: 'intake.further',
			body: { text: 'He has called' },
		});
		expect(further.boxes).toEqual([]);
		const all = asStaff(request.boxes, [...entries, further.entry]);
		expect(all.ordered.map(({ body }) => body)).toContainEqual({ text: 'He has called' });
		expect(all.problems).toEqual([]);
		expect(all.refused).toEqual([]);
	});

	test('goes on under a new key after an epoch change, on either side', () => {
		const { cast, request, asStaff, answer, followUp, epoch } = scene();
		const { keys: second } = makeNextEpoch(epoch);
		declare(cast, second, [cast.founder]);
		const held = new Map([
			[1, epoch],
			[2, second],
		]);
		const chain = asStaff(request.boxes, [request.entry], held);
		const reply = answer(chain.keys.values(), chain.heads, 'Under the new epoch', 2);
		expect(reply.fresh).toBe(true);
		const boxes = [
			boxForMembers(reply.key, second),
			boxForVisitor(reply.key, followUp.sealing.public, reply.after),
		];
		const ownBoxes = [...request.boxes.slice(1, 2), ...boxes.slice(1)];
		const own = value(openOwnDialogue(request.place, ownBoxes, [request.entry, reply.sealed], followUp));
		expect(own.ordered).toHaveLength(2);
		const { keys: third } = makeNextEpoch(second);
		declare(cast, third, [cast.founder]);
		held.set(3, third);
		const further = sealFurther({
			place: request.place,
			entry: newId(EntryId),
			keys: own.keys.values(),
			heads: own.heads,
			intake: intakeOf(third),
			followUp,
			sealedBy: 'browser',
			at: AT,
			type: 'intake.further',
			body: { text: 'After the third' },
		});
		expect(further.boxes).toHaveLength(2);
		const everything = [...request.boxes, boxes[0], ...further.boxes].flatMap((box) => box ?? []);
		const all = asStaff(everything, [request.entry, reply.sealed, further.entry], held);
		expect(all.ordered).toHaveLength(3);
		expect(keyForAppend(request.place, all.keys.values(), 3)).toMatchObject({
			fresh: false,
			key: { id: further.key.id },
		});
		// Whoever holds only the first epoch has nothing of what came after.
		const removed = asStaff(everything, [request.entry, reply.sealed, further.entry], new Map([[1, epoch]]));
		expect(removed.ordered).toHaveLength(1);
		expect(removed.refused.map(({ refusal }) => refusal.id)).toEqual([
			'entry.key-unknown',
			'entry.key-unknown',
		]);
	});
});

describe('a malicious server', () => {
	test('cannot have the staff answer under a key of its own', () => {
		const { request, asStaff, answer, epoch } = scene();
		const own = makeChainKey(request.place, 1);
		const chain = asStaff([...request.boxes, boxForVault(own, intakeOf(epoch))]);
		expect(chain.keys.get(own.id)?.vouched).toBe(false);
		const reply = answer(chain.keys.values(), chain.heads, 'secret');
		expect(reply.key.id).not.toBe(own.id);
	});

	test('cannot speak for the sender, nor begin the dialogue anew', () => {
		const { request, asStaff, epoch, followUp } = scene();
		const impostor = deriveFollowUp(newFollowUpCode(), SALT);
		const forged = sealFurther({
			place: request.place,
			entry: newId(EntryId),
			keys: [request.key],
			heads: [request.hash],
			intake: intakeOf(epoch),
			followUp: impostor,
			sealedBy: 'browser',
			at: AT,
			type: 'intake.further',
			body: { text: 'Forget it all' },
		});
		const chain = asStaff(request.boxes, [request.entry, forged.entry]);
		expect(chain.refused.map(({ refusal }) => refusal.id)).toEqual(['entry.other-visitor']);
		expect(chain.ordered).toHaveLength(1);
		const begun = beginAs(impostor, request.place);
		const both = [request.entry, begun.entry];
		const twice = asStaff([...request.boxes, boxForVault(begun.key, intakeOf(epoch))], both);
		expect(twice.visitor).toEqual(visitorKeys(followUp));
		expect(twice.refused.map(({ refusal }) => refusal.id)).toEqual(['entry.other-visitor']);
		expect(twice.ordered.map(({ hash }) => hash)).toEqual([request.hash]);
		const ownBoxes = request.boxes.slice(1, 2);
		expect(refusalOf(openOwnDialogue(request.place, ownBoxes, both, followUp))).toBe(
			'dialogue.beginning-unclear',
		);
		expect(refusalOf(openOwnDialogue(request.place, ownBoxes, [], followUp))).toBe(
			'dialogue.beginning-unclear',
		);
	});

	test('cannot show the sender a dialogue that is not theirs', () => {
		const { request, followUp } = scene();
		const impostor = deriveFollowUp(newFollowUpCode(), SALT);
		const fake = beginAs(impostor, request.place);
		const boxes = [boxForVisitor(fake.key, followUp.sealing.public)];
		expect(refusalOf(openOwnDialogue(request.place, boxes, [fake.entry], followUp))).toBe(
			'dialogue.not-ours',
		);
	});

	test('one spoilt entry hides no other', () => {
		const { request, asStaff, answer } = scene();
		const chain = asStaff();
		const [one, two] = ['first', 'second'].map(
			(text) => answer(chain.keys.values(), chain.heads, text).sealed,
		);
		if (!one || !two) throw new Error('two answers');
		const spoilt = asStaff(request.boxes, [request.entry, turnBit(one, 400), two]);
		expect(spoilt.ordered).toHaveLength(2);
		expect(spoilt.refused).toHaveLength(1);
	});

	test('cannot pass a member’s entry off on whoever keeps a membership log', () => {
		const { request, asStaff, answer, followUp } = scene();
		const chain = asStaff();
		const reply = answer(chain.keys.values(), chain.heads, 'checked');
		const own = openOwnDialogue(
			request.place,
			request.boxes.slice(1, 2),
			[request.entry, reply.sealed],
			followUp,
			EMPTY_BOOK,
		);
		expect(value(own).refused.map(({ refusal }) => refusal.id)).toEqual(['author.organisation-unknown']);
	});
});

describe('a follow-up code', () => {
	test('gives the same keys again, others in another network, and none of them to who stores the hashes', () => {
		const code = newFollowUpCode();
		const once = deriveFollowUp(code, SALT);
		expect(deriveFollowUp(code, SALT)).toEqual(once);
		expect(deriveFollowUp(code, makeFollowUpSalt()).locatorHash).not.toBe(once.locatorHash);
		expect(hashLocator(once.locator)).toBe(once.locatorHash);
		expect(hashAuthentication(once.authentication)).toBe(once.authenticationHash);
		expect(once.locator).toHaveLength(16);
		forgetFollowUp(once);
		expect(once.signing.secret.every((byte) => byte === 0)).toBe(true);
	});

	test('key boxes say for whom they are and nothing of the key', () => {
		const { request } = scene();
		const kinds = request.boxes.map((box) => value(readKeyBox(box)).header.to.kind);
		expect(kinds).toEqual(['vault', 'visitor', 'vault']);
		for (const box of request.boxes) {
			expect(Buffer.from(box).includes(Buffer.from(request.key.secret))).toBe(false);
		}
	});
});
