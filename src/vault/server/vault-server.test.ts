import { describe, expect, test } from 'vitest';
import { foundOrganisation } from '#test/builders/colleagues.ts';
import { must } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import { visitor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { toBase64url } from '../format/bytes.ts';
import { newId } from '../format/ids.ts';
import { VaultId } from '../format/model.ts';
import { signCheckpoint, UNCHECKED } from '../seal/checkpoint.ts';
import { makeFirstEpoch, makeNextEpoch, sealGrant } from '../seal/epoch.ts';
import { extendLog, signAct } from '../seal/membership.ts';
import { logHead } from '../seal/membership-state.ts';
import * as members from '../client/membership/members.ts';
import * as vaults from '../client/membership/vaults.ts';
import { events } from '../client/keeper/live.ts';
import { followLive, nextChange } from './index.ts';

const server = withRuntime();

async function scene() {
	const one = await foundOrganisation(server.runtime);
	const { organisation, founder } = one;
	const vault = newId(VaultId);
	must(await vaults.createVault(founder, { organisation, vault, purpose: 'intake', holders: [] }));
	const anna = await one.join('Anna', [vault]);
	return { ...one, vault, anna };
}

describe('a client that gets it wrong', () => {
	test('cannot renew a vault past a colleague, nor with a forged grant, nor without the ladder', async () => {
		const { organisation, founder, anna, vault } = await scene();
		const { state } = must(founder.ring.organisation(organisation));
		const { keys, ladder } = makeNextEpoch(must(founder.ring.vault(organisation, vault)).current);
		const attempt = (
			holders: readonly (typeof anna)[],
			more: { forged?: boolean; ladder?: boolean } = {},
		) => {
			const act = {
				kind: 'vault-epoch' as const,
				vault,
				epoch: 2,
				key: keys.pair.public,
				holders: [founder, anna].map(({ person }) => person),
			};
			const record = signAct(state, act, founder.ring.signer, new Date().toISOString());
			const log = logHead(must(extendLog(state, [record])));
			const signing = more.forged ? anna.secrets.signing : founder.secrets.signing;
			const grants = holders.map(({ person, ring }) => ({
				person,
				bytes: toBase64url(sealGrant(keys, ring.keys, { person: founder.person, signing, log })),
			}));
			const rung = more.ladder === false ? undefined : toBase64url(ladder);
			const input = { organisation, vault, record: toBase64url(record), ladder: rung, grants };
			return founder.act('vault.openEpoch', input as never);
		};
		expect(await attempt([founder])).toMatchObject({ refusal: { id: 'epoch.grants-incomplete' } });
		expect(await attempt([founder, anna], { forged: true })).toMatchObject({
			refusal: { id: 'grant.signature-wrong' },
		});
		expect(await attempt([founder, anna], { ladder: false })).toMatchObject({
			refusal: { id: 'ladder.rung-missing' },
		});
		await founder.refresh();
		expect(must(founder.ring.organisation(organisation)).state.vaults.get(vault)?.current).toBe(1);
	});

	test('hands in what somebody else signed, or what is of another kind: nothing is kept', async () => {
		const { organisation, founder, anna } = await scene();
		const { state } = must(founder.ring.organisation(organisation));
		const suspension = signAct(
			state,
			{ kind: 'suspend', person: anna.person },
			founder.ring.signer,
			new Date().toISOString(),
		);
		const input = { organisation, record: toBase64url(suspension), secrets: [], recoveries: [] };
		expect(await anna.act('vault.extendLog', input as never)).toMatchObject({
			refusal: { id: 'membership.other-actor' },
		});
		const strayed = { ...input, grant: { person: anna.person, bytes: '' } };
		expect(await anna.act('vault.extendLog', strayed as never)).toMatchObject({
			refusal: { id: 'input.invalid' },
		});
	});
});

test('checkpoints stand in one line: whoever is second at a number reads the other first', async () => {
	const { organisation, founder, anna, vault } = await scene();
	const sealed = (by: typeof anna) => {
		const signer = { ...by.ring.signer, log: must(by.ring.head(organisation)) };
		return signCheckpoint({ organisation, vault }, UNCHECKED, new Map(), signer, new Date().toISOString())
			.checkpoint;
	};
	const keep = (by: typeof anna, checkpoint: Uint8Array) =>
		by.act('vault.keepCheckpoint', {
			organisation,
			vault,
			number: 1,
			change: 1,
			checkpoint: toBase64url(checkpoint),
		} as never);
	expect(await keep(anna, sealed(founder))).toMatchObject({ refusal: { id: 'membership.other-actor' } });
	expect(await keep(anna, sealed(anna))).toEqual({ ok: true, value: { number: 1 } });
	expect(await keep(founder, sealed(founder))).toMatchObject({ refusal: { id: 'checkpoint.moved-on' } });
	const fetched = await founder.act('vault.fetchCheckpoints', { organisation, vault } as never);
	expect(fetched).toMatchObject({ value: { checkpoints: [{ number: 1, change: 1 }] } });
});

test('every change of a vault has its own number, in the order of commits', async () => {
	const { organisation, vault } = await scene();
	const first = await within(server.runtime.db, visitor, (tx) => nextChange(tx, organisation, vault));
	const more = await Promise.all(
		Array.from({ length: 12 }, () =>
			within(server.runtime.db, visitor, (tx) => nextChange(tx, organisation, vault)),
		),
	);
	expect(more.toSorted((a, b) => a - b)).toEqual(more.map((_, at) => first + at + 1));
	const nowhere = makeFirstEpoch({ organisation, vault: newId(VaultId) });
	await expect(
		within(server.runtime.db, visitor, (tx) => nextChange(tx, organisation, nowhere.vault)),
	).rejects.toThrow('no such vault');
});

test('live updates say what advanced and end with the session', async () => {
	const { organisation, founder, anna, vault } = await scene();
	const refused = followLive(server.runtime, visitor);
	expect(refused.status).toBe(401);
	const other = await foundOrganisation(server.runtime);
	const live = followLive(server.runtime, await anna.actor());
	const open = async () =>
		/accord_live_connections (\d+)/.exec(await server.runtime.metrics.registry.metrics())?.[1];
	expect(await open()).toBe('1');
	must(
		await vaults.createVault(other.founder, {
			organisation: other.organisation,
			vault: newId(VaultId),
			purpose: 'intake',
			holders: [],
		}),
	);
	must(await vaults.rotateVault(founder, { organisation, vault }));
	must(await members.suspendMember(founder, { organisation, person: anna.person }));
	const heard: string[] = [];
	if (live.body) for await (const event of events(live.body)) heard.push(event.kind);
	expect(heard.slice(0, 2).toSorted()).toEqual(['log', 'vault']);
	expect(heard.at(-1)).toBe('ended');
	expect(await open()).toBe('0');
});
