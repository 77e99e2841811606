import { sayRefusal } from '#platform/refusal-words.ts';
import type { Refusal, Result } from '#platform/result.ts';

/** What a form shows of a refusal: beside a field where it names one, above the form otherwise. */
export interface Refused {
	readonly field: string;
	readonly message: string;
}

/** The sentence for a refusal and where it belongs. */
export function showRefusal(refusal: Refusal): Refused {
	return { field: refusal.field ?? '', message: sayRefusal(refusal) };
}

/** The refusal of a result, if it is one. */
export function refusedBy(result: Result<unknown>): Refused | undefined {
	return result.ok ? undefined : showRefusal(result.refusal);
}
