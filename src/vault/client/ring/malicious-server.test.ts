import { expect, test } from 'vitest';
import { foundOrganisation, type Colleague } from '#test/builders/colleagues.ts';
import { must } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import type { Act } from '#platform/act.ts';
import { messageKeyOf, sayRefusal } from '#platform/refusal-words.ts';
import type { Refusal } from '#platform/result.ts';
import { fromBase64url, toBase64url } from '../../format/bytes.ts';
import { packFrame, headerBytes } from '../../format/frame.ts';
import { newId } from '../../format/ids.ts';
import { VaultId, type PersonId } from '../../format/model.ts';
import { MasterKeyHeader } from '../../format/person.ts';
import { openGrant } from '../../open/epoch.ts';
import { makeFirstEpoch, sealGrant } from '../../seal/epoch.ts';
import { signAct, signGenesis } from '../../seal/membership.ts';
import { bookOf, logHead } from '../../seal/membership-state.ts';
import { makePerson, publicOf, sealPairs } from '../../seal/person.ts';
import type { OrganisationAnswer } from '../../server/model.ts';
import * as members from '../membership/members.ts';
import * as vaults from '../membership/vaults.ts';
import { makeKeeper } from '../keeper/keeper.ts';
import { furnish } from '../keeper/rooms.ts';
import { anchorsInMemory, refreshOrganisation } from './key-ring.ts';

const server = withRuntime();

/** The server as it is, but for what it answers of an organisation. */
function lying(honest: Act, lie: (answer: OrganisationAnswer) => OrganisationAnswer): Act {
	return (async (name: string, input: never, more: never) => {
		const answer = await (honest as (...given: unknown[]) => Promise<{ ok: boolean; value: unknown }>)(
			name,
			input,
			more,
		);
		if (name !== 'vault.readOrganisation' || !answer.ok) return answer;
		return { ...answer, value: lie(answer.value as OrganisationAnswer) };
	}) as unknown as Act;
}

async function scene() {
	const one = await foundOrganisation(server.runtime);
	const { organisation, founder } = one;
	const vault = newId(VaultId);
	must(await vaults.createVault(founder, { organisation, vault, purpose: 'intake', holders: [] }));
	const anna = await one.join('Anna', [vault]);
	/** What Anna's keeper says when the server lies; on the device she works on, or on one that knows nothing. */
	const told = async (
		lie: (answer: OrganisationAnswer) => OrganisationAnswer,
		device: 'hers' | 'reloaded' | 'new',
	) => {
		const act = lying(anna.act, lie);
		const who = device === 'hers' ? { ...anna, act } : anna.elsewhere(act);
		if (device === 'reloaded') {
			for (const [known, anchor] of await anna.ring.anchors.read(anna.person)) {
				await who.ring.anchors.write(anna.person, known, anchor);
			}
		}
		const read = await refreshOrganisation(who.ring, act, organisation);
		return read.ok ? read.value.problems : [read.refusal];
	};
	return { ...one, vault, anna, told };
}

/** The refusals by name; each must have a sentence of its own in both languages. */
function named(problems: readonly Refusal[]): string[] {
	for (const problem of problems) {
		const plain = { id: 'unknown' };
		for (const locale of ['ru', 'en'] as const) {
			expect(sayRefusal(problem, locale), messageKeyOf(problem.id)).not.toBe(sayRefusal(plain, locale));
		}
	}
	return problems.map(({ id }) => id);
}

const replaceVault = (answer: OrganisationAnswer, vault: VaultId, change: object): OrganisationAnswer => ({
	...answer,
	vaults: answer.vaults.map((one) => (one.vault === vault ? { ...one, ...change } : one)),
});

test('an honest server is not accused of anything', async () => {
	const { told } = await scene();
	expect(named(await told((answer) => answer, 'new'))).toEqual([]);
	expect(named(await told((answer) => answer, 'reloaded'))).toEqual([]);
});

test('a swapped member key: another log in the same organisation’s name', async () => {
	const { organisation, founder, told } = await scene();
	const stranger = makePerson(founder.person);
	const { state } = must(founder.ring.organisation(organisation));
	const genesis = {
		organisation,
		name: state.name,
		keys: state.keys,
		founder: publicOf(stranger),
		founderName: 'Vera',
		founderStatus: { kind: 'none' as const },
		founderRoles: [],
	};
	const records = [toBase64url(signGenesis(genesis, stranger.signing, new Date().toISOString()))];
	const lie = (answer: OrganisationAnswer) => ({ ...answer, records, length: 1 });
	expect(named(await told(lie, 'reloaded'))).toEqual(['membership.other-organisation']);
	expect(named(await told(lie, 'new'))).toEqual(['ring.not-a-member']);
	const asFounder = founder.elsewhere(lying(founder.act, lie));
	const read = await refreshOrganisation(asFounder.ring, asFounder.act, organisation);
	expect(named(read.ok ? [] : [read.refusal])).toEqual(['ring.own-keys-swapped']);
});

