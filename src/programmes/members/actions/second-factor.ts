import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import { action, signedIn, type Doing, type Member } from '#platform/action/index.ts';
import { asHouse } from '#platform/db/within.ts';
import { sessionsChanged } from '../find-actor.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Runtime } from '#platform/runtime.ts';
import { giveBack, takeTry, type Allowance } from '#platform/budget.ts';
import { tellOwner } from '../letters.ts';
import { backupCode, normaliseCode } from '../rules/codes.ts';
import {
	deleteFactors,
	insertFactors,
	listBackupCodes,
	listFactors,
	updateFactorUsed,
} from '../store/second-factor.ts';
import { deleteWraps } from '../store/person.ts';
import { updateSessionLevel } from '../store/session.ts';
import { notYetProtected } from './own-account.ts';

/** Reached only behind the passphrase, so nobody else can use it up. */
const numbers: Allowance = { name: 'second-factor', atOnce: 8, secondsEach: 90 };
const purpose = 'second-factor';

/** An authenticator is enrolled by a number it shows; answers the back-up codes, once. */
export const enrolAuthenticator = action({
	name: 'members.enrolAuthenticator',
	answer: 'once',
	input: z.strictObject({
		secret: z.string().regex(/^[A-Z2-7]{32}$/),
		number: z.string().max(20),
		label: z.string().trim().max(60).default(''),
	}),
	access: notYetProtected,
	async run(doing, input) {
		const { tx, actor, now, runtime, touched } = doing;
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const sheet = await tx
			.selectFrom('person')
			.select(['printed_sheet_kept', 'second_factor_required'])
			.where('id', '=', actor.person)
			.executeTakeFirst();
		if (sheet?.second_factor_required && !sheet.printed_sheet_kept) return refuse('printed-sheet.first');
		const step = stepOf(input.secret, input.number, now);
		if (step === undefined) return refuse('second-factor.wrong', { field: 'number' });
		const id = randomUUID();
		touched('second-factor', id);
		await insertFactors(tx, [
			{
				...blank(actor, id, now),
				kind: 'totp',
				sealed: runtime.keys.sealAtRest(purpose, input.secret),
				label: input.label,
				last_step: step,
			},
		]);
		const backupCodes = await renewBackupCodes(doing, actor);
		await asHouse(tx, () => tellOwner(doing, actor.person, 'factor-added'));
		return protectedNow(doing, actor, { backupCodes });
	},
});

/** The second step of signing in: a number of the authenticator, or a back-up code. */
export const giveNumber = action({
	name: 'members.giveNumber',
	input: z.strictObject({ number: z.string().max(40) }),
	access: signedIn('passphrase'),
	async run(doing, input) {
		const { actor, runtime } = doing;
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const { wait } = takeTry(runtime, numbers, actor.person);
		if (wait > 0) return refuse('second-factor.slow-down', { params: { seconds: wait } });
		const right =
			(await usedNumber(doing, actor, input.number)) || (await usedBackupCode(doing, actor, input.number));
		if (!right) return refuse('second-factor.wrong', { field: 'number' });
		giveBack(runtime, numbers, actor.person);
		return protectedNow(doing, actor, {});
	},
});

/** Ten new back-up codes; the earlier ones no longer work. */
export const makeBackupCodes = action({
	name: 'members.makeBackupCodes',
	answer: 'once',
	input: z.strictObject({}),
	access: signedIn('full'),
	async run(doing) {
		const { actor } = doing;
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const backupCodes = await renewBackupCodes(doing, actor);
		await asHouse(doing.tx, () => tellOwner(doing, actor.person, 'backup-codes'));
		return ok({ backupCodes });
	},
});

/** Takes a second factor off; the last one stays. */
export const removeFactor = action({
	name: 'members.removeFactor',
	input: z.strictObject({ factor: z.uuid() }),
	access: signedIn('full'),
	async run(doing, { factor }) {
		const { tx, actor, touched } = doing;
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const factors = await listFactors(tx, actor.person);
		const leaving = factors.find(({ id }) => id === factor);
		if (!leaving) return refuse('second-factor.none');
		if (factors.length === 1) return refuse('second-factor.last');
		touched('second-factor', factor);
		await deleteFactors(tx, actor.person, { id: factor });
		if (leaving.credential_id !== null) await deleteWraps(tx, actor.person, leaving.credential_id);
		await asHouse(tx, () => tellOwner(doing, actor.person, 'factor-removed'));
		return ok({});
	},
});

/** The session may open sealed pages from now on. */
export async function protectedNow<T>(doing: Doing, actor: Member, value: T): Promise<Result<T>> {
	await updateSessionLevel(doing.tx, actor.session);
	await sessionsChanged(doing, actor.person);
	return ok(value);
}

/** The columns a factor has in any case. */
export function blank({ person }: Member, id: string, now: Date) {
	return {
		person,
		id,
		sealed: null,
		credential_id: null,
		credential: null,
		label: '',
		last_step: 0,
		added_on: now.toISOString().slice(0, 10),
		used_on: null,
	};
}

/** Makes back-up codes if there are none, or anew; the database keeps keyed hashes. */
export async function renewBackupCodes({ tx, now, runtime }: Doing, actor: Member): Promise<string[]> {
	await deleteFactors(tx, actor.person, { kind: 'backup-code' });
	const codes = Array.from({ length: 10 }, () => backupCode(randomBytes(40)));
	await insertFactors(
		tx,
		codes.map((code) => ({
			...blank(actor, randomUUID(), now),
			kind: 'backup-code' as const,
			sealed: hashCode(runtime, code),
		})),
	);
	return codes;
}

async function usedNumber({ tx, now, runtime }: Doing, actor: Member, typed: string): Promise<boolean> {
	for (const factor of await listFactors(tx, actor.person)) {
		if (factor.kind !== 'totp' || factor.sealed === null) continue;
		const secret = runtime.keys.openAtRest(purpose, Buffer.from(factor.sealed));
		const step = stepOf(secret, typed, now);
		// A number that was seen over a shoulder is not good a second time.
		if (step === undefined || step <= factor.last_step) continue;
		await updateFactorUsed(tx, actor.person, factor.id, { day: now.toISOString().slice(0, 10), step });
		return true;
	}
	return false;
}

async function usedBackupCode({ tx, now, runtime }: Doing, actor: Member, typed: string): Promise<boolean> {
	const given = hashCode(runtime, typed);
	for (const code of await listBackupCodes(tx, actor.person)) {
		if (code.sealed === null || !timingSafeEqual(Buffer.from(code.sealed), given)) continue;
		await updateFactorUsed(tx, actor.person, code.id, { day: now.toISOString().slice(0, 10) });
		return true;
	}
	return false;
}

function hashCode(runtime: Runtime, code: string): Buffer {
	return createHmac('sha256', runtime.keys.derive('backup-codes')).update(normaliseCode(code)).digest();
}

/** The half minute a number belongs to; a clock that is one step off is forgiven. */
function stepOf(secret: string, typed: string, now: Date): number | undefined {
	const token = normaliseCode(typed);
	if (!/^\d{6}$/.test(token)) return undefined;
	const timestamp = now.getTime();
	const off = new TOTP({ secret: Secret.fromBase32(secret) }).validate({ token, timestamp, window: 1 });
	return off === null ? undefined : TOTP.counter({ timestamp }) + off;
}
