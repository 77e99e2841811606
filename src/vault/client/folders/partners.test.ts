import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Result } from '#platform/result.ts';
import { folderView, listView, openDesk, type TestDesk } from '#test/builders/folder-desks.ts';
import { foundHolders, makeHolder, type Holder } from '#test/builders/holders.ts';
import { foundNetwork, keepLog, type TestNetwork } from '#test/builders/partners.ts';
import { withRuntime } from '#test/builders/server.ts';
import { foundOrganisation, refusalOf, value, written } from '#test/vault-cast.ts';
import { toBase64url } from '../../format/bytes.ts';
import type { Chain } from '../../format/model.ts';
import { vaultReady } from '../../format/sodium.ts';
import { makeChainKey } from '../../seal/chain-key.ts';
import { sealEntry } from '../../seal/entry.ts';
import { makePerson } from '../../seal/person.ts';
import type { PartnerLogAnswer } from '../../server/model.ts';
import type { FolderRef, FolderView } from './model.ts';

/** Two organisations with one folder: what the other's members sign is verified, by a server that may lie. */
const server = withRuntime();
type Holders = Awaited<ReturnType<typeof foundHolders>>;
let network: TestNetwork;
let ours: Holders;
let theirs: Holders;
const desks: TestDesk[] = [];

beforeEach(async () => {
	await vaultReady();
	network = foundNetwork(server.runtime);
	ours = await foundHolders(server.runtime, ['Anna']);
	theirs = await foundHolders(server.runtime, ['Galina', 'Denis']);
	await server.runtime.db.withSchema('accord').deleteFrom('public_document').execute();
	await network.publish([ours.cast, theirs.cast]);
});
afterEach(async () => {
	for (const desk of desks.splice(0)) await desk.stop();
});

async function desk(holder: Holder | undefined): Promise<TestDesk> {
	if (!holder) throw new Error('Nobody of that number');
	const opened = await openDesk(server.runtime, holder);
	desks.push(opened);
	await opened.folders.settled();
	return opened;
}
const say = (text: string) => ({ type: 'test.note', body: text });
const texts = ({ dialogue }: FolderView) => dialogue.map(({ body }) => body);
const told = (view: FolderView) => view.warnings.map(({ id }) => id);

/** Anna’s folder, handed to Galina’s organisation. */
async function handedOver(anna: TestDesk, chains: readonly Chain[] = ['dialogue']): Promise<FolderRef> {
	const { organisation, vault } = ours.epoch;
	const cover = { v: 1 as const, kind: 'test.note', title: 'a letter', excerpt: '' };
	const made = value(
		await anna.folders.create({
			vault: { organisation, vault },
			kind: 'note',
			cover,
			dialogue: [say('from Anna')],
			internal: [say('ours alone')],
		}),
	);
	const at = { organisation: made.organisation, folder: made.folder };
	await folderView(anna, at, ({ dialogue }) => dialogue[0]?.state === 'sent');
	const to = { organisation: theirs.epoch.organisation, vault: theirs.epoch.vault, epoch: 1 };
	const key = theirs.epoch.pair.public;
	value(await anna.folders.share(at, { ...to, key, chains, cover }));
	return at;
}

function lying(one: TestDesk, lie: (answer: PartnerLogAnswer) => PartnerLogAnswer): void {
	one.wire.twist = (name, answer) =>
		name === 'vault.readPartnerLog' && answer.ok
			? ({ ok: true, value: lie(answer.value) } as Result<never>)
			: answer;
}

