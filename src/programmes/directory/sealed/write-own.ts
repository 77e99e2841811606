import type { KeptBy, NewEntry } from '#vault/client/folders/model.ts';
import type { Plain } from '#vault/format/cbor.ts';
import type { ChangedFacts } from '../model/profile.ts';
import type { Basics } from '../model/profile.ts';
import { ownEntries, ownFolder, type OwnNote } from '../model/own.ts';
import type { SealedChanges } from '../rules/moves.ts';

/** Plain data with one spelling: what is undefined is left out. */
const plain = (value: unknown): Plain => JSON.parse(JSON.stringify(value)) as Plain;

/** The summary that the folder's row needs; it says nothing. */
export const ownCover = { v: 1, kind: ownFolder, title: '', excerpt: '' } as const;

/**
 * What goes into the seal, and beside it what goes to others in clear: kept in one transaction, so that nothing is
 * ever in both places, or in none.
 */
export function fieldsEntry(
	sealed: SealedChanges,
	description: { readonly basics?: Basics; readonly facts: ChangedFacts },
): NewEntry {
	const by: KeptBy = { action: 'directory.describeSealed', more: { description: plain(description) } };
	return { type: 'own.fields', body: plain({ fields: sealed }), by };
}

/** A note, new or changed or taken away. */
export function noteEntry(note: OwnNote): NewEntry {
	return { type: 'own.note', body: plain(ownEntries['own.note'].parse(note)) };
}
