/** Two members of different organisations vouch, or the office called back: then a group may be admitted. */
export const vouchersNeeded = 2;

/** Whether a group that applied may be admitted. */
export function mayBeAdmitted(application: {
	readonly vouchers: number;
	readonly calledBack: boolean;
}): boolean {
	return application.calledBack || application.vouchers >= vouchersNeeded;
}

/** Whether a contact is an address of e-mail: then the link can be sent there. */
export function isMailAddress(contact: string): boolean {
	return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]{2,}$/.test(contact.trim());
}
