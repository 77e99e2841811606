import { ok, refuse, type Result } from '#platform/result.ts';
import type { OrganisationKeys, ProfessionalStatus } from '../format/membership.ts';
import type {
	LogHash,
	LogHead,
	OrganisationId,
	OrganisationIdentity,
	PersonId,
	PersonPublic,
	SealingKey,
	SigningKey,
	VaultId,
} from '../format/model.ts';
import type { AuthorBook } from './authors.ts';

/** A time during which a person was an active member with these keys: record indexes, the end exclusive. */
export interface ActivePeriod {
	readonly from: number;
	readonly until: number | null;
	readonly signing: SigningKey;
	readonly sealing: SealingKey;
}

export interface Member extends PersonPublic {
	readonly name: string;
	readonly status: ProfessionalStatus;
	readonly roles: readonly string[];
	readonly coordinator: boolean;
	readonly standing: 'active' | 'suspended' | 'removed';
	readonly periods: readonly ActivePeriod[];
	/** Who compared fingerprint words with them since they have these keys; nobody: shown as unverified. */
	readonly comparedBy: readonly PersonId[];
}

export interface DeclaredVaultEpoch {
	readonly organisation: OrganisationId;
	readonly vault: VaultId;
	readonly epoch: number;
	readonly key: SealingKey;
	readonly holders: readonly PersonId[];
	/** The index of the record that declared it. */
	readonly since: number;
}

export interface VaultRecord {
	readonly current: number;
	readonly epochs: ReadonlyMap<number, DeclaredVaultEpoch>;
	/** A holder was removed or suspended and the epoch is still the one they hold. */
	readonly rotationDue: boolean;
}

/** What a verified membership log adds up to. */
export interface MembershipState {
	readonly organisation: OrganisationId;
	readonly identity: OrganisationIdentity;
	readonly name: string;
	readonly keys: OrganisationKeys;
	/** Hash of every record by index. */
	readonly hashes: readonly LogHash[];
	readonly members: ReadonlyMap<PersonId, Member>;
	readonly vaults: ReadonlyMap<VaultId, VaultRecord>;
}

/** How far the log has come: goes into every entry, grant and checkpoint. */
export function logHead(state: MembershipState): LogHead {
	const index = state.hashes.length - 1;
	const hash = state.hashes[index];
	if (hash === undefined) throw new RangeError('A membership log has a genesis');
	return { index, hash };
}

/** The members who may act now. */
export function activeMembers(state: MembershipState): Member[] {
	return [...state.members.values()].filter((member) => member.standing === 'active');
}

/** The coordinators who may act now; two are urged. */
export function activeCoordinators(state: MembershipState): Member[] {
	return activeMembers(state).filter((member) => member.coordinator);
}

/** The vaults whose epoch somebody still holds who no longer should. */
export function vaultsDueRotation(state: MembershipState): VaultId[] {
	return [...state.vaults].flatMap(([vault, { rotationDue }]) => (rotationDue ? [vault] : []));
}

/** Every declared epoch of a vault, for opening grants and climbing the ladder. */
export function declaredEpochs(
	state: MembershipState,
	vault: VaultId,
): ReadonlyMap<number, DeclaredVaultEpoch> {
	return state.vaults.get(vault)?.epochs ?? new Map();
}

/**
 * Whether a head that somebody saw lies on this log. `membership.log-behind`: they saw more than we have;
 * `membership.forked`: the server showed them another log.
 */
export function checkHead(state: MembershipState, head: LogHead): Result<void> {
	const hash = state.hashes[head.index];
	if (hash === undefined) return refuse('membership.log-behind', { params: { index: head.index } });
	return hash === head.hash ? ok(undefined) : refuse('membership.forked', { params: { index: head.index } });
}

/** Answers for the organisation's members when their signatures are verified. */
export function bookOf(state: MembershipState): AuthorBook {
	return {
		memberKey(organisation, person, log) {
			if (organisation !== state.organisation) return refuse('author.organisation-unknown');
			const head = checkHead(state, log);
			if (!head.ok) return head;
			const period = state.members
				.get(person)
				?.periods.find(({ from, until }) => from <= log.index && (until === null || log.index < until));
			return period ? ok(period.signing) : refuse('author.not-active');
		},
		epochSince(organisation, vault, epoch) {
			if (organisation !== state.organisation) return refuse('author.organisation-unknown');
			const declared = state.vaults.get(vault)?.epochs.get(epoch);
			return declared ? ok(declared.since) : refuse('author.epoch-undeclared');
		},
	};
}
