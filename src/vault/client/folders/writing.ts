import { ok, refuse, type Result } from '#platform/result.ts';
import { boxForVault } from '../../seal/chain-key.ts';
import { sealFirstCover } from '../../seal/cover.ts';
import { signDestruction } from '../../seal/destruction.ts';
import { SealingKey } from '../../format/model.ts';
import { coverItem, sealAppend, sealNewFolder } from './compose.ts';
import { ask, type Ground } from './ground.ts';
import type { FolderDesk, FolderRef, KeptBy, ShareTarget, VaultRef } from './model.ts';
import type { OpenedFolder } from './open-folder.ts';
import type { Outbox } from './outbox/outbox.ts';
import { rowKey } from './rows/row.ts';
import type { Session } from './session.ts';
import type { VaultSync } from './sync.ts';
import { toWire } from './wire.ts';

export interface WriterParts {
	readonly outbox: Outbox;
	readonly sessionOf: (at: FolderRef) => Session;
	readonly syncOf: (vault: VaultRef) => VaultSync | undefined;
}

/** Everything that writes: sealed here and now, kept in the outbox, or (share, destroy) done on the line. */
export function makeWriter(
	ground: Ground,
	{ outbox, sessionOf, syncOf }: WriterParts,
): Pick<FolderDesk, 'create' | 'append' | 'updateCover' | 'share' | 'destroy'> {
	const turns = new Map<string, Promise<unknown>>();
	/** One at a time for each folder: an entry names the one before it. */
	const inTurn = <T>(at: FolderRef, work: () => Promise<T>): Promise<T> => {
		const key = rowKey(at);
		const turn = (turns.get(key) ?? Promise.resolve()).then(work, work);
		const last = turn
			.catch(() => undefined)
			.finally(() => {
				if (turns.get(key) === last) turns.delete(key);
			});
		turns.set(key, last);
		return turn;
	};
	/** What is held, or what the server gives: it must be open before something is added. */
	const openFor = async (at: FolderRef): Promise<Result<OpenedFolder>> => {
		const session = sessionOf(at);
		const held = await session.held();
		return held && ground.rows.get(at) ? ok(held) : session.fetch();
	};
	const through = (at: FolderRef, opened: OpenedFolder): VaultRef =>
		ground.rows.get(at)?.through ?? { organisation: at.organisation, vault: opened.vault };

	return {
		async create(given) {
			const known = given.id && outbox.of({ organisation: given.vault.organisation, folder: given.id })[0];
			if (known) return ok({ item: known.id, organisation: known.organisation, folder: known.folder });
			const sealed = sealNewFolder(ground.keys(), given, ground.now());
			if (!sealed.ok) return sealed;
			const { id, organisation, folder } = sealed.value;
			await outbox.add([sealed.value]);
			return ok({ item: id, organisation, folder });
		},
		append: (at, chain, entry) =>
			inTurn(at, async () => {
				const opened = await openFor(at);
				if (!opened.ok) return opened;
				const again = entry.id && findWritten(opened.value, outbox, at, entry.id);
				if (entry.id && again) return ok({ item: again, entry: entry.id });
				const by = through(at, opened.value);
				const sealed = sealAppend(ground.keys(), opened.value, by, chain, entry, ground.now());
				if (!sealed.ok) return sealed;
				const { append, cover } = sealed.value;
				await outbox.add(cover ? [append, cover] : [append]);
				// The next in turn names this one.
				sessionOf(at).reopen();
				await sessionOf(at).held();
				return ok({ item: append.id, entry: sealed.value.entry });
			}),
		updateCover: (at, cover, heads) =>
			inTurn(at, async () => {
				const row = ground.rows.get(at);
				if (!row) return refuse('folder.unknown');
				const { organisation, folder, owner, through: by } = row;
				const place = { organisation, folder, vault: owner, through: by, since: ground.now().toISOString() };
				const item = coverItem(place, cover, heads);
				await outbox.add([item]);
				return ok({ item: item.id });
			}),
		share: (at, to, by) => inTurn(at, () => share(at, to, by)),
		destroy: (at, by) => inTurn(at, () => destroy(at, by)),
	};

	async function share(at: FolderRef, to: ShareTarget, by?: KeptBy): Promise<Result<void>> {
		const opened = await sessionOf(at).fetch();
		if (!opened.ok) return opened;
		const key = SealingKey.safeParse(to.key);
		if (!key.success) return refuse('sealed.malformed');
		const signer = ground.keys().boxSigner(at.organisation);
		if (!signer.ok) return signer;
		const target = { organisation: to.organisation, vault: to.vault, epoch: to.epoch, key: key.data };
		const keys = to.chains.flatMap((chain) =>
			[...opened.value[chain].keys.values()]
				.filter((one) => one.vouched && one.place.chain === chain)
				.map((one) => toWire(boxForVault(one, target, signer.value))),
		);
		if (keys.length === 0) return refuse('folder.no-key');
		const place = { organisation: to.organisation, vault: to.vault, folder: at.folder };
		const cover = sealFirstCover(place, { epoch: to.epoch, key: key.data }, to.cover);
		const input = {
			organisation: at.organisation,
			folder: at.folder,
			with: { organisation: to.organisation, vault: to.vault },
			keys,
			cover: toWire(cover),
		};
		const answer = await ask(ground.act, by?.action ?? 'folders.shareFolder', { ...input, ...by?.more });
		return answer.ok ? ok(undefined) : answer;
	}

	async function destroy(at: FolderRef, by?: KeptBy): Promise<Result<void>> {
		const row = ground.rows.get(at);
		const log = ground.keys().head(at.organisation);
		if (!row) return refuse('folder.unknown');
		if (!log.ok) return log;
		const { person, signer } = ground.keys();
		const order = signDestruction(
			{
				organisation: at.organisation,
				vault: row.owner,
				folder: at.folder,
				at: ground.now().toISOString(),
				by: { kind: 'member', person, log: log.value },
			},
			signer.signing,
		);
		const input = { organisation: at.organisation, folder: at.folder, order: toWire(order) };
		const answer = await ask(ground.act, by?.action ?? 'folders.destroyFolder', { ...input, ...by?.more });
		if (!answer.ok) return answer;
		await syncOf(row.through)?.catchUp();
		return ok(undefined);
	}
}

/** The item, or the entry itself, if this was written already. */
function findWritten(opened: OpenedFolder, outbox: Outbox, at: FolderRef, id: string): string | undefined {
	const waiting = outbox.of(at).find(({ ids }) => ids.some((one) => one === id));
	if (waiting) return waiting.id;
	const all = [...opened.dialogue.ordered, ...opened.internal.ordered];
	return all.some((entry) => entry.id === id) ? id : undefined;
}
