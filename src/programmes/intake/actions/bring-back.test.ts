import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Result } from '#platform/result.ts';
import {
	broughtBack,
	insertDesk,
	insertMember,
	insertTestRequest,
	sealedTestEntry,
	type TestDesk,
	type TestMember,
	type TestRequest,
} from '#test/builders/desks.ts';
import { withRuntime } from '#test/builders/server.ts';
import { keepCopy, turnBack } from '#test/builders/turn-back.ts';

/** Requests on a server that was set back: their facts, and their senders' way in. */
const server = withRuntime();
let desk: TestDesk;
let anna: TestMember;
beforeEach(async () => {
	desk = await insertDesk(server.runtime, 'Заступа');
	anna = await insertMember(server.runtime, desk, 'Анна');
});

const bring = (at: TestRequest, restore: string, more: Parameters<typeof broughtBack>[3] = {}) =>
	anna.act('intake.bringBackRequest', broughtBack(desk, at, restore, more)) as Promise<Result<unknown>>;
const refused = (answer: Result<unknown>) => (answer.ok ? undefined : answer.refusal.id);
const rowOf = (at: TestRequest) =>
	within(server.runtime.db, system, (tx) =>
		tx.selectFrom('request').selectAll().where('id', '=', at.folder).executeTakeFirst(),
	);
const codesOf = (at: TestRequest) =>
	within(server.runtime.db, system, (tx) =>
		tx.selectFrom('follow').selectAll().where('folder', '=', at.folder).execute(),
	);

describe('a request that is there', () => {
	it('takes the newest facts that any device saw, and keeps what was done since the restore', async () => {
		const at = await insertTestRequest(server.runtime, desk);
		const restore = await turnBack(server.runtime, await keepCopy(server.runtime));
		const status = async () => (await rowOf(at))?.status;
		expect(refused(await bring(at, restore, { seen: 7, facts: { status: 'answered' } }))).toBeUndefined();
		expect(await status()).toBe('answered');
		await bring(at, restore, { seen: 6, facts: { status: 'reading' } });
		expect(await status()).toBe('answered');
		await bring(at, restore, { seen: 9, facts: { status: 'closed', outcome: 'advised' } });
		expect(await status()).toBe('closed');
		const entries = [sealedTestEntry(desk, at, 'internal')];
		expect(refused(await anna.act('intake.reopenRequest', { ...at, entries }))).toBeUndefined();
		const reopened = await status();
		await bring(at, restore, { seen: 12, facts: { status: 'closed', outcome: 'advised' } });
		expect(await status()).toBe(reopened);
	});

	it('takes nothing of another restore, or where there was none', async () => {
		const at = await insertTestRequest(server.runtime, desk);
		expect(refused(await bring(at, randomUUID()))).toBe('recovery.other-restore');
		await turnBack(server.runtime, await keepCopy(server.runtime));
		expect(refused(await bring(at, randomUUID()))).toBe('recovery.other-restore');
	});
});

describe('a request that came after the backup', () => {
	it('is there once, with its facts and the way back by the code its sender has', async () => {
		const restore = await turnBack(server.runtime, await keepCopy(server.runtime));
		const at = { organisation: desk.organisation, folder: randomUUID() };
		const entries = [sealedTestEntry(desk, at, 'dialogue')];
		for (let device = 0; device < 2; device++) {
			expect(refused(await bring(at, restore, { entries, facts: { urgent: true } }))).toBeUndefined();
		}
		expect(await rowOf(at)).toMatchObject({ urgent: true, status: 'received', sealed_by: 'browser' });
		expect(await codesOf(at)).toMatchObject([{ organisation: desk.organisation }]);
	});
});