describe('what a partner signs', () => {
	it('is verified on both sides, by name, and again off line', async () => {
		let [anna, galina] = [await desk(ours.holders[0]), await desk(theirs.holders[0])];
		const at = await handedOver(anna);
		const received = await folderView(galina, at, ({ dialogue }) => dialogue.length === 1);
		expect(told(received)).toEqual([]);
		expect(received.dialogue[0]).toMatchObject({ name: 'Anna', author: { kind: 'member' } });
		value(await galina.folders.append(at, 'dialogue', say('from Galina')));
		const answered = await folderView(anna, at, ({ dialogue }) => dialogue.length === 2);
		expect(told(answered)).toEqual([]);
		expect(answered.dialogue[1]).toMatchObject({ body: 'from Galina', name: 'Galina' });
		await anna.folders.settled();
		desks.splice(desks.indexOf(anna), 1);
		anna.wire.cut = true;
		await anna.stop();
		anna = await openDesk(server.runtime, anna.holder, anna.shelf, undefined, (wire) => (wire.cut = true));
		desks.push(anna);
		const held = await folderView(anna, at, ({ dialogue }) => dialogue.length === 2);
		expect(held.dialogue[1]).toMatchObject({ name: 'Galina' });
		expect(told(held)).toEqual([]);
	});

	it('is verified against the log as it was when it was signed: who left is told, what they wrote before stays', async () => {
		const [anna, denis] = [await desk(ours.holders[0]), await desk(theirs.holders[1])];
		const at = await handedOver(anna);
		await folderView(denis, at, ({ dialogue }) => dialogue.length === 1);
		value(await denis.folders.append(at, 'dialogue', say('before')));
		await folderView(anna, at, ({ dialogue }) => dialogue.length === 2);
		const { cast, holders } = theirs;
		const person = holders[1]?.keys.person;
		if (!person) throw new Error('Denis is there');
		cast.act({ kind: 'remove', person }, cast.founder);
		await keepLog(server.runtime, cast);
		value(await denis.folders.append(at, 'dialogue', say('after')));
		const view = await folderView(anna, at, ({ warnings }) => warnings.length > 0);
		expect(texts(view)).toEqual(['from Anna', 'before']);
		expect(told(view)).toContain('author.not-active');
	});

	it('is refused where another signed in their name, or somebody whom their log does not know', async () => {
		const anna = await desk(ours.holders[0]);
		const at = await handedOver(anna);
		const { cast, epoch, holders } = theirs;
		const galina = holders[0];
		if (!galina) throw new Error('Galina is there');
		for (const [secrets, id] of [
			[{ ...makePerson(galina.keys.person), sealing: galina.keys.secrets.sealing }, 'entry.signature-wrong'],
			[makePerson(cast.organisation as never), 'author.not-active'],
		] as const) {
			const forger = makeHolder(server.runtime, cast, secrets, [epoch]);
			// The server lets them in: it is theirs.
			const colluding = await desk({ ...forger, act: galina.act, actor: galina.actor });
			await folderView(colluding, at, ({ dialogue }) => dialogue.length === 1);
			value(await colluding.folders.append(at, 'dialogue', say('forged')));
			const view = await folderView(anna, at, (now) => told(now).includes(id));
			expect(texts(view)).toEqual(['from Anna']);
		}
	});
});

