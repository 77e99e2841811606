/** Two members of different organisations vouch, or the office called back: then a group may be admitted. */
export const vouchersNeeded = 2;

/** Whether a group that applied may be admitted. */
export function mayBeAdmitted(application: {
	readonly vouchers: number;
	readonly calledBack: boolean;
}): boolean {
	return application.calledBack || application.vouchers >= vouchersNeeded;
}
