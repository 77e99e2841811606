import { ok, type Result } from '#platform/result.ts';
import type { changePassphrase, startPassphrase } from '../actions/own-account.ts';
import type { Desk } from './desk.ts';
import { enrolPassphrase } from './passphrase.ts';

/** A new passphrase and account secret; every other session ends, and the sheet is to be printed anew. */
export async function renewPassphrase(
	desk: Desk,
	loginName: string,
	passphrase: string,
): Promise<Result<{ accountSecret: Uint8Array }>> {
	const enrolled = await enrolPassphrase(desk.keys, loginName, passphrase, (registrationRequest) =>
		desk.act<typeof startPassphrase>('members.startPassphrase', { registrationRequest }),
	);
	if (!enrolled.ok) return enrolled;
	const changed = await desk.act<typeof changePassphrase>(
		'members.changePassphrase',
		enrolled.value.passphrase,
	);
	if (!changed.ok) return changed;
	const { accountSecret } = enrolled.value;
	await desk.device.keep(loginName, accountSecret);
	return ok({ accountSecret });
}
