import { ok, type Result } from '#platform/result.ts';
import type { MemberView, OrganisationView } from '#vault/client/keeper/model.ts';
import type { KeeperOperations } from '#vault/client/keeper/operations.ts';
import type { ProfessionalStatus } from '#vault/format/membership.ts';
import type { VaultId } from '#vault/format/model.ts';

/** Which vaults go with which work. */
export type Work = readonly { readonly role: string; readonly vault?: string }[];

/** The vaults that somebody with these roles opens; a coordinator opens every one. */
export function vaultsFor(
	{ vaults }: Pick<OrganisationView, 'vaults'>,
	work: Work,
	{ roles, coordinator }: { roles: readonly string[]; coordinator: boolean },
): VaultId[] {
	const purposes = new Set(work.flatMap(({ role, vault }) => (vault && roles.includes(role) ? [vault] : [])));
	return vaults.flatMap(({ vault, purpose }) => (coordinator || purposes.has(purpose) ? [vault] : []));
}

/**
 * Gives a member other work: the log says so, what the new work opens is granted, and what belonged only to
 * the old is renewed without them, so that leaving a desk also closes it.
 */
export async function changeWork(
	keeper: Pick<KeeperOperations, 'changeMember' | 'grantVault' | 'withdrawVault'>,
	view: OrganisationView,
	work: Work,
	member: MemberView,
	given: { readonly status: ProfessionalStatus; readonly roles: readonly string[] },
): Promise<Result<void>> {
	const { organisation } = view;
	const { person, coordinator } = member;
	const changed = await keeper.changeMember({ organisation, person, ...given });
	if (!changed.ok) return changed;
	const wanted = vaultsFor(view, work, { roles: given.roles, coordinator });
	for (const { vault, purpose, held } of view.vaults) {
		if (!held || !work.some((one) => one.vault === purpose)) continue;
		const has = member.vaults.includes(vault);
		if (has === wanted.includes(vault)) continue;
		const at = { organisation, vault, person };
		const done = has ? await keeper.withdrawVault(at) : await keeper.grantVault(at);
		if (!done.ok) return done;
	}
	return ok(undefined);
}