describe('what is internal', () => {
	const inside = (entries: FolderView['internal']) => entries.map(({ body }) => body);

	it('is each organisation’s own: neither sees that the other has any', async () => {
		const [anna, galina, denis] = [
			await desk(ours.holders[0]),
			await desk(theirs.holders[0]),
			await desk(theirs.holders[1]),
		];
		const at = await handedOver(anna);
		const received = await folderView(galina, at, ({ dialogue }) => dialogue.length === 1);
		expect([received.internal, received.theirs, told(received)]).toEqual([[], [], []]);
		value(await galina.folders.append(at, 'internal', say('for Denis')));
		const colleague = await folderView(denis, at, ({ internal }) => internal.length === 1);
		expect(inside(colleague.internal)).toEqual(['for Denis']);
		value(await denis.folders.append(at, 'internal', say('seen')));
		await folderView(galina, at, ({ internal }) => internal.length === 2);
		const row = async (one: TestDesk) => (await folderView(one, at, (view) => view.row !== null)).row;
		await anna.folders.markSeen(at);
		const before = await row(anna);
		value(await galina.folders.append(at, 'internal', say('more')));
		await folderView(denis, at, ({ internal }) => internal.length === 3);
		await anna.folders.settled();
		const owner = await folderView(anna, at, ({ freshness }) => freshness === 'current');
		expect(inside(owner.internal)).toEqual(['ours alone']);
		expect([owner.row?.change, owner.row?.unread]).toEqual([before?.change, false]);
		expect((await row(denis))?.unread).toBe(true);
		// And the other way: a note of the owner's is no news to the partner.
		await denis.folders.markSeen(at);
		value(await anna.folders.append(at, 'internal', say('ours again')));
		await folderView(anna, at, ({ internal }) => internal.length === 2 && internal[1]?.state === 'sent');
		await denis.folders.settled();
		expect((await row(denis))?.unread).toBe(false);
		expect(told(await folderView(denis, at, ({ freshness }) => freshness === 'current'))).toEqual([]);
	});

	it('is read by a partner where it was expressly shared, and not written', async () => {
		const [anna, galina] = [await desk(ours.holders[0]), await desk(theirs.holders[0])];
		const at = await handedOver(anna, ['dialogue', 'internal']);
		const received = await folderView(galina, at, ({ theirs: notes }) => notes.length === 1);
		expect(inside(received.theirs)).toEqual(['ours alone']);
		value(await galina.folders.append(at, 'internal', say('for Denis')));
		const own = await folderView(galina, at, ({ internal }) => internal[0]?.state === 'sent');
		expect([inside(own.internal), inside(own.theirs), told(own)]).toEqual([
			['for Denis'],
			['ours alone'],
			[],
		]);
		const owner = await folderView(anna, at, ({ freshness }) => freshness === 'current');
		expect(inside(owner.internal)).toEqual(['ours alone']);
		value(await anna.folders.append(at, 'internal', say('ours again')));
		await folderView(galina, at, ({ theirs: notes }) => notes.length === 2);
		// The server takes nothing from a partner that is addressed to the owner's internal chain.
		const place = { ...at, vault: ours.epoch.vault, chain: 'internal' as const };
		const { keys, cast } = { ...theirs, keys: theirs.holders[0]?.keys };
		if (!keys) throw new Error('Galina is there');
		const { sealed } = sealEntry({
			key: makeChainKey(place, 1),
			heads: [],
			signing: keys.secrets.signing,
			content: written(cast, keys.secrets, 'slipped in'),
		});
		const entries = [toBase64url(sealed)];
		expect(refusalOf(await galina.holder.act('folders.appendEntries', { ...at, entries } as never))).toBe(
			'entry.other-place',
		);
	});

	it('of a partner goes with the folder when its owner has it destroyed', async () => {
		const [anna, galina] = [await desk(ours.holders[0]), await desk(theirs.holders[0])];
		const at = await handedOver(anna);
		await folderView(galina, at, ({ dialogue }) => dialogue.length === 1);
		value(await galina.folders.append(at, 'internal', say('for Denis')));
		await folderView(galina, at, ({ internal }) => internal[0]?.state === 'sent');
		const left = () =>
			within(server.runtime.db, system, (tx) =>
				tx.selectFrom('entry').select('organisation').where('folder', '=', at.folder).execute(),
			);
		expect(await left()).toHaveLength(3);
		value(await anna.folders.destroy(at));
		expect(await left()).toEqual([]);
		await listView(galina, { window: { start: 0, count: 10 } }, ({ rows }) => rows.length === 0);
	});
});

