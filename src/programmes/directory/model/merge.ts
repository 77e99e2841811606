import { fieldNames, type FieldName } from './fields.ts';

/** What of an entry may be taken over from another: a value at a time. The town goes with its region. */
export const basicChoices = ['name', 'town', 'telephone', 'about'] as const;
export const mergeChoices = [...basicChoices, ...fieldNames] as const;
export type MergeChoice = (typeof basicChoices)[number] | FieldName;

/** Two members vouch, or the office calls back: then a claim is believed, as joining is. */
export const vouchersNeeded = 2;
export const isBelieved = (claim: { readonly vouchers: number; readonly calledBack: boolean }): boolean =>
	claim.calledBack || claim.vouchers >= vouchersNeeded;
