import type { Group } from '../model/audience.ts';
import { fieldNames, type FieldName, type FieldValue, type OwnFacts } from '../model/fields.ts';

/** What is to be sealed; `null`: no longer only ours. */
export type SealedChanges = { readonly [F in FieldName]?: FieldValue<F> | null };

/** A field that others could read and will not, or that they could not read and will. */
export interface Move {
	readonly field: FieldName;
	readonly from: Group;
	readonly to: Group;
}

/** What is worth asking about before it is done: what leaves the seal, and what goes into it. */
export function movesOf(before: OwnFacts, after: OwnFacts): { opened: Move[]; closed: Move[] } {
	const moves = fieldNames.flatMap((field): Move[] => {
		const [from, to] = [before[field]?.audience, after[field]?.audience];
		return from && to && from !== to ? [{ field, from, to }] : [];
	});
	return {
		opened: moves.filter(({ from }) => from === 'only-us'),
		closed: moves.filter(({ to }) => to === 'only-us'),
	};
}
