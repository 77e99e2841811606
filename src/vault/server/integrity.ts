import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { SealedEntry } from '../format/envelope.ts';
import { spell } from '../format/ids.ts';
import { EntryHash, OrganisationId, type Chain } from '../format/model.ts';
import { vaultReady } from '../format/sodium.ts';
import { hashEntry, readEntry } from '../seal/entry.ts';
import { orderChain, type GraphEntry } from '../seal/graph.ts';
import { readState } from './append.ts';
import { listChunks } from './folders/chunks.ts';
import { hasAccount } from './store/projection.ts';
import type { Member } from '../seal/membership-state.ts';
import { listOrphans } from './folders/orphans.ts';

/** Something that is not as it should be: what, and in which object; never content. */
export interface Finding {
	readonly kind:
		| 'log-broken'
		| 'membership-differs'
		| 'entry-altered'
		| 'chain-broken'
		| 'entry-without-folder'
		| 'file-incomplete'
		| 'file-without-row'
		| 'way-back-lost';
	readonly object: string;
}

export interface Integrity {
	readonly organisations: number;
	readonly folders: number;
	readonly entries: number;
	readonly files: number;
	readonly findings: readonly Finding[];
}

/**
 * Looks through everything sealed, without opening any of it: every membership log from its first record,
 * every chain of every folder, every file's chunks on the disk, every way back. Run as the house, in one
 * repeatable-read transaction; folder by folder, so size does not matter.
 */
export async function checkIntegrity(
	tx: Tx,
	dataDir: string,
	progress: (folders: number) => void = () => undefined,
): Promise<Integrity> {
	await vaultReady();
	const findings: Finding[] = [];
	const organisations = await checkLogs(tx, findings);
	const { folders, entries } = await checkFolders(tx, findings, progress);
	const files = await checkFiles(tx, dataDir, findings);
	await checkReferences(tx, findings);
	return { organisations, folders, entries, files, findings };
}

async function checkLogs(tx: Tx, findings: Finding[]): Promise<number> {
	const { rows } = await sql<{
		organisation: string;
	}>`select distinct organisation from accord.membership_entry`.execute(tx);
	for (const { organisation } of rows) {
		const state = await readState(tx, OrganisationId.parse(organisation));
		if (!state.ok) {
			findings.push({ kind: 'log-broken', object: organisation });
			continue;
		}
		const projected = await sql<{ person: string; state: string }>`select person, state from accord.membership
			where organisation = ${organisation}`.execute(tx);
		// Whoever joined between a backup and its restore is named by the log, and has no account any more.
		const known: Member[] = [];
		for (const member of state.value.members.values())
			if (await hasAccount(tx, member.person)) known.push(member);
		const byLog = known.map((m) => `${m.person} ${m.standing}`).toSorted();
		const byTable = projected.rows.map((row) => `${row.person} ${row.state}`).toSorted();
		if (byLog.join() !== byTable.join()) findings.push({ kind: 'membership-differs', object: organisation });
	}
	return rows.length;
}

const page = 200;

async function checkFolders(
	tx: Tx,
	findings: Finding[],
	progress: (folders: number) => void,
): Promise<{ folders: number; entries: number }> {
	let after = {
		organisation: '00000000-0000-0000-0000-000000000000',
		id: '00000000-0000-0000-0000-000000000000',
	};
	let folders = 0;
	let entries = 0;
	for (;;) {
		const { rows } = await sql<{
			organisation: string;
			id: string;
		}>`select organisation, id from accord.folder
			where (organisation, id) > (${after.organisation}, ${after.id}) order by organisation, id limit ${page}`.execute(
			tx,
		);
		for (const folder of rows) entries += await checkFolder(tx, folder, findings);
		folders += rows.length;
		progress(folders);
		const last = rows.at(-1);
		if (last === undefined) return { folders, entries: entries + (await checkParts(tx, findings)) };
		after = last;
	}
}

/** What organisations keep for themselves of folders that were shared with them. */
async function checkParts(tx: Tx, findings: Finding[]): Promise<number> {
	const { rows } = await sql<{
		organisation: string;
		id: string;
	}>`select with_organisation as organisation, folder as id from accord.folder_share s
		where not exists (select from accord.folder f where f.organisation = s.with_organisation and f.id = s.folder)`.execute(
		tx,
	);
	let entries = 0;
	for (const part of rows) entries += await checkFolder(tx, part, findings);
	return entries;
}

async function checkFolder(
	tx: Tx,
	{ organisation, id }: { organisation: string; id: string },
	findings: Finding[],
): Promise<number> {
	const { rows } = await sql<{
		id: string;
		chain: Chain;
		hash: Buffer;
		bytes: Buffer;
	}>`select id, chain, hash, bytes
		from accord.entry where organisation = ${organisation} and folder = ${id}`.execute(tx);
	const chains: Record<Chain, GraphEntry[]> = { dialogue: [], internal: [] };
	for (const row of rows) {
		const sealed = new Uint8Array(row.bytes) as SealedEntry;
		const read = readEntry(sealed);
		const hash = hashEntry(sealed);
		const header = read.ok ? read.value.header : undefined;
		const inPlace =
			header?.organisation === organisation && header.folder === id && header.chain === row.chain;
		if (!header || !inPlace || header.id !== row.id || hash !== spell(EntryHash, new Uint8Array(row.hash))) {
			findings.push({ kind: 'entry-altered', object: row.id });
			continue;
		}
		chains[row.chain].push({ hash, id: header.id, heads: header.heads, epoch: header.epoch });
	}
	for (const chain of ['dialogue', 'internal'] as const) {
		if (orderChain(chain, chains[chain]).problems.length > 0)
			findings.push({ kind: 'chain-broken', object: id });
	}
	return rows.length;
}

async function checkFiles(tx: Tx, dataDir: string, findings: Finding[]): Promise<number> {
	const { rows } = await sql<{
		organisation: string;
		id: string;
		chunks: number;
	}>`select organisation, id, chunks
		from accord.sealed_file where complete`.execute(tx);
	for (const { organisation, id, chunks } of rows) {
		const have = await listChunks({ dataDir, organisation, file: id });
		if (have.length !== chunks) findings.push({ kind: 'file-incomplete', object: id });
	}
	// What is younger than an hour may be on its way just now.
	const hourAgo = new Date(Date.now() - 60 * 60 * 1000);
	for (const { file } of await listOrphans(tx, dataDir, hourAgo)) {
		findings.push({ kind: 'file-without-row', object: file });
	}
	return rows.length;
}

/** There are no foreign keys between sealed tables (they may be spread over machines); this asks what those would. */
async function checkReferences(tx: Tx, findings: Finding[]): Promise<void> {
	const orphans = await sql<{ id: string }>`select e.id from accord.entry e
		where not exists (select from accord.folder f where f.organisation = e.organisation and f.id = e.folder)
		and not exists (select from accord.folder_share s where s.with_organisation = e.organisation and s.folder = e.folder
			and e.chain = 'internal')`.execute(tx);
	for (const { id } of orphans.rows) findings.push({ kind: 'entry-without-folder', object: id });
	const lost = await sql<{ folder: string }>`select w.folder from accord.follow w
		where not exists (select from accord.folder f where f.organisation = w.organisation and f.id = w.folder)`.execute(
		tx,
	);
	for (const { folder } of lost.rows) findings.push({ kind: 'way-back-lost', object: folder });
}
