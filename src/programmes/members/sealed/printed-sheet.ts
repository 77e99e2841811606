import { ok, type Result } from '#platform/result.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import { formatPrinted } from '#vault/format/printed-code.ts';
import { forget, vaultReady } from '#vault/format/sodium.ts';
import { makeRecoverySecret, recoveryProofPair } from '#vault/seal/person.ts';
import type { keepPrintedSheet } from '../actions/own-account.ts';
import type { Desk } from './desk.ts';

/** What stands on the sheet that a person prints and puts away. */
export interface PrintedSheet {
	readonly loginName: string;
	readonly recoveryCode: string;
	readonly accountSecret: string;
	readonly recoverySecret: Uint8Array;
}

/** A fresh sheet; nothing is kept on the server until its last group was typed back. */
export async function makePrintedSheet(loginName: string, accountSecret: Uint8Array): Promise<PrintedSheet> {
	await vaultReady();
	const recoverySecret = makeRecoverySecret();
	return {
		loginName,
		recoverySecret,
		recoveryCode: formatPrinted('recovery-code', recoverySecret),
		accountSecret: formatPrinted('account-secret', accountSecret),
	};
}

/** Whether the last group of the recovery code was typed back. */
export function confirmsSheet(sheet: PrintedSheet, typed: string): boolean {
	return typed.trim().toUpperCase() === sheet.recoveryCode.split('-').at(-1);
}

/** Keeps the sheet: from now on its recovery code opens the account, and an earlier sheet's no longer does. */
export async function keepSheet(desk: Desk, sheet: PrintedSheet): Promise<Result<void>> {
	const wrapped = await desk.keys.wrapMasterKey({
		by: { kind: 'recovery-code', secret: sheet.recoverySecret.slice() },
	});
	if (!wrapped.ok) return wrapped;
	const kept = await desk.act<typeof keepPrintedSheet>('members.keepPrintedSheet', {
		wrapped: toBase64url(wrapped.value),
		proof: recoveryProofPair(sheet.recoverySecret).public,
	});
	if (!kept.ok) return kept;
	forget(sheet.recoverySecret);
	return ok(undefined);
}
