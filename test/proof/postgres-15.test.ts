/** The oldest database we support, Debian's: the house runs on it, named in DATABASE_URL. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginRealNetwork } from '#test/builders/real-network.ts';
import { startRealServer, type RealServer } from '#test/harness/real-server.ts';
import { withPostgres15 } from '#test/harness/with-postgres-15.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { findLosses } from './load/check.ts';
import { newFolder, type Writer } from './load/writes.ts';

const debian = withPostgres15();
let server: RealServer;
beforeAll(async () => {
	await vaultReady();
	server = await startRealServer({ env: { DATABASE_URL: debian.url } });
});
afterAll(() => server.end());

test('a network begins, pages are read, what is sealed is kept and found again after a stop', async () => {
	const network = await beginRealNetwork(server);
	const { organisation, vault, coordinator } = network;
	const acting = await network.acting(coordinator.client);
	const writer: Writer = { client: coordinator.client, acting, organisation, vault };
	const { folder, write } = newFolder(writer, 'kept on version 15');
	expect(await write.send()).toBe('acknowledged');
	folder.acknowledged.push(...folder.unknown.splice(0));
	for (const page of ['/ru', '/en', '/en/join', '/en/write', '/en/write/follow']) {
		expect((await fetch(server.address + page)).status, page).toBe(200);
	}
	expect(await server.stop()).toBe(0);
	await server.start();
	expect(await findLosses(writer, [folder])).toEqual([]);
	expect(server.said()).not.toMatch(/"kind":"problem"/);
});
