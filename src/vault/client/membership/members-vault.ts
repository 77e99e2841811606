import { ok, refuse, type Result } from '#platform/result.ts';
import type { FolderId, OrganisationId, VaultId } from '../../format/model.ts';
import { MEMBERS_PURPOSE, membersFolder, membersVault } from '../../format/members-vault.ts';
import { activeMembers } from '../../seal/membership-state.ts';
import type { Acting } from './acting.ts';
import { createVault, grantVault, holdersOf } from './vaults.ts';

/** Where what is for all members lies. */
export interface MembersPlace {
	readonly vault: VaultId;
	readonly folder: FolderId;
}

/**
 * The vault of all members, begun where there is none yet and one is asked for: a coordinator's to do, for everybody
 * who is active. Null: none was begun.
 */
export async function openMembersVault(
	acting: Acting,
	{ organisation, begin }: { organisation: OrganisationId; begin: boolean },
): Promise<Result<MembersPlace | null>> {
	const read = acting.ring.read(organisation);
	if (!read.ok) return read;
	const { state, held } = read.value;
	const place = { vault: membersVault(organisation), folder: membersFolder(organisation) };
	if (state.vaults.has(place.vault)) return held.has(place.vault) ? ok(place) : refuse('ring.vault-not-held');
	if (!begin) return ok(null);
	const holders = activeMembers(state).map(({ person }) => person);
	const purpose = MEMBERS_PURPOSE;
	const made = await createVault(acting, { organisation, vault: place.vault, purpose, holders });
	return made.ok ? ok(place) : made;
}

/**
 * Whoever was let in or came back since is granted the vault of all members. The signed log says who that is, and a
 * coordinator let them in; so a coordinator's device gives the key, without being asked.
 */
export async function grantMembersVault(acting: Acting, organisation: OrganisationId): Promise<Result<void>> {
	const read = acting.ring.read(organisation);
	if (!read.ok) return read;
	const { state, held } = read.value;
	const vault = membersVault(organisation);
	if (!state.members.get(acting.ring.person)?.coordinator || !held.has(vault)) return ok(undefined);
	const holders = new Set(holdersOf(state, vault));
	for (const { person } of activeMembers(state)) {
		if (holders.has(person)) continue;
		const granted = await grantVault(acting, { organisation, vault, person });
		if (!granted.ok) return granted;
	}
	return ok(undefined);
}
