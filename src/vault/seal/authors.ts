import { refuse, type Result } from '#platform/result.ts';
import type { Author } from '../format/headers.ts';
import type { LogHead, OrganisationId, PersonId, SigningKey, VaultId } from '../format/model.ts';

/**
 * Who may have written: an organisation's reduced membership log answers for its members. The log is kept
 * by the opener, never asked of the server for the occasion.
 */
export interface AuthorBook {
	/** The key a member signed with when the log stood at `log`; refused where they were no active member. */
	memberKey(organisation: OrganisationId, person: PersonId, log: LogHead): Result<SigningKey>;
	/** The index of the record that declared a vault's epoch: nobody vouches for it with an earlier head. */
	epochSince(organisation: OrganisationId, vault: VaultId, epoch: number): Result<number>;
}

/** An author book for several organisations (partners share folders). */
export function joinBooks(books: ReadonlyMap<OrganisationId, AuthorBook>): AuthorBook {
	return {
		memberKey: (organisation, person, log) =>
			books.get(organisation)?.memberKey(organisation, person, log) ?? refuse('author.organisation-unknown'),
		epochSince: (organisation, vault, epoch) =>
			books.get(organisation)?.epochSince(organisation, vault, epoch) ??
			refuse('author.organisation-unknown'),
	};
}

/** The key that must have signed an entry of this author. */
export function authorKey(author: Author, log: LogHead | null, book: AuthorBook): Result<SigningKey> {
	if (author.kind === 'visitor') return { ok: true, value: author.signing };
	if (!log) return refuse('author.log-head-missing');
	return book.memberKey(author.organisation, author.person, log);
}
