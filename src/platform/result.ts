/**
 * What went wrong, as a named value: the id is stable (people and programs rely on it), the sentence
 * is looked up in the reader's language at the edge (`error_<id with . and - as _>`).
 * Parameters never carry sealed content.
 */
export interface Refusal {
	readonly id: string;
	/** The form field beside which the sentence belongs. */
	readonly field?: string;
	readonly params?: Readonly<Record<string, string | number>>;
}

/** Either the value or the reason why not; refusals are expected events, not exceptions. */
export type Result<T, R extends Refusal = Refusal> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly refusal: R };

/** Wraps a value that is as it should be. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
	return { ok: true, value };
}

/** Names what was refused; `field` puts the sentence beside the field it concerns. */
export function refuse<Id extends string>(
	id: Id,
	more: Omit<Refusal, 'id'> = {},
): { readonly ok: false; readonly refusal: Refusal & { readonly id: Id } } {
	return { ok: false, refusal: { id, ...more } };
}
