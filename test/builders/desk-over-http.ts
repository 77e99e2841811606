import type { Result } from '#platform/result.ts';
import { certifyIntakeVault, publishNetworkDocument } from '#vault/client/membership/certificates.ts';
import type { Acting } from '#vault/client/membership/acting.ts';
import { fromBase64url, toBase64url, utf8 } from '#vault/format/bytes.ts';
import type { Plain } from '#vault/format/cbor.ts';
import type { SealedEntry, SealedKeyBox } from '#vault/format/envelope.ts';
import { FolderId, NetworkId, type ChainPlace } from '#vault/format/model.ts';
import { openKeyBox } from '#vault/open/chain-key.ts';
import { openChain, type OpenChain } from '#vault/open/dialogue.ts';
import { boxForMembers, keyForAppend, type ChainKey } from '#vault/seal/chain-key.ts';
import { sealEntry } from '#vault/seal/entry.ts';
import type { ChangesAnswer, FolderAnswer } from '#vault/server/folders/model.ts';
import { requestFolder } from '#programmes/intake/model.ts';
import { askDatabase } from '#test/harness/database-of.ts';
import type { RealServer } from '#test/harness/real-server.ts';
import { beginRealNetwork, type RealNetwork } from './real-network.ts';
import { must } from './people.ts';

/** Opens the network's one desk to the public: certificate, list of organisations, routing. */
async function openDesk(
	network: RealNetwork,
	acting: Acting,
	follow: { salt: Uint8Array; id: string },
): Promise<void> {
	const { organisation, vault } = network;
	const id = NetworkId.parse(follow.id);
	must(await certifyIntakeVault(acting, { organisation, vault, backup: null }));
	const { state } = must(acting.ring.organisation(organisation));
	const { identity, keys } = state;
	must(
		await publishNetworkDocument(acting, {
			office: organisation,
			content: {
				kind: 'organisations',
				network: id,
				followUpSalt: Uint8Array.from(follow.salt),
				organisations: [{ organisation, identity, signing: keys.signing }],
			},
		}),
	);
	const desk = { organisation, vault };
	must(
		await publishNetworkDocument(acting, {
			office: organisation,
			content: { kind: 'routing', network: id, rules: [], fallback: desk, desks: [desk] },
		}),
	);
}

/** Begins a network at the server's one-time link and opens its desk: people can write in. */
export async function beginOpenNetwork(server: RealServer): Promise<RealNetwork> {
	const network = await beginRealNetwork(server);
	const [row] = await askDatabase<{ id: string; follow_salt: Buffer }>(
		server.dataDir,
		'select id, follow_salt from accord.network',
	);
	if (!row) throw new Error('There is no network');
	const acting = await network.acting(network.coordinator.client);
	await openDesk(network, acting, { id: row.id, salt: row.follow_salt });
	return network;
}

/** A request as a member of the staff has it open. */
export interface OpenRequest {
	readonly place: ChainPlace;
	readonly chain: OpenChain;
}

/** Everything that waits in the vault, opened as the desk opens it. */
export async function openRequests(
	{ organisation, vault }: RealNetwork,
	acting: Acting,
): Promise<OpenRequest[]> {
	const at = { organisation, vault, after: 0 };
	const changes = must((await acting.act('folders.listChanges', at as never)) as Result<ChangesAnswer>);
	const open: OpenRequest[] = [];
	for (const { folder, kind, gone } of changes.folders) {
		if (kind !== requestFolder || gone) continue;
		const place: ChainPlace = { organisation, vault, folder: FolderId.parse(folder), chain: 'dialogue' };
		const asked = { organisation, folder };
		const read = must((await acting.act('folders.readFolder', asked as never)) as Result<FolderAnswer>);
		const { epochs } = must(acting.ring.vault(organisation, vault));
		const keys = read.keys.flatMap((box) => {
			const opened = openKeyBox(fromBase64url(box) as Uint8Array as SealedKeyBox, epochs, acting.ring.book());
			return opened.ok && opened.value.place.chain === 'dialogue' ? [opened.value] : [];
		});
		const entries = read.entries.map(({ bytes }) => fromBase64url(bytes) as Uint8Array as SealedEntry);
		const chain = openChain(place, entries, new Map(keys.map((key) => [key.id, key])), acting.ring.book());
		open.push({ place, chain });
	}
	return open;
}

function content(acting: Acting, place: ChainPlace, type: string, body: Plain) {
	const author = { kind: 'member' as const, organisation: place.organisation, person: acting.ring.person };
	const log = must(acting.ring.head(place.organisation));
	return { type, author, at: new Date().toISOString(), body, log };
}

/** Takes the request, answers it, and leaves a note for colleagues. */
export async function answerAndNote(
	acting: Acting,
	{ place, chain }: OpenRequest,
	said: { answer: string; note: string },
): Promise<void> {
	const at = { organisation: place.organisation, folder: place.folder };
	must((await acting.act('intake.takeRequest', at as never)) as Result<unknown>);
	const { key } = keyForAppend(place, chain.keys.values(), 1);
	const body = { text: utf8(said.answer), files: [], day: new Date().toISOString().slice(0, 10) };
	const { signing } = acting.ring.signer;
	const answer = sealEntry({
		key,
		heads: chain.heads,
		content: content(acting, place, 'intake.answer', body),
		signing,
	});
	must(
		(await acting.act('intake.answerRequest', {
			...at,
			entries: [toBase64url(answer.sealed)],
		} as never)) as Result<unknown>,
	);
	const epoch = must(acting.ring.vault(place.organisation, place.vault)).current;
	const inside: ChainPlace = { ...place, chain: 'internal' };
	const { key: noteKey }: { key: ChainKey } = keyForAppend(inside, [], epoch.epoch);
	const note = content(acting, inside, 'intake.note', { text: said.note, mentions: [], files: [] });
	const sealed = sealEntry({ key: noteKey, heads: [], content: note, signing });
	must(
		(await acting.act('folders.appendEntries', {
			...at,
			entries: [toBase64url(sealed.sealed)],
			keys: [toBase64url(boxForMembers(noteKey, epoch))],
		} as never)) as Result<unknown>,
	);
}
