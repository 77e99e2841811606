/**
 * Every address that is neither a page nor an action has checks of its own, and each is tried here by every
 * role against an object of another organisation. A door without a case fails.
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { actions } from '#app/actions.ts';
import { perform, system, type Actor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { announce } from '#platform/live/bus.ts';
import { receiveVisitorChunk, senderOf } from '#programmes/intake/index.ts';
import { must } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import { startFile } from '#vault/seal/file.ts';
import { receiveChunk, sendChunk } from '#vault/server/folders/index.ts';
import { followLive } from '#vault/server/index.ts';
import { makeWorld, roles, type Role, type World } from './matrix/world.ts';

const server = withRuntime();
let world: World;
/** A whole file of the victim, and one of which nothing has arrived. */
let whole: { at: { organisation: string; file: string; index: number }; chunk: Uint8Array };
let begun: typeof whole;

beforeAll(async () => {
	world = await makeWorld(server.runtime);
	[whole, begun] = [await newFile(), await newFile()];
	must(await receiveChunk(server.runtime, await world.rightful.actor(), whole.at, whole.chunk));
});

async function newFile(): Promise<typeof whole> {
	const sealer = must(startFile(500));
	const chunk = must(sealer.sealNext(randomBytes(sealer.wants())));
	const declared = actions.get('folders.startFile');
	if (!declared) throw new Error('Files are not begun by folders.startFile any more');
	const { organisation, folder } = world;
	const input = { organisation, folder, chain: 'internal', file: sealer.file, chunks: sealer.chunks };
	must(await perform(server.runtime, declared, await world.rightful.actor(), input));
	return { at: { organisation, file: sealer.file, index: 0 }, chunk };
}

/** What of a door somebody got through; empty: nothing. */
type Case = (actor: Actor, role: Role) => Promise<string[]>;
const openToAll =
	(_reason: string): Case =>
	() =>
		Promise.resolve([]);

const cases: Readonly<Record<string, Case>> = {
	'/.well-known/security.txt': openToAll('how to report a fault is public'),
	'/robots.txt': openToAll('public'),
	'/sitemap.xml': openToAll('public pages alone stand in it'),
	'/[lang=lang]/(public)/letters/[slug]/letter.json': openToAll(
		'a published letter, and what proves its signatures',
	),
	'/[lang=lang]/(public)/directory/regions/[code]/feed.atom': openToAll(
		'what search finds in a region, and that is public alone',
	),
	'/[lang=lang]/(public)/directory/organisations.csv': openToAll('proved field by field in outputs.test.ts'),
	'/[lang=lang]/(public)/directory/organisations.geojson': openToAll('the same'),
	'/[lang=lang]/(public)/directory/[org].vcf': openToAll('the same'),
	'/api/v1/hsds': openToAll('what the API is'),
	'/api/v1/hsds/[table]': openToAll('proved field by field in outputs.test.ts'),
	'/api/v1/hsds/[table]/[id]': openToAll('the same'),
	'/api/openapi.json': openToAll('what may be asked'),
	'/api/network': openToAll('what the network is called stands on every public page'),
	'/api/act/[name]': openToAll('each action is tried in access.test.ts'),
	'/api/session/[name]': openToAll('each action is tried in access.test.ts'),
	async '/api/files/[organisation]/[file]/[chunk]'(actor) {
		const read = await sendChunk(server.runtime, actor, whole.at);
		const kept = await receiveChunk(server.runtime, actor, begun.at, begun.chunk);
		const unknown = await sendChunk(server.runtime, actor, { ...whole.at, file: randomUUID() });
		const through = [read.ok && 'read', kept.ok && 'written'].filter((one) => one !== false);
		// What is another's is told from what never was by nothing.
		if (!read.ok && !unknown.ok && read.refusal.id !== unknown.refusal.id) through.push(read.refusal.id);
		return through;
	},
	async '/api/intake/answers/[organisation]/[file]/[chunk]'() {
		const sender = senderOf(randomBytes(16).toString('base64url'));
		const read = sender && (await sendChunk(server.runtime, sender, whole.at));
		return read?.ok ? ['read by a code of another'] : [];
	},
	async '/api/intake/files/[file]/[chunk]'() {
		const at = { file: whole.at.file, index: 0 };
		const through: string[] = [];
		for (const token of [null, '', randomBytes(32).toString('base64url')]) {
			const answers = [
				await receiveVisitorChunk(server.runtime, at, token, undefined),
				await receiveVisitorChunk(server.runtime, at, token, whole.chunk),
			];
			if (answers.some(({ ok }) => ok)) through.push(`with the token ${token}`);
		}
		return through;
	},
	async '/api/live'(actor, role) {
		const response = followLive(server.runtime, actor);
		if (role === 'visitor' || role === 'passphrase') return response.status === 401 ? [] : ['listens'];
		const heard = await hear(response, async () => {
			await within(server.runtime.db, system, async (tx) => {
				const { organisation, vault } = world;
				await announce(tx, { kind: 'vault', organisation, vault, change: 9_000 });
				await announce(tx, { kind: 'log', organisation, length: 9_000 });
				const { elsewhere } = world;
				await announce(tx, { kind: 'log', organisation: elsewhere.organisation, length: 9_001 });
			});
		});
		return heard.filter((line) => line.includes('9000'));
	},
};

/** Listens until what is said last has come, or everything else would have. */
async function hear(response: Response, say: () => Promise<void>): Promise<string[]> {
	const last = new Promise<void>((resolve) => {
		const deaf = server.runtime.live.listen((news) => {
			if (news.kind !== 'log' || news.length !== 9_001) return;
			deaf();
			setTimeout(resolve, 20);
		});
	});
	const reader = response.body?.getReader();
	const lines: string[] = [];
	const reading = (async () => {
		for (;;) {
			const read = await reader?.read();
			if (!read || read.done) return;
			lines.push(Buffer.from(read.value).toString());
		}
	})();
	await say();
	await last;
	await reader?.cancel();
	await reading;
	return lines;
}

/** In whose standing it lies to be there. */
const belongs: Readonly<Partial<Record<Role, readonly string[]>>> = {
	// A member of the organisation, without the vault: hears that something advanced, and reads none of it.
	unprogrammed: ['/api/live'],
};

test('every door has a case, and no case is for a door that is gone', async () => {
	const routes = path.join(import.meta.dirname, '..', '..', 'src', 'routes');
	const files = await readdir(routes, { recursive: true });
	const doors = files
		.filter((file) => path.basename(file) === '+server.ts')
		.map((file) => `/${path.dirname(file).split(path.sep).join('/')}`);
	expect(Object.keys(cases).toSorted()).toEqual(doors.toSorted());
});

describe.each(Object.keys(cases))('%s', (door) => {
	test.each(roles)('is closed to %s', async (role) => {
		if (belongs[role]?.includes(door)) return expect(role).toBe('unprogrammed');
		const through = await cases[door]?.(await world.actors[role](), role);
		expect(through).toEqual([]);
	});
});

test('whoever may, may: the file is read, and what happens is heard', async () => {
	const actor = await world.rightful.actor();
	expect((await sendChunk(server.runtime, actor, whole.at)).ok).toBe(true);
	expect(await cases['/api/live']?.(actor, 'stranger')).toHaveLength(2);
});
