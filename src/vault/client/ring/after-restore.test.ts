import { expect, test } from 'vitest';
import { foundOrganisation, type Colleague } from '#test/builders/colleagues.ts';
import { must } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import { keepCopy, turnBack } from '#test/builders/turn-back.ts';
import { messageKeyOf, sayRefusal } from '#platform/refusal-words.ts';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { checkIntegrity } from '#vault/server/index.ts';
import type { Act } from '#platform/act.ts';
import type { Refusal } from '#platform/result.ts';
import { toBase64url } from '../../format/bytes.ts';
import { newId } from '../../format/ids.ts';
import { VaultId } from '../../format/model.ts';
import { signRecoveryPeriod } from '../../seal/recovery-period.ts';
import type { OrganisationAnswer } from '../../server/model.ts';
import { memoryShelf } from '../folders/shelf.ts';
import * as members from '../membership/members.ts';
import { confirmRecovery } from '../membership/recovery.ts';
import * as vaults from '../membership/vaults.ts';
import { keptOn } from './kept.ts';
import { anchorsInMemory, makeKeyRing, refreshOrganisation } from './key-ring.ts';

/** Membership on a server that was set back to a backup. */
const server = withRuntime();

/** A device: what it remembers and keeps outlives the page; `wake` opens it anew, perhaps at a server that lies. */
function deviceOf(who: Colleague) {
	const [anchors, shelf] = [anchorsInMemory(), memoryShelf()];
	return {
		wake: (act: Act = who.act): Colleague => {
			const ring = makeKeyRing(
				who.secrets,
				anchors,
				keptOn(() => shelf),
			);
			return { ...who, act, ring };
		},
	};
}

async function scene() {
	const one = await foundOrganisation(server.runtime);
	const { organisation, founder } = one;
	const vault = newId(VaultId);
	must(await vaults.createVault(founder, { organisation, vault, purpose: 'intake', holders: [] }));
	const anna = await one.join('Anna', [vault]);
	const boris = await one.join('Boris', [vault]);
	const devices = { vera: deviceOf(founder), anna: deviceOf(anna), boris: deviceOf(boris) };
	const read = async (who: Colleague) => {
		const found = await refreshOrganisation(who.ring, who.act, organisation);
		return { found, problems: found.ok ? found.value.problems : [found.refusal] };
	};
	await Promise.all(Object.values(devices).map(({ wake }) => read(wake())));
	return { ...one, vault, anna, boris, devices, read };
}

/** The refusals by name; each must have a sentence of its own in both languages. */
function named(problems: readonly Refusal[]): string[] {
	for (const problem of problems) {
		for (const locale of ['ru', 'en'] as const) {
			expect(sayRefusal(problem, locale), messageKeyOf(problem.id)).not.toBe(
				sayRefusal({ id: 'unknown' }, locale),
			);
		}
	}
	return problems.map(({ id }) => id);
}

/** The server as it is, but for what it answers of an organisation. */
function lying(honest: Act, lie: (answer: OrganisationAnswer) => OrganisationAnswer): Act {
	return (async (name: string, input: never, more: never) => {
		type Asked = (...given: unknown[]) => Promise<{ ok: boolean; value: unknown }>;
		const answer = await (honest as unknown as Asked)(name, input, more);
		if (name !== 'vault.readOrganisation' || !answer.ok) return answer;
		return { ...answer, value: lie(answer.value as OrganisationAnswer) };
	}) as unknown as Act;
}

test('a removal and the vault that was renewed for it come back with the first device', async () => {
	const { organisation, founder, vault, boris, devices, read } = await scene();
	const copy = await keepCopy(server.runtime);
	const vera = devices.vera.wake();
	must((await read(vera)).found);
	must(await members.removeMember(vera, { organisation, person: boris.person }));
	must((await read(devices.anna.wake())).found);
	expect(must(vera.ring.read(organisation)).vaults.get(vault)?.epoch).toBe(2);
	await turnBack(server.runtime, copy);
	expect((await boris.actor()).kind).toBe('member');

	// Anna is no coordinator: what is signed and chained needs nobody's leave.
	const anna = devices.anna.wake();
	const first = await read(anna);
	expect(named(first.problems)).toEqual([]);
	const found = must(first.found);
	expect(found.recovery).toMatchObject({ is: 'waiting', returned: [] });
	expect(found.recovery?.records).toBeGreaterThan(0);
	expect(found.held.get(vault)?.current.epoch).toBe(2);
	expect(await boris.actor()).toMatchObject({ kind: 'visitor' });
	// A device that knows nothing reads it all from the server.
	const elsewhere = founder.elsewhere();
	expect(named((await read(elsewhere)).problems)).toEqual([]);
	expect(must(elsewhere.ring.vault(organisation, vault)).current.epoch).toBe(2);
});

