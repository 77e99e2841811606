import { beforeEach, describe, expect, it } from 'vitest';
import {
	insertDesk,
	insertMember,
	insertTestRequest,
	type TestDesk,
	type TestMember,
} from '#test/builders/desks.ts';
import { withRuntime } from '#test/builders/server.ts';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Result } from '#platform/result.ts';
import type { RequestAnswer } from '../actions/staff/take.ts';
import { watchRequests } from './alert.ts';
import { tellStaff } from './mail.ts';

const server = withRuntime();
const HOUR = 60 * 60 * 1000;
let ours: TestDesk;
let backup: TestDesk;
let anna: TestMember;
let boris: TestMember;
let helper: TestMember;

beforeEach(async () => {
	const { runtime } = server;
	await within(runtime.db, system, async (tx) => {
		await tx.deleteFrom('request').execute();
		await tx.deleteFrom('letter').execute();
	});
	ours = await insertDesk(runtime, 'Ours');
	backup = await insertDesk(runtime, 'Backup');
	anna = await insertMember(runtime, ours, 'Anna', { email: 'anna@example.org' });
	boris = await insertMember(runtime, ours, 'Boris', { email: 'boris@example.org', locale: 'ru' });
	helper = await insertMember(runtime, backup, 'Helper', { email: 'helper@example.org' });
});

const facts = (result: Result<unknown>) => {
	if (!result.ok) throw new Error(JSON.stringify(result.refusal));
	return (result.value as RequestAnswer).facts;
};
const refusal = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.id);

describe('a request that nobody takes', () => {
	it('is opened to its backup when its time has come, not before; whoever takes it has it', async () => {
		const at = await insertTestRequest(server.runtime, ours, { backup });
		await watchRequests(server.runtime);
		expect(refusal(await helper.act('intake.viewRequest', at))).toBe('access.denied');
		server.passTime(2 * HOUR);
		await watchRequests(server.runtime);
		expect(facts(await anna.act('intake.viewRequest', at)).alertedAt).not.toBeNull();
		const taken = facts(await helper.act('intake.takeRequest', at));
		expect(taken).toMatchObject({ takenBy: helper.person, desk: backup.organisation });
		expect(refusal(await anna.act('intake.takeRequest', at))).toBe('request.already-taken');
	});

	it('taken in time, alerts nobody', async () => {
		const at = await insertTestRequest(server.runtime, ours, { backup });
		await anna.act('intake.takeRequest', at);
		server.passTime(48 * HOUR);
		await watchRequests(server.runtime);
		expect(facts(await anna.act('intake.viewRequest', at)).alertedAt).toBeNull();
		expect(refusal(await helper.act('intake.viewRequest', at))).toBe('access.denied');
	});

	it('goes back to the queue when whoever had it is suspended', async () => {
		const at = await insertTestRequest(server.runtime, ours);
		await anna.act('intake.takeRequest', at);
		await within(server.runtime.db, system, (tx) =>
			tx.updateTable('membership').set({ state: 'suspended' }).where('person', '=', anna.person).execute(),
		);
		await watchRequests(server.runtime);
		const back = facts(await boris.act('intake.viewRequest', at));
		expect(back).toMatchObject({ takenBy: null, status: 'received' });
		expect(back.alertAfter).not.toBeNull();
	});
});

describe('mail that something waits', () => {
	const letters = async () => {
		const rows = await within(server.runtime.db, system, (tx) =>
			tx.selectFrom('letter').selectAll().execute(),
		);
		return rows.map(
			({ sealed }) =>
				JSON.parse(server.runtime.keys.openAtRest('letter', sealed)) as {
					to: string;
					subject: string;
					text: string;
				},
		);
	};

	it('goes to everybody of the desk, in their language, once, and says nothing of the request', async () => {
		await insertTestRequest(server.runtime, ours);
		await insertTestRequest(server.runtime, ours);
		await tellStaff(server.runtime);
		await tellStaff(server.runtime);
		const sent = await letters();
		expect(sent.map(({ to }) => to).sort()).toEqual(['anna@example.org', 'boris@example.org']);
		const russian = sent.find(({ to }) => to.startsWith('boris'));
		expect(russian?.subject).toMatch(/[а-я]/);
		expect(russian?.text).toContain('/ru/desk');
		for (const { text } of sent) expect(text).not.toMatch(/prison|RU-TUL/);
	});

	it('goes to whoever is on duty where somebody is', async () => {
		const now = server.runtime.now().getTime();
		await boris.act('intake.putOnDuty', {
			organisation: ours.organisation,
			id: '3a6f0c1e-8f43-4c39-9d0e-1f0f6f3b5a10',
			person: boris.person,
			startsAt: new Date(now - HOUR).toISOString(),
			endsAt: new Date(now + HOUR).toISOString(),
		});
		await insertTestRequest(server.runtime, ours);
		await tellStaff(server.runtime);
		expect((await letters()).map(({ to }) => to)).toEqual(['boris@example.org']);
	});

	it('goes to the backup again when it is asked again: not twice in an hour, and not once it was taken', async () => {
		const at = await insertTestRequest(server.runtime, ours, { backup });
		const ask = (who: TestMember) => who.act('intake.remindBackupDesk', at);
		expect(refusal(await ask(anna))).toBe('request.backup-not-told');
		server.passTime(2 * HOUR);
		await watchRequests(server.runtime);
		await tellStaff(server.runtime);
		const sent = async () => (await letters()).filter(({ to }) => to === 'helper@example.org').length;
		expect(await sent()).toBe(1);
		expect(refusal(await ask(anna))).toBe('request.backup-told-lately');
		await tellStaff(server.runtime);
		expect(await sent()).toBe(1);
		server.passTime(2 * HOUR);
		expect(refusal(await ask(helper))).toBe('access.denied');
		expect(facts(await ask(anna)).alertedAt).not.toBeNull();
		await tellStaff(server.runtime);
		expect(await sent()).toBe(2);
		facts(await helper.act('intake.takeRequest', at));
		expect(refusal(await ask(helper))).toBe('request.already-taken');
	});

	it('goes to the backup too, once it has been alerted', async () => {
		await insertTestRequest(server.runtime, ours, { backup });
		await tellStaff(server.runtime);
		server.passTime(2 * HOUR);
		await watchRequests(server.runtime);
		await tellStaff(server.runtime);
		expect((await letters()).map(({ to }) => to).filter((to) => to.startsWith('helper'))).toHaveLength(1);
	});
});
