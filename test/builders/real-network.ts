import type { Acting } from '#vault/client/membership/acting.ts';
import { createOrganisationKeys } from '#vault/client/membership/members.ts';
import { createVault } from '#vault/client/membership/vaults.ts';
import { anchorsInMemory, makeKeyRing, refreshRing } from '#vault/client/ring/key-ring.ts';
import { newId } from '#vault/format/ids.ts';
import { OrganisationId, VaultId } from '#vault/format/model.ts';
import type { RealServer } from '#test/harness/real-server.ts';
import { giveSecondFactor, signIn } from '#programmes/members/sealed/sign-in.ts';
import { makeHttpClient, type HttpClient } from './http-client.ts';
import { must, startNetworkBy, type TestPerson } from './people.ts';

/** A network that was begun at a real server, over HTTP: its office, its coordinator, one vault. */
export interface RealNetwork {
	readonly organisation: OrganisationId;
	readonly vault: VaultId;
	readonly coordinator: TestPerson<HttpClient>;
	/** The coordinator on one more device of the same kind: another session, the same keys. */
	readonly another: () => Promise<HttpClient>;
	readonly acting: (client: HttpClient) => Promise<Acting>;
}

/** Begins a network at the server's one-time link as its first coordinator does. */
export async function beginRealNetwork(server: RealServer, purpose = 'intake'): Promise<RealNetwork> {
	const link = server.firstStart();
	if (link === undefined) throw new Error('The server printed no link');
	const begun = await startNetworkBy(makeHttpClient(server.address), link);
	const { coordinator } = begun;
	const organisation = OrganisationId.parse(begun.organisation);
	const acting = await actingOf(coordinator.client);
	must(
		await createOrganisationKeys(acting, {
			organisation,
			name: 'Network office',
			founderName: 'Vera',
			founderStatus: { kind: 'lawyer' },
			founderRoles: ['intake:duty'],
		}),
	);
	const vault = newId(VaultId);
	must(await createVault(acting, { organisation, vault, purpose, holders: [] }));
	let codes = 0;
	return {
		organisation,
		vault,
		coordinator,
		acting: actingOf,
		async another() {
			const client = makeHttpClient(server.address, coordinator.client.device);
			const { loginName, passphrase, backupCodes } = coordinator;
			const next = must(await signIn(client, { loginName, passphrase }));
			if (next.step !== 'second-factor') throw new Error(`Signing in went to ${next.step}`);
			const code = backupCodes?.[codes++] ?? '';
			const last = must(await giveSecondFactor(client, next.signingIn, code));
			if (last.step !== 'desk') throw new Error(`Signing in went to ${last.step}`);
			return client;
		},
	};
}

async function actingOf(client: HttpClient): Promise<Acting> {
	const secrets = client.keys.secrets();
	if (!secrets) throw new Error('Nobody is signed in at this client');
	const ring = makeKeyRing(secrets, anchorsInMemory());
	must(await refreshRing(ring, client.act));
	return { ring, act: client.act, now: () => new Date() };
}