test('who joined since the backup is named by the log, has no account, and can be taken off it', async () => {
	const { organisation, join, vault, devices, read } = await scene();
	const copy = await keepCopy(server.runtime);
	const galya = await join('Galya', [vault]);
	must((await read(devices.vera.wake())).found);
	await turnBack(server.runtime, copy);
	const vera = devices.vera.wake();
	const first = await read(vera);
	expect(named(first.problems)).toEqual([]);
	expect(must(first.found).state.members.get(galya.person)?.standing).toBe('active');
	const whole = await within(server.runtime.db, system, (tx) =>
		checkIntegrity(tx, server.runtime.config.dataDir),
	);
	expect(whole.findings.filter(({ object }) => object === organisation)).toEqual([]);
	must(await confirmRecovery(vera, { organisation }));
	must(await members.removeMember(vera, { organisation, person: galya.person }));
	expect(must(vera.ring.vault(organisation, vault)).current.epoch).toBe(2);
});

test('nothing new is signed until a coordinator confirms; then members see that it was', async () => {
	const { organisation, founder, anna, devices, read } = await scene();
	const copy = await keepCopy(server.runtime);
	await turnBack(server.runtime, copy);
	const vera = devices.vera.wake();
	must((await read(vera)).found);
	const early = await members.compareWords(vera, { organisation, person: anna.person });
	expect(named(early.ok ? [] : [early.refusal])).toEqual(['recovery.unconfirmed']);
	const notMine = await confirmRecovery(devices.anna.wake(), { organisation });
	expect(named(notMine.ok ? [] : [notMine.refusal])).toEqual(['access.denied']);
	must(await confirmRecovery(vera, { organisation }));
	must(await members.compareWords(vera, { organisation, person: anna.person }));
	const seen = must((await read(devices.boris.wake())).found);
	expect(seen.recovery?.is).toBe('confirmed');
	expect(must((await read(founder.elsewhere())).found).recovery?.is).toBe('confirmed');
});

test('a log that went on differently is taken with a coordinator’s word only, and who is in again is named', async () => {
	const { organisation, founder, anna, boris, devices, read } = await scene();
	const copy = await keepCopy(server.runtime);
	// Only Anna's device hears of the removal.
	const elsewhere = founder.elsewhere();
	must(await refreshOrganisation(elsewhere.ring, elsewhere.act, organisation));
	must(await members.removeMember(elsewhere, { organisation, person: boris.person }));
	must((await read(devices.anna.wake())).found);
	await turnBack(server.runtime, copy);
	const vera = devices.vera.wake();
	must((await read(vera)).found);
	const unconfirmed = vera.ring.read(organisation);
	expect(must(unconfirmed).recovery?.is).toBe('waiting');
	must(await confirmRecovery(vera, { organisation }));
	must(await members.compareWords(vera, { organisation, person: anna.person }));
	const cut = lying(anna.act, ({ recovery, ...rest }) => ({
		...rest,
		...(recovery && { recovery: { ...recovery, period: undefined } }),
	}));
	expect(named((await read(devices.anna.wake(cut))).problems)).toEqual(['membership.rolled-back']);
	const found = must((await read(devices.anna.wake())).found);
	expect(found.recovery).toMatchObject({ is: 'confirmed', returned: [boris.person] });
});

