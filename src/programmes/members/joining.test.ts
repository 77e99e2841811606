import { beforeAll, describe, expect, test } from 'vitest';
import { everyAction, makeClient } from '#test/builders/client.ts';
import {
	accepted,
	beginner,
	foundBy,
	invited,
	must,
	protect,
	secondOrganisation,
	startNetwork,
	type TestPerson,
} from '#test/builders/people.ts';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { fingerprintWords } from '#vault/format/fingerprint.ts';
import { personFingerprint } from '#vault/seal/pairs.ts';
import { withRuntime } from '#test/builders/server.ts';
import { InvitationId, type OrganisationId } from '#vault/format/model.ts';
import type { readInvitation } from './actions/accept.ts';
import type {
	applyToJoin,
	listApplications,
	recordCallBack,
	refuseApplicant,
	vouchFor,
} from './actions/apply.ts';
import type { listColleagues } from './actions/colleagues.ts';
import type { listOpenInvitations, withdrawInvitation } from './actions/invite.ts';
import { findFingerprint, inviteFromTerminal } from './operator.ts';
import { beginAnewAs } from './sealed/account.ts';
import { admit, inviteToBeginAnew, inviteToJoin, letIn } from './sealed/invite.ts';
import { recover } from './sealed/recover.ts';
import { giveSecondFactor, signIn } from './sealed/sign-in.ts';
import { newPassphrase } from '#vault/format/passphrase.ts';

const server = withRuntime();
let office: TestPerson;
let organisation: OrganisationId;

beforeAll(async () => {
	const started = await startNetwork(server.runtime);
	office = started.coordinator;
	organisation = started.organisation as OrganisationId;
});

const read = (token: string) =>
	makeClient(server.runtime).act<typeof readInvitation>('members.readInvitation', { token });
const tokenOf = (path: string) => path.split('#')[1] ?? '';
const colleagues = async (of: TestPerson) =>
	must(await of.client.act<typeof listColleagues>('members.listColleagues', { organisation }));
const view = async (of: TestPerson) => {
	must(await of.client.keys.refresh());
	return must(await of.client.keys.viewOrganisation({ organisation }));
};

describe('invitations', () => {
	test('whoever is let in works with the vaults, and shows as unverified until words are compared', async () => {
		const boris = await invited(server.runtime, office, organisation, { displayName: 'Boris' });
		expect(await boris.client.actor()).toMatchObject({
			level: 'full',
			memberships: [{ organisation, coordinator: false, programmes: ['intake'] }],
		});
		const seen = await view(boris);
		expect(seen.vaults.map(({ purpose, held }) => [purpose, held])).toEqual([['intake', true]]);
		const before = seen.members.find(({ person }) => person === boris.person);
		expect(before).toMatchObject({ name: 'Boris', comparedBy: [] });
		must(await office.client.keys.compareWords({ organisation, person: boris.person }));
		const after = (await view(boris)).members.find(({ person }) => person === boris.person);
		expect(after?.comparedBy).toEqual([office.person]);
		expect((await colleagues(boris)).members.map(({ lastSeenOn }) => lastSeenOn)).not.toContain(null);
	});

	test('used, withdrawn, expired and unknown links say the same', async () => {
		const used = must(await inviteToJoin(office.client.act, { organisation }));
		await accepted(server.runtime, used.path);
		const withdrawn = must(await inviteToJoin(office.client.act, { organisation }));
		expect((await read(tokenOf(withdrawn.path))).ok).toBe(true);
		const { invitation } = withdrawn;
		must(
			await office.client.act<typeof withdrawInvitation>('members.withdrawInvitation', {
				organisation,
				invitation,
			}),
		);
		const unknown = 'A'.repeat(43);
		const said = [tokenOf(used.path), tokenOf(withdrawn.path), unknown].map(read);
		const late = must(await inviteToJoin(office.client.act, { organisation, days: 1 }));
		server.passTime(86_400_001);
		for (const answer of [...(await Promise.all(said)), await read(tokenOf(late.path))]) {
			expect(answer).toEqual({ ok: false, refusal: { id: 'invitation.ended' } });
		}
	});

	test('an accepted invitation can be withdrawn before anybody is let in', async () => {
		const made = must(await inviteToJoin(office.client.act, { organisation }));
		const carol = await accepted(server.runtime, made.path);
		const { invitation } = made;
		must(
			await office.client.act<typeof withdrawInvitation>('members.withdrawInvitation', {
				organisation,
				invitation,
			}),
		);
		expect(await carol.client.actor()).toMatchObject({ memberships: [] });
		const open = must(
			await office.client.act<typeof listOpenInvitations>('members.listOpenInvitations', { organisation }),
		);
		expect(open.map((one) => one.invitation)).not.toContain(invitation);
	});

	test('the operator invites from the terminal, and reads what people compare', async () => {
		const { runtime } = server;
		const made = must(
			await within(runtime.db, system, (tx) =>
				inviteFromTerminal(tx, 'network-office', ['intake'], runtime.now()),
			),
		);
		const boris = await accepted(runtime, made.path);
		expect(await boris.client.actor()).toMatchObject({ memberships: [] });
		const told = must(await within(runtime.db, system, (tx) => findFingerprint(tx, boris.loginName)));
		const secrets = boris.client.keys.secrets();
		expect(secrets && told).toBe(
			secrets && personFingerprint({ signing: secrets.signing.public, sealing: secrets.sealing.public }),
		);
		const network = must(await within(runtime.db, system, (tx) => findFingerprint(tx)));
		expect(fingerprintWords(network, 'ru').length).toBeGreaterThan(5);
	});

	test('keys signed for another invitation are refused', async () => {
		const made = must(await inviteToJoin(office.client.act, { organisation }));
		const client = makeClient(server.runtime);
		const who = await beginner(tokenOf(made.path));
		const { acceptAnInvitation } = await import('./sealed/account.ts');
		const other = { organisation, invitation: InvitationId.parse(crypto.randomUUID()) };
		expect(await acceptAnInvitation(client, who, other)).toMatchObject({
			refusal: { id: 'membership.acceptance-wrong' },
		});
	});
});

