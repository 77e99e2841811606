import { beforeAll, describe, expect, test } from 'vitest';
import {
	AT,
	EMPTY_BOOK,
	foundOrganisation,
	foundVault,
	refusalOf,
	turnBit,
	value,
} from '#test/vault-cast.ts';
import type { FolderHeads } from '../format/checkpoint.ts';
import { newId, spell } from '../format/ids.ts';
import { EntryHash, FolderId, type Chain } from '../format/model.ts';
import { randomBytes, vaultReady } from '../format/sodium.ts';
import {
	applyCheckpoint,
	compareWithServer,
	headsKey,
	readCheckpoint,
	signCheckpoint,
	UNCHECKED,
	vaultHeads,
} from './checkpoint.ts';
import { checkDestruction, signDestruction } from './destruction.ts';
import { senderFolder } from './sender-folder.ts';
import { bookOf, logHead } from './membership-state.ts';
import { makeSigningPair } from './pairs.ts';

beforeAll(vaultReady);

const someHash = () => spell(EntryHash, randomBytes(32));
const folder = (chain: Chain = 'internal'): FolderHeads => ({
	folder: newId(FolderId),
	chain,
	heads: [someHash()],
});
const never = () => false;

function scene() {
	const cast = foundOrganisation();
	const { organisation, vault } = foundVault(cast);
	const by = { ...cast.founder, log: logHead(cast.state()) };
	const folders = [folder(), folder('dialogue'), folder()];
	return { cast, place: { organisation, vault }, by, folders, book: bookOf(cast.state()) };
}

describe('a checkpoint', () => {
	test('tells the next member all the heads, by what changed', () => {
		const { place, by, folders, book } = scene();
		const first = signCheckpoint(place, UNCHECKED, vaultHeads(folders), by, AT);
		const [a, ...others] = folders;
		if (!a) throw new Error('the scene has folders');
		const moved = vaultHeads([...others, { ...a, heads: [someHash(), someHash()] }, folder()]);
		const second = signCheckpoint(place, first.after, moved, by, AT);
		expect(value(readCheckpoint(second.checkpoint)).changed).toHaveLength(2);
		const one = value(applyCheckpoint(place, UNCHECKED, first.checkpoint, book, never));
		const two = value(applyCheckpoint(place, one, second.checkpoint, book, never));
		expect(two.heads).toEqual(moved);
		expect(two.hash).toBe(second.after.hash);
		expect(refusalOf(applyCheckpoint(place, UNCHECKED, second.checkpoint, book, never))).toBe(
			'checkpoint.chain-broken',
		);
	});

	test('of another vault, by nobody, or altered is refused', () => {
		const { cast, place, by, folders, book } = scene();
		const { checkpoint } = signCheckpoint(place, UNCHECKED, vaultHeads(folders), by, AT);
		const other = { ...place, vault: foundVault(cast).vault };
		expect(refusalOf(applyCheckpoint(other, UNCHECKED, checkpoint, book, never))).toBe(
			'checkpoint.other-vault',
		);
		expect(refusalOf(applyCheckpoint(place, UNCHECKED, checkpoint, EMPTY_BOOK, never))).toBe(
			'author.organisation-unknown',
		);
		for (let at = 0; at < checkpoint.length; at += 11) {
			expect(applyCheckpoint(place, UNCHECKED, turnBit(checkpoint, at), book, never).ok).toBe(false);
		}
		const forged = signCheckpoint(
			place,
			UNCHECKED,
			vaultHeads(folders),
			{ ...by, signing: makeSigningPair() },
			AT,
		);
		expect(refusalOf(applyCheckpoint(place, UNCHECKED, forged.checkpoint, book, never))).toBe(
			'checkpoint.signature-wrong',
		);
	});

	test('that lets a folder go needs its signed destruction', () => {
		const { place, by, folders, book } = scene();
		const first = signCheckpoint(place, UNCHECKED, vaultHeads(folders), by, AT);
		const second = signCheckpoint(place, first.after, vaultHeads(folders.slice(1)), by, AT);
		expect(applyCheckpoint(place, first.after, second.checkpoint, book, never)).toMatchObject({
			refusal: { id: 'checkpoint.folder-dropped', params: { folder: folders[0]?.folder } },
		});
		const destroyed = (id: FolderId) => id === folders[0]?.folder;
		expect(applyCheckpoint(place, first.after, second.checkpoint, book, destroyed).ok).toBe(true);
	});
});

describe('against what was vouched for', () => {
	test('dropped and rolled-back folders are named, destroyed ones are not', () => {
		const { folders } = scene();
		const [dropped, rolledBack, whole, destroyed] = [...folders, folder()];
		if (!dropped || !rolledBack || !whole || !destroyed) throw new Error('the scene has folders');
		const there = new Map([
			[headsKey(rolledBack.folder, rolledBack.chain), new Set([someHash()])],
			[headsKey(whole.folder, whole.chain), new Set([...whole.heads, someHash()])],
		]);
		const withheld = compareWithServer(
			vaultHeads([...folders, destroyed]),
			(id, chain) => there.get(headsKey(id, chain)),
			(id) => id === destroyed.folder,
		);
		expect(withheld).toEqual({ dropped: [dropped], rolledBack: [rolledBack] });
	});
});

describe('a destruction', () => {
	test('is signed by the sender or by a member, and by nobody else', () => {
		const { cast, place, by, book } = scene();
		const visitor = makeSigningPair();
		const body = {
			...place,
			folder: senderFolder(visitor.public),
			at: AT,
			by: { kind: 'visitor' as const, signing: visitor.public },
		};
		const order = signDestruction(body, visitor);
		expect(checkDestruction(order, book)).toEqual({ ok: true, value: body });
		const stranger = makeSigningPair();
		expect(refusalOf(checkDestruction(signDestruction(body, stranger), book))).toBe(
			'destruction.signature-wrong',
		);
		// A key of the server's own: the folder's id commits to the sender's.
		const forged = { ...body, by: { kind: 'visitor' as const, signing: stranger.public } };
		expect(refusalOf(checkDestruction(signDestruction(forged, stranger), book))).toBe(
			'destruction.other-sender',
		);
		const staffs = { ...forged, folder: newId(FolderId) };
		expect(refusalOf(checkDestruction(signDestruction(staffs, stranger), book))).toBe(
			'destruction.other-sender',
		);
		const member = { ...body, by: { kind: 'member' as const, person: by.person, log: by.log } };
		expect(checkDestruction(signDestruction(member, cast.founder.signing), book).ok).toBe(true);
		expect(checkDestruction(signDestruction(member, visitor), book).ok).toBe(false);
	});
});
