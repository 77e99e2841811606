import { beforeAll, describe, expect, test } from 'vitest';
import { makeClient } from '#test/builders/client.ts';
import { invited, must, startNetwork, type TestPerson } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import { OrganisationId } from '#vault/format/model.ts';
import type { askDevice } from './actions/devices.ts';
import {
	openOffline,
	settleOffline,
	switchOnOffline,
	type OfflineKeys,
	type OfflineShelf,
} from './sealed/offline.ts';
import { renewPassphrase } from './sealed/renew.ts';

const server = withRuntime();
let anna: TestPerson;
let organisation: OrganisationId;

/** A device that keeps what is wrapped. */
function shelf(): OfflineShelf & { readonly kept: Map<string, OfflineKeys> } {
	const kept = new Map<string, OfflineKeys>();
	return {
		kept,
		list: async () => [...kept.values()],
		keep: async (keys) => {
			kept.set(keys.person, structuredClone(keys));
			return true;
		},
		forget: async (person) => void kept.delete(person),
	};
}
const switchOn = async (who: TestPerson, typed = who.passphrase) => {
	const device = shelf();
	return { device, on: await switchOnOffline(who.client, device, who.loginName, typed) };
};
const colleague = () => invited(server.runtime, anna, organisation);

beforeAll(async () => {
	const started = await startNetwork(server.runtime);
	anna = started.coordinator;
	organisation = OrganisationId.parse(started.organisation);
});

describe('switching on', () => {
	test('is refused with words that are not the passphrase, and keeps nothing', async () => {
		const { device, on } = await switchOn(anna, `${anna.passphrase} more`);
		expect(on).toMatchObject({ refusal: { id: 'sign-in.wrong', field: 'passphrase' } });
		expect(device.kept.size).toBe(0);
	});

	test('keeps nothing that opens: neither key nor passphrase, in any field', async () => {
		const { device, on } = await switchOn(anna);
		must(on);
		const secrets = anna.client.keys.secrets();
		if (!secrets) throw new Error('No keys');
		const [kept] = device.kept.values();
		const all = Buffer.concat(
			Object.values(kept ?? {}).map((value) =>
				value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(JSON.stringify(value)),
			),
		);
		for (const secret of [secrets.masterKey, secrets.signing.secret, secrets.sealing.secret]) {
			expect(all.includes(Buffer.from(secret))).toBe(false);
		}
		expect(all.includes(anna.passphrase)).toBe(false);
		expect(all.includes(Buffer.from(anna.accountSecret))).toBe(false);
	});

	test('opens with the passphrase however it is typed, and with no server', async () => {
		const { device, on } = await switchOn(anna);
		must(on);
		const [kept] = device.kept.values();
		if (!kept) throw new Error('Nothing was kept');
		const elsewhere = makeClient(server.runtime);
		expect(await openOffline(elsewhere, kept, 'quite other words')).toMatchObject({
			refusal: { id: 'offline.wrong', field: 'passphrase' },
		});
		expect(elsewhere.keys.secrets()).toBeUndefined();
		must(await openOffline(elsewhere, kept, `  ${anna.passphrase.toUpperCase()} `));
		expect(elsewhere.keys.secrets()?.signing.public).toBe(anna.client.keys.secrets()?.signing.public);
	});
});

describe('at the next contact', () => {
	const left = (device: OfflineShelf) => settleOffline(makeClient(server.runtime), device);

	test('it stays while its person works, also without a session', async () => {
		const { device, on } = await switchOn(anna);
		must(on);
		expect(await left(device)).toBe(1);
	});

	test('it goes when its person was suspended, and when they were removed', async () => {
		for (const end of ['suspendMember', 'removeMember'] as const) {
			const boris = await colleague();
			const { device, on } = await switchOn(boris);
			must(on);
			must(await anna.client.keys.refresh());
			must(await anna.client.keys[end]({ organisation, person: boris.person }));
			expect(await left(device)).toBe(0);
			expect(device.kept.size).toBe(0);
		}
	});

	test('it goes when the passphrase was renewed on another device', async () => {
		const vera = await colleague();
		const { device, on } = await switchOn(vera);
		must(on);
		must(await renewPassphrase(vera.client, vera.loginName, 'quite another passphrase of many words'));
		expect(await left(device)).toBe(0);
	});

	test('nothing goes while the server cannot be asked', async () => {
		const { device, on } = await switchOn(anna);
		must(on);
		const noLine = async () => ({ ok: false, refusal: { id: 'network.unreachable' } }) as const;
		expect(await settleOffline({ act: noLine }, device)).toBe(1);
	});

	test('a stranger learns nothing of a name by asking', async () => {
		const { act } = makeClient(server.runtime);
		const deviceTag = Buffer.alloc(32, 7).toString('base64url');
		for (const loginName of [anna.loginName, 'nobody-of-this-name']) {
			const asked = await act<typeof askDevice>('members.askDevice', { loginName, deviceTag });
			expect(asked).toEqual({ ok: true, value: { mayOpen: false } });
		}
	});
});
