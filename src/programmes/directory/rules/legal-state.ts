import type { FieldValue } from '../model/fields.ts';

type History = FieldValue<'legalState'>;
export type LegalState = History[number]['state'];

/**
 * What still holds of an organisation's legal history: everything said since it was last registered or founded
 * anew, for going into exile does not take it off a register.
 */
export function statesInForce(history: History): LegalState[] {
	const inOrder = history.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
	const anew = inOrder.findLastIndex(({ state }) => state === 'registered' || state === 're-founded');
	return [...new Set(inOrder.slice(Math.max(anew, 0)).map(({ state }) => state))];
}
