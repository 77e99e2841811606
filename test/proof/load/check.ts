import type { Result } from '#platform/result.ts';
import type { HttpClient } from '#test/builders/http-client.ts';
import { must } from '#test/builders/people.ts';
import type { Acting } from '#vault/client/membership/acting.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import type { SealedEntry, SealedKeyBox } from '#vault/format/envelope.ts';
import { openKeyBox } from '#vault/open/chain-key.ts';
import { openEntry } from '#vault/open/entry.ts';
import { orderChain } from '#vault/seal/graph.ts';
import type { ChangesAnswer, FolderAnswer } from '#vault/server/folders/model.ts';
import type { WrittenFolder } from './writes.ts';

/** Everything that is wrong with what the server has, against what it had acknowledged. Empty: nothing is. */
export async function findLosses(
	{ client, acting }: { client: Pick<HttpClient, 'act' | 'ask'>; acting: Acting },
	folders: readonly WrittenFolder[],
): Promise<string[]> {
	const wrong: string[] = [];
	for (const folder of folders) {
		const { place } = folder;
		const at = { organisation: place.organisation, folder: place.folder };
		const read = (await client.act('folders.readFolder', at as never)) as Result<FolderAnswer>;
		if (!read.ok) {
			if (folder.acknowledged.length > 0) wrong.push(`folder ${place.folder} is lost: ${read.refusal.id}`);
			continue;
		}
		wrong.push(...compare(folder, read.value), ...open(folder, read.value, acting));
		for (const { file, chunk, acknowledged } of folder.files) {
			const response = await client.ask(`/api/files/${place.organisation}/${file}/0`);
			const bytes = Buffer.from(await response.arrayBuffer());
			if (acknowledged && !(response.ok && bytes.equals(chunk))) wrong.push(`file ${file} is lost`);
			if (response.ok && !bytes.equals(chunk)) wrong.push(`file ${file} is not what was sent`);
		}
	}
	return wrong;
}

/** Acknowledged: there, once. Given up: there at most once. Nothing else. */
function compare(
	{ place, acknowledged, unknown }: WrittenFolder,
	{ entries, count }: FolderAnswer,
): string[] {
	const wrong: string[] = [];
	const times = new Map<string, number>();
	for (const { bytes } of entries) times.set(bytes, (times.get(bytes) ?? 0) + 1);
	if (count !== entries.length) wrong.push(`${place.folder}: ${count} are counted, ${entries.length} given`);
	for (const one of acknowledged) {
		if (times.get(one) !== 1)
			wrong.push(`${place.folder}: an acknowledged entry is there ${times.get(one) ?? 0} times`);
	}
	const known = new Set([...acknowledged, ...unknown]);
	for (const [one, count] of times) {
		if (count > 1) wrong.push(`${place.folder}: an entry is there ${count} times`);
		if (!known.has(one)) wrong.push(`${place.folder}: an entry is there that nobody sent`);
	}
	return wrong;
}

/** As a member's client does: keys, signatures, and the graph of what each author had seen. */
function open({ place }: WrittenFolder, { entries, keys }: FolderAnswer, { ring }: Acting): string[] {
	const { epochs } = must(ring.vault(place.organisation, place.vault));
	const opened = keys.map((box) =>
		must(openKeyBox(fromBase64url(box) as Uint8Array as SealedKeyBox, epochs, ring.book())),
	);
	const byId = new Map(opened.map((key) => [key.id, key]));
	const read = entries.map(({ bytes }) =>
		openEntry(fromBase64url(bytes) as Uint8Array as SealedEntry, place, byId, ring.book()),
	);
	const refused = read.flatMap((one) => (one.ok ? [] : [`${place.folder}: ${one.refusal.id}`]));
	const order = orderChain(
		place.chain,
		read.flatMap((one) => (one.ok ? [one.value] : [])),
	);
	return [...refused, ...order.problems.map(({ id }) => `${place.folder}: ${id}`)];
}

/** Every folder that the vault's list of changes tells of, read from its beginning by pages. */
export async function listAll(
	client: Pick<HttpClient, 'act'>,
	at: { organisation: string; vault: string },
): Promise<{ folder: string; change: number }[]> {
	const all: { folder: string; change: number }[] = [];
	for (let after = 0; ;) {
		const asked = { organisation: at.organisation, vault: at.vault, after, limit: 200 };
		const page = must((await client.act('folders.listChanges', asked as never)) as Result<ChangesAnswer>);
		all.push(...page.folders.map(({ folder, change }) => ({ folder, change })));
		after = page.folders.at(-1)?.change ?? page.change;
		if (!page.more) return all;
	}
}