describe('when somebody is arrested, or loses everything', () => {
	test('any colleague suspends in one action: the session ends at once, and two restore', async () => {
		const dasha = await invited(server.runtime, office, organisation, { displayName: 'Dasha' });
		const egor = await invited(server.runtime, office, organisation, { displayName: 'Egor' });
		must(await egor.client.keys.refresh());
		must(await egor.client.keys.suspendMember({ organisation, person: dasha.person }));
		await expect.poll(async () => (await dasha.client.actor()).kind, { timeout: 4000 }).toBe('visitor');
		const standing = (await colleagues(egor)).members.find(({ person }) => person === dasha.person)?.standing;
		expect(standing).toBe('suspended');
		expect(must(await egor.client.keys.restoreMember({ organisation, person: dasha.person })).restored).toBe(
			false,
		);
		must(await office.client.keys.refresh());
		expect(
			must(await office.client.keys.restoreMember({ organisation, person: dasha.person })).restored,
		).toBe(true);
	});

	test('the printed code gives a new passphrase; everything older ends, and colleagues are told', async () => {
		const fedor = await invited(server.runtime, office, organisation, { displayName: 'Fedor' });
		const signing = fedor.client.keys.secrets()?.signing.public;
		expect(signing).toBeDefined();
		const client = makeClient(server.runtime);
		const passphrase = newPassphrase('en');
		const given = { loginName: fedor.loginName, recoveryCode: fedor.sheet?.recoveryCode ?? '', passphrase };
		const begun = must(await recover(client, given));
		expect(begun.person).toBe(fedor.person);
		expect(await fedor.client.actor()).toEqual({ kind: 'visitor' });
		expect(await client.actor()).toMatchObject({ kind: 'member', level: 'passphrase' });
		expect(client.keys.secrets()?.signing.public).toBe(signing);
		const back = await protect({ ...begun, client, passphrase });
		expect((await colleagues(back)).notices).toContainEqual(
			expect.objectContaining({ kind: 'recovered', person: fedor.person }),
		);
		const again = await recover(makeClient(server.runtime), given);
		expect(again).toMatchObject({ refusal: { id: 'recovery.wrong' } });
		const nobody = await recover(makeClient(server.runtime), { ...given, loginName: 'nobody' });
		expect(nobody).toEqual(again);
		const old = await signIn(makeClient(server.runtime), {
			loginName: fedor.loginName,
			passphrase: fedor.passphrase,
		});
		expect(old).toMatchObject({ refusal: { id: 'sign-in.wrong' } });
	});

	test('a colleague grants anew to whoever lost the sheet too; until then the old passphrase is the one', async () => {
		const galya = await invited(server.runtime, office, organisation, { displayName: 'Galya' });
		const { path } = must(await inviteToBeginAnew(office.client.act, { organisation, person: galya.person }));
		const client = makeClient(server.runtime);
		const invitation = must(await read(tokenOf(path)));
		const who = await beginner(tokenOf(path), { loginName: galya.loginName, displayName: 'Galya' });
		must(await beginAnewAs(client, who, invitation));
		expect((await galya.client.actor()).kind).toBe('member');
		const [open] = must(
			await office.client.act<typeof listOpenInvitations>('members.listOpenInvitations', { organisation }),
		).filter(({ newcomer }) => newcomer?.person === galya.person);
		if (!open) throw new Error('Nobody waits');
		must(await office.client.keys.refresh());
		must(await letIn(office.client.act, office.client.keys, organisation, open, []));
		await expect.poll(async () => (await galya.client.actor()).kind, { timeout: 4000 }).toBe('visitor');
		const next = must(await signIn(client, { loginName: galya.loginName, passphrase: who.passphrase }));
		expect(next.step).toBe('protect');
		const secret = await client.device.find(galya.loginName);
		if (!secret) throw new Error('The device keeps the account secret');
		const back = await protect({
			person: galya.person,
			loginName: galya.loginName,
			accountSecret: secret,
			client,
			passphrase: who.passphrase,
		});
		expect((await view(back)).vaults.every(({ held }) => held)).toBe(true);
	});
});

