import type { EntryView } from '#vault/client/folders/model.ts';
import { fieldNames, fields, type FieldName, type FieldValue, type OwnFacts } from '../model/fields.ts';
import { ownEntries, type OwnEntryType, type OwnNote } from '../model/own.ts';
import type { OwnProfile, Profile } from '../model/profile.ts';

/** Who wrote it last, and when. */
export interface Written {
	readonly by: string;
	readonly at: string;
}
export interface OpenNote extends Omit<OwnNote, 'gone'>, Written {}

/** What an organisation keeps for itself, as its members read it. */
export interface OpenOwn {
	readonly facts: { readonly [F in FieldName]?: { readonly value: FieldValue<F> } & Written };
	/** The latest first. */
	readonly notes: readonly OpenNote[];
	/** Entries, or values in them, that this version cannot read. */
	readonly unreadable: number;
}

/** Reads the entries of the folder in the order in which every member sees them. */
export function openOwn(entries: readonly EntryView[]): OpenOwn {
	const facts = new Map<FieldName, { value: unknown } & Written>();
	const notes = new Map<string, OpenNote>();
	let unreadable = 0;
	for (const { type, body, author, at } of entries) {
		const read = type in ownEntries ? ownEntries[type as OwnEntryType].safeParse(body) : undefined;
		if (!read?.success || author.kind !== 'member') {
			unreadable += 1;
			continue;
		}
		const written = { by: author.person, at };
		if ('note' in read.data) {
			const { gone, ...note } = read.data;
			notes.delete(note.note);
			if (!gone) notes.set(note.note, { ...note, ...written });
			continue;
		}
		for (const [name, said] of Object.entries(read.data.fields)) {
			const field = fieldNames.find((one) => one === name);
			const value = field && said !== null ? fields[field].value.safeParse(said) : undefined;
			if (field && said === null) facts.delete(field);
			else if (field && value?.success) facts.set(field, { value: value.data, ...written });
			else unreadable += 1;
		}
	}
	return {
		facts: Object.fromEntries(facts) as OpenOwn['facts'],
		notes: [...notes.values()].toReversed(),
		unreadable,
	};
}

/**
 * The profile with what is sealed put in its place. Where a field lies in clear as well, that is what others
 * read, so that is what is shown.
 */
export function withOwn(profile: Profile, { facts }: Pick<OpenOwn, 'facts'>): OwnProfile {
	const sealed = fieldNames.flatMap((field) => {
		const kept = facts[field];
		return kept ? [[field, { audience: 'only-us', value: kept.value }] as const] : [];
	});
	return { ...profile, facts: { ...(Object.fromEntries(sealed) as OwnFacts), ...profile.facts } };
}
