import { utf8 } from './bytes.ts';
import { hash, type Domain } from './hash.ts';
import { idOf } from './ids.ts';
import { FolderId, VaultId, type OrganisationId } from './model.ts';

/** What the server is told that the vault of all members serves. Nothing is decided by it. */
export const MEMBERS_PURPOSE = 'members';

const named = (domain: Domain, organisation: OrganisationId) => hash(domain, utf8(organisation), 16);

/**
 * The vault that every member of an organisation opens. Its id follows from the organisation's: whoever is let in is
 * granted this one unasked, so no server may pass another vault off for it, nor this one off for a desk's.
 */
export function membersVault(organisation: OrganisationId): VaultId {
	return idOf(VaultId, named('accord/v1/members-vault', organisation));
}

/** The folder in it that holds what an organisation's page keeps for the organisation alone: one, whoever begins it. */
export function membersFolder(organisation: OrganisationId): FolderId {
	return idOf(FolderId, named('accord/v1/members-folder', organisation));
}
