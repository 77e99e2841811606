import type { Act } from '#platform/act.ts';
import { refuse, type Refusal, type Result } from '#platform/result.ts';
import type { KeyRing } from '../ring/model.ts';
import type { OrganisationId, PersonId } from '../../format/model.ts';
import type { AuthorBook } from '../../seal/authors.ts';
import type { Records } from './records.ts';
import type { SealedShelf } from './local-seal.ts';
import type { VaultRef } from './model.ts';
import type { RowStore } from './rows/row-store.ts';

/** The keys that folders use; a whole ring in the keeper, less in tests. */
export type FolderKeys = Pick<
	KeyRing,
	'secrets' | 'person' | 'signer' | 'vault' | 'vaults' | 'book' | 'head' | 'boxSigner'
>;

/**
 * The membership logs of the organisations with which folders are shared, so that what their members sign is as
 * verified as what colleagues sign. A log is believed if it begins with the record whose hash the network's list
 * names, and from then on only if it goes on from what is known here. Kept sealed on the device: what was verified
 * once is verified off line.
 */
export interface PartnerLogs {
	/** Who may have written: in our own organisations as the key ring says, in others by the logs read here. */
	book(): AuthorBook;
	/** Reads on in these logs; true where anything new was learnt. Our own are the key ring's to read. */
	learn(organisations: Iterable<OrganisationId>): Promise<boolean>;
	/** How somebody of another organisation is called there. */
	nameOf(organisation: OrganisationId, person: PersonId): string | undefined;
	load(): Promise<void>;
}

/** What the parts of this room stand on while keys are held. */
export interface Ground {
	readonly act: Act;
	readonly keys: () => FolderKeys;
	readonly shelf: SealedShelf;
	readonly rows: RowStore;
	readonly records: Records;
	/** Whose signatures count, in other organisations too. */
	readonly partners: PartnerLogs;
	readonly now: () => Date;
	/** Lets others have their turn: pages ask while much is being read. */
	readonly pause: () => Promise<void>;
	/** Says what the server did wrong with a vault; once each. */
	readonly warn: (vault: VaultRef, refusal: Refusal) => void;
	/** It was no wrong, as it has turned out. */
	readonly takeBack: (vault: VaultRef, warning: string) => void;
	/** Something is to be written to the shelf soon. */
	readonly dirty: () => void;
}

/** Calls an action by its name; the answer's type is the caller's to know. */
export async function ask<Answer>(act: Act, name: string, input: unknown): Promise<Result<Answer>> {
	try {
		return (await act(name, input as never)) as Result<Answer>;
	} catch {
		return refuse('network.unreachable');
	}
}

/** Refusals that say nothing of what was asked, only that it could not be asked now. */
export function comesLater({ id }: Refusal): boolean {
	return /^(network|keeper)\./.test(id) || id === 'access.sign-in' || id === 'access.second-factor';
}