describe('organisations', () => {
	const apply = (name: string) =>
		makeClient(server.runtime).act<typeof applyToJoin>('members.applyToJoin', {
			name,
			town: 'Тула',
			region: 'RU-TUL',
			about: 'Помогаем призывникам',
			contact: 'tula@example.org',
			locale: 'ru',
		});
	const waiting = async (of: TestPerson, name: string) =>
		must(await of.client.act<typeof listApplications>('members.listApplications', {})).find(
			(one) => one.name === name,
		);

	test('two organisations vouch, the office admits, and the group begins the same day', async () => {
		const perm = await secondOrganisation(server.runtime, office, organisation, { name: 'Пермь' });
		must(await apply('Тульская группа'));
		const seen = await waiting(perm.coordinator, 'Тульская группа');
		expect(seen).toMatchObject({
			contact: undefined,
			may: { vouch: true, callBack: false, admit: false, refuse: false },
		});
		const applicant = seen?.organisation as OrganisationId;
		const early = await admit(office.client.act, { applicant, organisation, locale: 'ru' });
		expect(early).toMatchObject({ refusal: { id: 'application.nobody-vouched' } });
		const by = perm.organisation as OrganisationId;
		must(
			await perm.coordinator.client.act<typeof vouchFor>('members.vouchFor', { applicant, organisation: by }),
		);
		must(
			await perm.coordinator.client.act<typeof vouchFor>('members.vouchFor', { applicant, organisation: by }),
		);
		expect(await waiting(office, 'Тульская группа')).toMatchObject({
			vouchers: 1,
			contact: 'tula@example.org',
		});
		must(await office.client.act<typeof vouchFor>('members.vouchFor', { applicant, organisation }));
		const admitted = must(
			await admit(office.client.act, {
				applicant,
				organisation,
				locale: 'ru',
				sendFrom: 'http://localhost:1',
			}),
		);
		expect(admitted.sent).toBe(true);
		const begun = await foundBy(server.runtime, admitted.path, 'Тульская группа');
		expect(begun.organisation).toBe(applicant);
		expect(await waiting(office, 'Тульская группа')).toBeUndefined();
		expect(await begun.coordinator.client.actor()).toMatchObject({
			memberships: [{ office: false, coordinator: true }],
		});
	});

	test('a recorded call-back is enough; a refusal erases what the group wrote', async () => {
		must(await apply('Орловская группа'));
		const applicant = (await waiting(office, 'Орловская группа'))?.organisation as OrganisationId;
		must(await office.client.act<typeof recordCallBack>('members.recordCallBack', { applicant }));
		expect(await waiting(office, 'Орловская группа')).toMatchObject({
			calledBack: true,
			may: { admit: true },
		});
		must(await office.client.act<typeof refuseApplicant>('members.refuseApplicant', { applicant }));
		expect(await waiting(office, 'Орловская группа')).toBeUndefined();
	});

	test('what is missing in an application is named', async () => {
		const answer = await makeClient(server.runtime).act<typeof applyToJoin>('members.applyToJoin', {
			name: 'Группа',
			town: '',
			region: 'RU-TUL',
			about: 'Помогаем',
			contact: 'x',
			locale: 'ru',
		});
		expect(answer).toMatchObject({ refusal: { id: 'input.invalid', field: 'town' } });
	});
});