describe('a server that lies about a partner’s log', () => {
	/** Galina has answered; Anna’s device has not read it. */
	async function scene() {
		const [anna, galina] = [await desk(ours.holders[0]), await desk(theirs.holders[0])];
		const at = await handedOver(anna);
		await folderView(galina, at, ({ dialogue }) => dialogue.length === 1);
		return { anna, galina, at, answer: () => galina.folders.append(at, 'dialogue', say('from Galina')) };
	}

	it('by another log in its place: nothing of it is believed, and that is told', async () => {
		const { anna, at, answer } = await scene();
		const fake = foundOrganisation();
		const records = [...fake.records].map(toBase64url);
		lying(anna, () => ({ records, length: records.length }));
		value(await answer());
		const view = await folderView(anna, at, ({ warnings }) => warnings.length > 0);
		expect(told(view)).toContain('partner.log-swapped');
		expect(texts(view)).toEqual(['from Anna']);
		anna.wire.twist = undefined;
		anna.folders.news(undefined);
		await folderView(anna, at, ({ dialogue, warnings }) => dialogue.length === 2 && warnings.length === 0);
	});

	it('by a shortened one, or by going on otherwise than before', async () => {
		const { anna, at, answer } = await scene();
		const { cast } = theirs;
		value(await answer());
		await folderView(anna, at, ({ dialogue }) => dialogue.length === 2);
		cast.join('Fyodor', cast.founder);
		await keepLog(server.runtime, cast);
		lying(anna, () => ({ records: [], length: 1 }));
		value(await answer());
		const short = await folderView(anna, at, (view) => told(view).includes('partner.log-rolled-back'));
		expect(texts(short)).toEqual(['from Anna', 'from Galina']);
		lying(anna, () => ({ records: [toBase64url(cast.records[0] ?? new Uint8Array())], length: 99 }));
		value(await answer());
		const forked = await folderView(anna, at, (view) => told(view).includes('partner.log-broken'));
		expect(texts(forked)).toEqual(['from Anna', 'from Galina']);
	});

	it('by a network of its own, which this device does not know', async () => {
		const { anna, at, answer } = await scene();
		value(await answer());
		await folderView(anna, at, ({ dialogue }) => dialogue.length === 2);
		const others = await foundHolders(server.runtime, ['Ekaterina']);
		const fake = foundNetwork(server.runtime);
		await server.runtime.db.withSchema('accord').deleteFrom('public_document').execute();
		await fake.publish([ours.cast, theirs.cast, others.cast]);
		const { organisation, vault } = others.epoch;
		const cover = { v: 1 as const, kind: 'test.note', title: '', excerpt: '' };
		const to = { organisation, vault, epoch: 1, key: others.epoch.pair.public };
		value(await anna.folders.share(at, { ...to, chains: ['dialogue'], cover }));
		const ekaterina = await desk(others.holders[0]);
		await folderView(ekaterina, at, ({ dialogue }) => dialogue.length === 2);
		value(await ekaterina.folders.append(at, 'dialogue', say('from nowhere')));
		const view = await folderView(anna, at, (now) => told(now).includes('trust.network-key-swapped'));
		expect(texts(view)).toEqual(['from Anna', 'from Galina']);
	});
});

describe('a partner’s log', () => {
	it('is given to those who hold a folder with them, and to nobody else', async () => {
		const anna = await desk(ours.holders[0]);
		const read = (holder: Holder | undefined, of: Holders) =>
			holder?.act('vault.readPartnerLog', { organisation: of.cast.organisation } as never) as Promise<
				Result<PartnerLogAnswer>
			>;
		const [one, two] = [ours.holders[0], theirs.holders[0]];
		expect(refusalOf(await read(one, theirs))).toBe('access.denied');
		await handedOver(anna);
		expect(value(await read(one, theirs)).length).toBe(theirs.cast.records.length);
		expect(value(await read(two, ours)).records).toHaveLength(ours.cast.records.length);
		const colleague = ours.cast.join('Inna', ours.cast.founder);
		const without = makeHolder(server.runtime, ours.cast, colleague, []);
		expect(refusalOf(await read(without, theirs))).toBe('access.denied');
		const others = await foundHolders(server.runtime, ['Lev']);
		expect(refusalOf(await read(others.holders[0], theirs))).toBe('access.denied');
		expect(refusalOf(await read(one, others))).toBe('access.denied');
	});
});
