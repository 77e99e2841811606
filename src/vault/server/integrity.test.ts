import { sql, type RawBuilder } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { foundOrganisation } from '#test/builders/colleagues.ts';
import { must } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import { newEntry, newFile, newFolder, type Writer, type WrittenFolder } from '#test/proof/load/writes.ts';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { createVault } from '#vault/client/membership/vaults.ts';
import { newId } from '#vault/format/ids.ts';
import { VaultId } from '#vault/format/model.ts';
import { checkIntegrity, type Finding } from './integrity.ts';

/** The control of `accord check`: what somebody did to the database behind our back is told, and of what. */
const server = withRuntime();
let writer: Writer;
let folder: WrittenFolder;

beforeAll(async () => {
	const ours = await foundOrganisation(server.runtime);
	await ours.join('Nina');
	const { organisation, founder } = ours;
	const vault = newId(VaultId);
	must(await createVault(founder, { organisation, vault, purpose: 'intake', holders: [] }));
	const client = { act: founder.act, ask: () => Promise.reject(new Error('Nothing is fetched here')) };
	writer = { client, acting: founder, organisation, vault };
	const begun = newFolder(writer, 'first');
	({ folder } = begun);
	await begun.write.send();
	for (const text of ['second', 'third', 'fourth']) {
		const entry = newEntry(writer, folder, text);
		await entry.write.send();
		folder.heads = [entry.hash];
	}
});

const checked = () =>
	within(server.runtime.db, system, (tx) => checkIntegrity(tx, server.runtime.config.dataDir));

/** What is found after a tampering that is undone again. */
async function foundAfter(tampering: RawBuilder<unknown>): Promise<readonly Finding[]> {
	let findings: readonly Finding[] = [];
	const undone = new Error('undone');
	await within(server.runtime.db, system, async (tx) => {
		await tampering.execute(tx);
		({ findings } = await checkIntegrity(tx, server.runtime.config.dataDir));
		throw undone;
	}).catch((error: unknown) => {
		if (error !== undone) throw error;
	});
	return findings;
}
const kinds = (findings: readonly Finding[]) => [...new Set(findings.map(({ kind }) => kind))];
const nth = (at: number) =>
	sql`(select id from accord.entry where folder = ${folder.place.folder} order by change offset ${at} limit 1)`;

test('what nobody touched is found whole', async () => {
	expect(await checked()).toMatchObject({ findings: [], organisations: 1, folders: 1, entries: 4 });
});

test.each([
	['its first byte after the header', 60],
	['its last byte', -1],
])('an entry of which one bit was turned (%s) is told', async (_, at) => {
	const position = at < 0 ? sql`length(bytes) - 1` : sql`${at}::integer`;
	const found = await foundAfter(
		sql`update accord.entry set bytes = set_byte(bytes, ${position}, get_byte(bytes, ${position}) # 1)
			where id = ${nth(1)}`,
	);
	expect(kinds(found)).toContain('entry-altered');
});

test('an entry put in the place of another is told', async () => {
	const found = await foundAfter(
		sql`update accord.entry set (bytes, hash) = (select bytes, hash from accord.entry where id = ${nth(2)})
			where id = ${nth(1)}`,
	);
	expect(kinds(found)).toContain('entry-altered');
});

test.each([0, 1, 2])('an entry taken out (number %i of four) is told', async (at) => {
	const found = await foundAfter(sql`delete from accord.entry where id = ${nth(at)}`);
	expect(found).toContainEqual({ kind: 'chain-broken', object: folder.place.folder });
});

test('an entry in the wrong chain, and one whose folder is gone, are told', async () => {
	const moved = await foundAfter(sql`update accord.entry set chain = 'dialogue' where id = ${nth(3)}`);
	expect(kinds(moved)).toContain('entry-altered');
	const left = await foundAfter(sql`delete from accord.folder where id = ${folder.place.folder}`);
	expect(kinds(left)).toEqual(['entry-without-folder']);
});

test('a record of the membership log that was altered or taken out is told', async () => {
	const of = sql`organisation = ${writer.organisation}`;
	const altered = await foundAfter(
		sql`update accord.membership_entry set bytes = set_byte(bytes, length(bytes) - 1, get_byte(bytes, length(bytes) - 1) # 1)
			where ${of} and position = 1`,
	);
	expect(altered).toEqual([{ kind: 'log-broken', object: writer.organisation }]);
	const taken = await foundAfter(sql`delete from accord.membership_entry where ${of} and position = 1`);
	expect(taken).toEqual([{ kind: 'log-broken', object: writer.organisation }]);
});

test('a member let in, or let go, beside the log is told', async () => {
	const found = await foundAfter(
		sql`update accord.membership set state = 'removed' where organisation = ${writer.organisation}
			and person <> ${writer.acting.ring.person}`,
	);
	expect(found).toEqual([{ kind: 'membership-differs', object: writer.organisation }]);
});

test('a file of which a chunk is not on the disk is told', async () => {
	const { kept } = newFile(writer, folder);
	const found = await foundAfter(
		sql`insert into accord.sealed_file (organisation, id, folder, chain, chunks, received, complete, started_on)
			values (${writer.organisation}, ${kept.file}, ${folder.place.folder}, 'internal', 1, 1, true, current_date)`,
	);
	expect(found).toEqual([{ kind: 'file-incomplete', object: kept.file }]);
});