describe('another organisation', () => {
	test('can do nothing to the members, invitations and log of this one', async () => {
		const other = await secondOrganisation(server.runtime, office, organisation, { name: 'Чужие' });
		const stranger = other.coordinator.client;
		const victim = await invited(server.runtime, office, organisation);
		const { person } = victim;
		const open = must(await inviteToJoin(office.client.act, { organisation }));
		const link = { invitation: crypto.randomUUID(), tokenHash: 'A'.repeat(43) };
		const tries: Record<string, unknown> = {
			'members.listColleagues': { organisation },
			'members.listOpenInvitations': { organisation },
			'members.inviteMember': { organisation, ...link },
			'members.inviteAnew': { organisation, person, ...link },
			'members.withdrawInvitation': { organisation, invitation: open.invitation },
			'members.settleInvitation': { organisation, invitation: open.invitation },
			'members.inviteOrganisation': { organisation: crypto.randomUUID(), by: organisation, ...link },
			'members.vouchFor': { applicant: crypto.randomUUID(), organisation },
			'members.recordCallBack': { applicant: crypto.randomUUID() },
			'members.refuseApplicant': { applicant: crypto.randomUUID() },
		};
		for (const [name, input] of Object.entries(tries)) {
			expect([name, await stranger.act(name, input as never)]).toMatchObject([
				name,
				{ refusal: { id: 'access.denied' } },
			]);
		}
		for (const name of Object.keys(tries)) {
			const input = tries[name] as never;
			expect([name, await makeClient(server.runtime).act(name, input)]).toMatchObject([
				name,
				{ refusal: { id: 'access.sign-in' } },
			]);
		}
		// An ordinary member is no coordinator, and no office.
		for (const name of [
			'members.inviteMember',
			'members.inviteAnew',
			'members.listOpenInvitations',
			'members.inviteOrganisation',
		]) {
			const input = tries[name] as never;
			expect([name, await victim.client.act(name, input)]).toMatchObject([
				name,
				{ refusal: { id: 'access.denied' } },
			]);
		}
		expect((await stranger.keys.viewOrganisation({ organisation })).ok).toBe(false);
		expect((await stranger.keys.suspendMember({ organisation, person })).ok).toBe(false);
		expect((await victim.client.actor()).kind).toBe('member');
	});

	test('before the second factor nothing but the steps of signing in is open', async () => {
		const half = makeClient(server.runtime, office.client.device);
		const next = must(await signIn(half, { loginName: office.loginName, passphrase: office.passphrase }));
		expect(next.step).toBe('second-factor');
		const open = new Set(['members.giveNumber', 'members.signOut']);
		for (const declared of everyAction.values()) {
			if (declared.access.level === 'none' || open.has(declared.name)) continue;
			const answer = await half.act(declared.name, {} as never);
			expect([declared.name, answer.ok]).toEqual([declared.name, false]);
			const sheet = { wrapped: 'AAAA', proof: 'A'.repeat(43) };
			if (declared.name === 'members.keepPrintedSheet') {
				expect(await half.act(declared.name, sheet as never)).toMatchObject({
					refusal: { id: 'access.denied' },
				});
			}
			if (declared.name === 'members.enrolAuthenticator') {
				const factor = { secret: 'A'.repeat(32), number: '000000' };
				expect(await half.act(declared.name, factor as never)).toMatchObject({
					refusal: { id: 'access.denied' },
				});
			}
		}
		if (next.step === 'second-factor') {
			expect((await giveSecondFactor(half, next.signingIn, 'wrong')).ok).toBe(false);
		}
	});
});