test('an altered record, a shortened log, a forked log', async () => {
	const { organisation, founder, anna, told } = await scene();
	const fork = signAct(
		must(founder.ring.organisation(organisation)).state,
		{ kind: 'suspend', person: anna.person },
		founder.ring.signer,
		new Date().toISOString(),
	);
	must(await members.compareWords(founder, { organisation, person: anna.person }));
	await anna.refresh();
	const turned = (text: string) => {
		const bytes = fromBase64url(text) ?? new Uint8Array();
		bytes[bytes.length - 8] = (bytes[bytes.length - 8] ?? 0) ^ 1;
		return toBase64url(bytes);
	};
	const altered = (answer: OrganisationAnswer) => ({ ...answer, records: answer.records.map(turned) });
	const shortened = (answer: OrganisationAnswer) => ({
		...answer,
		records: answer.records.slice(0, -1),
		length: answer.length - 1,
	});
	const forked = (answer: OrganisationAnswer) => ({
		...answer,
		records: [...answer.records.slice(0, -1), toBase64url(fork)],
	});
	expect(named(await told(altered, 'new'))).toEqual(['membership.signature-wrong']);
	expect(named(await told(shortened, 'hers'))).toEqual(['membership.rolled-back']);
	expect(named(await told(shortened, 'reloaded'))).toEqual(['membership.rolled-back']);
	expect(named(await told(forked, 'reloaded'))).toEqual(['membership.forked']);
	must(
		await members.changeMember(founder, {
			organisation,
			person: anna.person,
			status: { kind: 'lawyer' },
			roles: [],
		}),
	);
	const other = (answer: OrganisationAnswer) => ({ ...answer, records: [toBase64url(fork)] });
	expect(named(await told(other, 'hers'))).toEqual(['membership.chain-broken']);
});

test('a forged grant, and an epoch of the server’s own', async () => {
	const { organisation, founder, anna, vault, told } = await scene();
	const { state } = must(founder.ring.organisation(organisation));
	const stranger = makePerson(founder.person);
	const epoch = must(founder.ring.vault(organisation, vault)).current;
	const own = makeFirstEpoch({ organisation, vault });
	const by = (person: PersonId, signing: typeof stranger.signing) => ({
		person,
		signing,
		log: logHead(state),
	});
	const give = (bytes: Uint8Array) => (answer: OrganisationAnswer) =>
		replaceVault(answer, vault, { grant: { epoch: 1, bytes: toBase64url(bytes) } });
	const forged = sealGrant(epoch, anna.ring.keys, by(founder.person, stranger.signing));
	expect(named(await told(give(forged), 'new'))).toEqual(['grant.signature-wrong']);
	const undeclared = sealGrant(own, anna.ring.keys, by(founder.person, founder.secrets.signing));
	expect(named(await told(give(undeclared), 'new'))).toEqual(['grant.epoch-not-declared']);
	const withheld = (answer: OrganisationAnswer) => replaceVault(answer, vault, { grant: undefined });
	expect(named(await told(withheld, 'new'))).toEqual(['ring.grant-withheld']);
	expect(named(await told((answer) => ({ ...answer, vaults: [] }), 'new'))).toEqual(['ring.vault-withheld']);
});

test('an epoch rolled back to one that somebody who left still holds', async () => {
	const { organisation, founder, anna, vault, told } = await scene();
	const before = must(
		await anna.act('vault.readOrganisation', { organisation } as never),
	) as unknown as OrganisationAnswer;
	must(await vaults.rotateVault(founder, { organisation, vault }));
	const old = before.vaults.find((one) => one.vault === vault);
	const back = (answer: OrganisationAnswer) => replaceVault(answer, vault, { ...old });
	expect(new Set(named(await told(back, 'new')))).toEqual(new Set(['ring.epoch-rolled-back']));
	const rungless = (answer: OrganisationAnswer) => replaceVault(answer, vault, { ladders: [] });
	expect(named(await told(rungless, 'new'))).toEqual(['ladder.rung-missing']);
});

test('a removed member opens nothing of what comes after, even with all the server has', async () => {
	const { organisation, founder, anna, vault } = await scene();
	must(await members.removeMember(founder, { organisation, person: anna.person }));
	const all = must(
		await founder.act('vault.readOrganisation', { organisation } as never),
	) as unknown as OrganisationAnswer;
	const colluding: Act = (async () => ({ ok: true, value: all })) as never;
	const read = await refreshOrganisation(anna.elsewhere().ring, colluding, organisation);
	expect(named(read.ok ? [] : [read.refusal])).toEqual(['ring.not-active']);
	const { state } = must(founder.ring.organisation(organisation));
	const declared = state.vaults.get(vault)?.epochs.get(2);
	const grant = must(founder.ring.read(organisation)).vaults.get(vault)?.grant;
	if (!declared || !grant) throw new Error('the vault was renewed');
	const opened = openGrant(grant.bytes, anna.secrets.sealing, declared, bookOf(state));
	expect(named(opened.ok ? [] : [opened.refusal])).toEqual(['sealed.not-for-us']);
});

test('a master key whose guard was weakened is not tried', async () => {
	const { anna } = await scene();
	const header = headerBytes(MasterKeyHeader, {
		person: anna.person,
		by: { kind: 'offline', salt: new Uint8Array(16), cost: { passes: 1, mebibytes: 1 } },
	});
	const wrapped = packFrame('masterKey', header, new Uint8Array(72));
	const served = furnish(keeperOf(anna));
	const answer = await served.call(
		'unlock',
		{
			person: anna.person,
			sealedPairs: sealPairs(anna.secrets),
			wrapped,
			by: { kind: 'offline', passphrase: 'six invented words stand here now' },
		},
		{ signal: new AbortController().signal, progress: () => undefined },
	);
	expect(named(answer.ok ? [] : [answer.refusal])).toEqual(['unlock.kdf-weakened']);
});

function keeperOf(who: Colleague) {
	return makeKeeper({
		act: who.act,
		anchors: anchorsInMemory(),
		follow: () => ({ stop: () => undefined, retry: () => undefined }),
	});
}
