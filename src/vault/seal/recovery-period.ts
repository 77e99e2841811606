import { ok, refuse, type Result } from '#platform/result.ts';
import type { RecoveryPeriod } from '../format/envelope.ts';
import { headerBytes, packFrame, readFrame } from '../format/frame.ts';
import type { VaultId } from '../format/model.ts';
import { RECOVERY_DAYS, RecoveryPeriodBody } from '../format/recovery-period.ts';
import type { Actor } from './membership.ts';
import { checkHead, logHead, type MembershipState } from './membership-state.ts';
import { sign, verify } from './pairs.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Clocks of two people differ. */
const SKEW = 10 * 60 * 1000;

/** Signs the recovery period of one restore, from now on, for the log and the counters seen. */
export function signRecoveryPeriod(
	state: MembershipState,
	asked: Pick<RecoveryPeriodBody, 'restore' | 'backupAt' | 'vaults'>,
	by: Actor,
	now: Date,
): RecoveryPeriod {
	const header = headerBytes(RecoveryPeriodBody, {
		...asked,
		organisation: state.organisation,
		from: now.toISOString(),
		until: new Date(now.getTime() + RECOVERY_DAYS * DAY).toISOString(),
		by: by.person,
		log: logHead(state),
	});
	const signature = sign('accord/v1/recovery-period', header, by.signing.secret);
	return packFrame('recoveryPeriod', header, new Uint8Array(), signature);
}

/**
 * Verifies a recovery period against a log that was verified before: signed by somebody who is a coordinator
 * there now, for this restore, on this log, in time, and with no vault set back behind what it accepted.
 */
export function checkRecoveryPeriod(
	period: RecoveryPeriod,
	known: MembershipState,
	server: { readonly restore: string; readonly counters: ReadonlyMap<VaultId, number> },
	now: Date,
): Result<RecoveryPeriodBody> {
	const frame = readFrame('recoveryPeriod', period, RecoveryPeriodBody);
	if (!frame.ok) return frame;
	const { header, headerBytes: signed, signature } = frame.value;
	if (header.organisation !== known.organisation) return refuse('recovery.other-organisation');
	if (header.restore !== server.restore) return refuse('recovery.other-restore');
	const signer = known.members.get(header.by);
	if (signer?.standing !== 'active' || !signer.coordinator) return refuse('recovery.not-a-coordinator');
	const right = signature && verify('accord/v1/recovery-period', signed, signature, signer.signing);
	if (!right) return refuse('recovery.signature-wrong');
	const head = checkHead(known, header.log);
	if (!head.ok) return refuse('recovery.other-log');
	const [from, until] = [Date.parse(header.from), Date.parse(header.until)];
	const inTime =
		from <= now.getTime() + SKEW && now.getTime() <= until && until - from <= RECOVERY_DAYS * DAY;
	if (!inTime) return refuse('recovery.expired');
	const behind = header.vaults.some(({ vault, change }) => (server.counters.get(vault) ?? 0) < change);
	return behind ? refuse('recovery.counter-behind') : ok(header);
}

/** What a recovery period says, unverified. */
export function readRecoveryPeriod(period: RecoveryPeriod): Result<RecoveryPeriodBody> {
	const frame = readFrame('recoveryPeriod', period, RecoveryPeriodBody);
	return frame.ok ? ok(frame.value.header) : frame;
}