test('a forged, strange, expired or outdated word is refused, with a sentence', async () => {
	const { founder, anna, boris, devices, read } = await scene();
	const copy = await keepCopy(server.runtime);
	const restore = await turnBack(server.runtime, copy);
	const vera = devices.vera.wake();
	const { state } = must((await read(vera)).found);
	const now = new Date();
	const asked = { restore, backupAt: copy.at.toISOString(), vaults: [] };
	const by = (who: Colleague) => ({ person: who.person, signing: who.secrets.signing });
	const told = async (period: Uint8Array) => {
		const act = lying(anna.act, (answer) => ({
			...answer,
			...(answer.recovery && { recovery: { ...answer.recovery, period: toBase64url(period) } }),
		}));
		const { found, problems } = await read(devices.anna.wake(act));
		return [named(problems), must(found).recovery?.is];
	};
	const good = signRecoveryPeriod(state, asked, by(founder), now);
	expect(await told(good)).toEqual([[], 'confirmed']);
	const forged = signRecoveryPeriod(
		state,
		asked,
		{ person: founder.person, signing: boris.secrets.signing },
		now,
	);
	expect(await told(forged)).toEqual([['recovery.signature-wrong'], 'waiting']);
	const byMember = signRecoveryPeriod(state, asked, by(boris), now);
	expect(await told(byMember)).toEqual([['recovery.not-a-coordinator'], 'waiting']);
	const another = signRecoveryPeriod(state, { ...asked, restore: crypto.randomUUID() }, by(founder), now);
	expect(await told(another)).toEqual([['recovery.other-restore'], 'waiting']);
	const old = signRecoveryPeriod(
		state,
		asked,
		by(founder),
		new Date(now.getTime() - 15 * 24 * 60 * 60 * 1000),
	);
	expect(await told(old)).toEqual([[], 'over']);
	const [vault] = state.vaults.keys();
	const vaultsSeen = vault ? [{ vault, change: 2_000_000_000 }] : [];
	const behind = signRecoveryPeriod(state, { ...asked, vaults: vaultsSeen }, by(founder), now);
	expect(await told(behind)).toEqual([['recovery.counter-behind'], 'waiting']);
	const altered = Uint8Array.from(good);
	altered[altered.length - 4] = (altered[altered.length - 4] ?? 0) ^ 1;
	expect(await told(altered)).toEqual([['recovery.signature-wrong'], 'waiting']);
});

test('a coordinator who was removed cannot vouch for the time when they were not', async () => {
	const { organisation, founder, anna, devices, read } = await scene();
	must(await members.makeCoordinator(founder, { organisation, person: anna.person }));
	must((await read(devices.boris.wake())).found);
	const copy = await keepCopy(server.runtime);
	must(await members.removeMember(founder, { organisation, person: anna.person }));
	must((await read(devices.boris.wake())).found);
	const restore = await turnBack(server.runtime, copy);
	// The server and Anna act together: hers is the only word, and no record is put back.
	const colluding = anna.elsewhere();
	const { state } = must((await read(colluding)).found);
	const asked = { restore, backupAt: copy.at.toISOString(), vaults: [] };
	const word = signRecoveryPeriod(
		state,
		asked,
		{ person: anna.person, signing: anna.secrets.signing },
		new Date(),
	);
	const lie = lying(devices.boris.wake().act, (answer) => ({
		...answer,
		...(answer.recovery && { recovery: { ...answer.recovery, period: toBase64url(word) } }),
	}));
	const refusing: Act = (async (name: string, input: never, more: never) =>
		name === 'vault.bringBackLog'
			? { ok: false, refusal: { id: 'recovery.other-restore' } }
			: (lie as unknown as (...given: unknown[]) => unknown)(name, input, more)) as never;
	expect(named((await read(devices.boris.wake(refusing))).problems)).toEqual(['membership.rolled-back']);
});

test('a shorter log on a server that names no restore is an attack, as before', async () => {
	const { organisation, founder, anna, devices, read } = await scene();
	must(await members.compareWords(founder, { organisation, person: anna.person }));
	must((await read(devices.anna.wake())).found);
	const shortened = lying(anna.act, (answer) => ({
		...answer,
		records: answer.records.slice(0, -1),
		length: answer.length - 1,
	}));
	expect(named((await read(devices.anna.wake(shortened))).problems)).toEqual(['membership.rolled-back']);
	const pretended = lying(anna.act, (answer) => ({
		...answer,
		records: answer.records.slice(0, -1),
		length: answer.length - 1,
		recovery: {
			restore: crypto.randomUUID(),
			backupAt: '2026-11-01T00:00:00Z',
			restoredAt: '2026-11-02T00:00:00Z',
		},
	}));
	expect(named((await read(devices.anna.wake(pretended))).problems)).toEqual(['membership.rolled-back']);
});
