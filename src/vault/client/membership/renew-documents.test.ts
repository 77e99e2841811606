import { beforeAll, describe, expect, it } from 'vitest';
import { invited, must, startNetwork, type TestPerson } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import { findNetwork } from '#commons/organisations/index.ts';
import { toBase64url } from '../../format/bytes.ts';
import type { SignedDocument } from '../../format/envelope.ts';
import { NetworkId, OrganisationId, VaultId } from '../../format/model.ts';
import { readDocument } from '../../seal/documents.ts';
import { anchorsInMemory, makeKeyRing, refreshRing } from '../ring/key-ring.ts';
import type { Acting } from './acting.ts';
import { fetchInForce, publishNetworkDocument, type NetworkContent } from './certificates.ts';
import { renewNetworkDocuments } from './renew-documents.ts';

const DAY = 24 * 60 * 60 * 1000;
const server = withRuntime();
/** The clock of the coordinators' devices: the server looks at the papers' days nowhere, and sessions would end. */
let ahead = 0;
const now = () => new Date(Date.now() + ahead);
const pass = (ms: number) => void (ahead += ms);
let office: OrganisationId;
let one: Acting;
let two: Acting;
let routing: Extract<NetworkContent, { kind: 'routing' }>;

/** A coordinator's own client, on a device that remembers. */
async function actingOf({ client }: TestPerson): Promise<Acting> {
	const secrets = client.keys.secrets();
	if (!secrets) throw new Error('Nobody is signed in at this client');
	const ring = makeKeyRing(secrets, anchorsInMemory());
	must(await refreshRing(ring, client.act));
	return { ring, act: client.act, now };
}

async function inForce(kind: 'organisations' | 'routing') {
	const signed = must(await fetchInForce(one, kind));
	if (!signed) throw new Error('Nothing is published');
	const { keys } = must(one.ring.organisation(office)).state;
	return { signed, document: must(readDocument<'organisations' | 'routing'>(kind, signed, keys.signing)) };
}

beforeAll(async () => {
	const begun = await startNetwork(server.runtime);
	office = OrganisationId.parse(begun.organisation);
	const second = await invited(server.runtime, begun.coordinator, office, { coordinator: true });
	must(await begun.coordinator.client.keys.refresh());
	[one, two] = [await actingOf(begun.coordinator), await actingOf(second)];
	const network = await findNetwork(server.runtime.publicDb);
	const id = NetworkId.parse(network?.id);
	const followUpSalt = Uint8Array.from(network?.followSalt ?? []);
	const { state, vaults } = must(one.ring.organisation(office));
	const fallback = { organisation: office, vault: VaultId.parse([...vaults.keys()][0]) };
	const organisations = [{ organisation: office, identity: state.identity, signing: state.keys.signing }];
	must(
		await publishNetworkDocument(one, {
			office,
			content: { kind: 'organisations', network: id, followUpSalt, organisations },
		}),
	);
	routing = { kind: 'routing', network: id, rules: [], fallback, desks: [fallback] };
	must(await publishNetworkDocument(one, { office, content: routing }));
});

describe('the network’s documents', () => {
	it('of two coordinators who publish at once, one is told, and nothing is lost', async () => {
		const { signed } = await inForce('routing');
		const rule = (need: string) => ({ need, region: '*', to: routing.fallback, alternates: [] });
		const [first, second] = await Promise.all([
			publishNetworkDocument(one, { office, content: { ...routing, rules: [rule('army')] }, before: signed }),
			publishNetworkDocument(two, {
				office,
				content: { ...routing, rules: [rule('prison')] },
				before: signed,
			}),
		]);
		const outcomes = [first, second].map((done) => (done.ok ? 'published' : done.refusal.id));
		expect(outcomes.toSorted()).toEqual(['document.moved-on', 'published']);
		const { document } = await inForce('routing');
		const won = first.ok ? 'army' : 'prison';
		expect(document).toMatchObject({ version: 2, rules: [{ need: won }] });
		// Whoever was told looks again and publishes on top.
		const both = { ...routing, rules: [rule('army'), rule('prison')] };
		must(await publishNetworkDocument(first.ok ? two : one, { office, content: both }));
		expect((await inForce('routing')).document).toMatchObject({ version: 3, rules: both.rules });
	});

	it('are left alone while they have a month, and signed anew as they are when they have not', async () => {
		must(await renewNetworkDocuments(one, office));
		const before = await inForce('routing');
		expect(before.document.version).toBe(3);
		pass(61 * DAY);
		await Promise.all([renewNetworkDocuments(one, office), renewNetworkDocuments(two, office)]);
		for (const kind of ['organisations', 'routing'] as const) {
			const { document } = await inForce(kind);
			const days = (Date.parse(document.expires) - now().getTime()) / DAY;
			expect(Math.round(days)).toBe(90);
		}
		const after = await inForce('routing');
		const { issued, expires, previous } = before.document;
		const kept = { ...after.document, version: 3, issued, expires, previous };
		expect(after.document.version).toBe(4);
		expect(kept).toEqual(before.document);
	});

	it('are not signed anew from an older version than this device has seen', async () => {
		const rolledBack = (await inForce('routing')).signed;
		must(await publishNetworkDocument(one, { office, content: routing }));
		must(await renewNetworkDocuments(one, office));
		pass(61 * DAY);
		const lying: Acting = {
			...one,
			act: (async (name: string, input: { kind?: string }, more?: object) =>
				name === 'vault.fetchDocument' && input.kind === 'routing'
					? { ok: true, value: { document: toBase64url(rolledBack as SignedDocument) } }
					: one.act(name as never, input as never, more)) as never,
		};
		expect(await renewNetworkDocuments(lying, office)).toMatchObject({
			ok: false,
			refusal: { id: 'trust.rolled-back' },
		});
	});

	it('that have expired are left to a person, who looks at them first', async () => {
		const { document } = await inForce('routing');
		pass(200 * DAY);
		must(await renewNetworkDocuments(one, office));
		expect((await inForce('routing')).document.version).toBe(document.version);
	});
});
