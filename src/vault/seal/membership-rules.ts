import { ok, refuse, type Result } from '#platform/result.ts';
import type { LogBody, MembershipAct, MembershipKind } from '../format/membership.ts';
import type { PersonId, PersonPublic } from '../format/model.ts';
import {
	activeCoordinators,
	activeMembers,
	type DeclaredVaultEpoch,
	type Member,
	type MembershipState,
	type VaultRecord,
} from './membership-state.ts';

type Act<K extends MembershipKind> = Extract<MembershipAct, { kind: K }>;
type Later = Exclude<MembershipAct, Act<'genesis'>>;

/** What a record asks to be done, once its chain and signatures are right. */
export interface Deed {
	readonly body: LogBody;
	readonly act: Later;
	readonly actor: Member;
	/** The second signer, where there was one. */
	readonly second: Member | undefined;
}

/** Applies one act to the state, or says which rule forbids it. Pure: signatures were verified before. */
export function applyAct(state: MembershipState, deed: Deed): Result<MembershipState> {
	const { act } = deed;
	switch (act.kind) {
		case 'add':
			return addMember(state, deed, act);
		case 'change':
			return byCoordinator(deed, () =>
				withMember(state, act.person, (member) => ok({ ...member, status: act.status, roles: act.roles })),
			);
		case 'grant-coordinator':
			return byCoordinator(deed, () =>
				withMember(state, act.person, (member) =>
					member.standing === 'active' ? ok({ ...member, coordinator: true }) : notActive(),
				),
			);
		case 'withdraw-coordinator':
			return byCoordinator(deed, () =>
				keepingOne(state, act.person, () =>
					withMember(state, act.person, (member) => ok({ ...member, coordinator: false })),
				),
			);
		case 'remove':
			return removeMember(state, deed, act);
		case 'suspend':
			return suspendMember(state, deed, act);
		case 'restore':
			return restoreMember(state, deed, act);
		case 'rekey':
			return rekeyMember(state, deed, act);
		case 'compared':
			return comparedWith(state, deed, act);
		case 'vault-epoch':
			return declareEpoch(state, deed, act);
		case 'vault-grant':
			return grantVault(state, deed, act);
		case 'organisation-keys':
			return byCoordinator(deed, () => ok({ ...state, keys: act.keys }));
	}
}

function addMember(state: MembershipState, deed: Deed, act: Act<'add'>): Result<MembershipState> {
	const { member } = act;
	if (!deed.actor.coordinator) return notAllowed(deed);
	const before = state.members.get(member.person);
	if (before && before.standing !== 'removed') return refuse('membership.already-member');
	// Whoever comes back after a removal may come with the keys of their account; nobody else may have them.
	if (keysTaken(state, member, member.person)) return refuse('membership.keys-taken');
	const added: Member = {
		...member,
		name: act.name,
		status: act.status,
		roles: act.roles,
		coordinator: false,
		standing: 'active',
		periods: [...(before?.periods ?? []), period(member, deed.body.index)],
		comparedBy: [],
	};
	return ok({ ...state, members: new Map(state.members).set(member.person, added) });
}

function removeMember(state: MembershipState, deed: Deed, act: Act<'remove'>): Result<MembershipState> {
	// Whoever wants to leave needs nobody's leave.
	if (!deed.actor.coordinator && deed.actor.person !== act.person) return notAllowed(deed);
	return keepingOne(state, act.person, () => {
		const removed = withMember(state, act.person, (member) =>
			member.standing === 'removed'
				? notActive()
				: ok(ended({ ...member, coordinator: false, standing: 'removed' }, deed.body.index)),
		);
		return removed.ok ? ok(withRotationDue(removed.value, act.person)) : removed;
	});
}

function suspendMember(state: MembershipState, deed: Deed, act: Act<'suspend'>): Result<MembershipState> {
	const suspended = withMember(state, act.person, (member) =>
		member.standing === 'active'
			? ok(ended({ ...member, standing: 'suspended' }, deed.body.index))
			: notActive(),
	);
	return suspended.ok ? ok(withRotationDue(suspended.value, act.person)) : suspended;
}

function restoreMember(state: MembershipState, deed: Deed, act: Act<'restore'>): Result<MembershipState> {
	const signers = deed.second ? [deed.actor, deed.second] : [deed.actor];
	const needed = Math.min(2, activeMembers(state).length);
	const coordinators = activeCoordinators(state).length;
	// Where the only coordinator is the one suspended, two colleagues must do.
	const coordinatorSigned = coordinators === 0 || signers.some((signer) => signer.coordinator);
	if (signers.length < needed) return refuse('membership.second-signature-missing');
	if (!coordinatorSigned) return notAllowed(deed);
	return withMember(state, act.person, (member) =>
		member.standing === 'suspended'
			? ok({
					...member,
					standing: 'active',
					periods: [...member.periods, period(member, deed.body.index)],
				})
			: refuse('membership.not-suspended'),
	);
}

function rekeyMember(state: MembershipState, deed: Deed, act: Act<'rekey'>): Result<MembershipState> {
	const self = deed.actor.person === act.member.person;
	if (self !== (act.reason === 'renewed') || (!self && !deed.actor.coordinator)) return notAllowed(deed);
	if (keysTaken(state, act.member)) return refuse('membership.keys-taken');
	const rekeyed = withMember(state, act.member.person, (member) => {
		if (member.standing !== 'active') return notActive();
		const { periods } = ended(member, deed.body.index);
		return ok({
			...member,
			...act.member,
			periods: [...periods, period(act.member, deed.body.index)],
			comparedBy: [],
		});
	});
	// The old keys may be in other hands: every vault they open gets a new epoch.
	return rekeyed.ok ? ok(withRotationDue(rekeyed.value, act.member.person)) : rekeyed;
}

function comparedWith(state: MembershipState, deed: Deed, act: Act<'compared'>): Result<MembershipState> {
	if (act.person === deed.actor.person) return notAllowed(deed);
	return withMember(state, act.person, (member) => {
		if (member.standing !== 'active') return notActive();
		if (member.signing !== act.signing) return refuse('membership.other-keys-compared');
		return ok({ ...member, comparedBy: [...new Set([...member.comparedBy, deed.actor.person])] });
	});
}

function declareEpoch(state: MembershipState, deed: Deed, act: Act<'vault-epoch'>): Result<MembershipState> {
	const before = state.vaults.get(act.vault);
	const current = before?.epochs.get(before.current);
	if (!deed.actor.coordinator && !current?.holders.includes(deed.actor.person)) return notAllowed(deed);
	if (act.epoch !== (before?.current ?? 0) + 1) return refuse('membership.epoch-out-of-order');
	const allActive = act.holders.every((person) => state.members.get(person)?.standing === 'active');
	if (!allActive || !act.holders.includes(deed.actor.person)) return refuse('membership.holder-not-active');
	for (const { epochs } of state.vaults.values()) {
		for (const { key } of epochs.values()) if (key === act.key) return refuse('membership.keys-taken');
	}
	return ok(withEpoch(state, { ...act, organisation: state.organisation, since: deed.body.index }, before));
}

function grantVault(state: MembershipState, deed: Deed, act: Act<'vault-grant'>): Result<MembershipState> {
	const before = state.vaults.get(act.vault);
	const current = before?.epochs.get(act.epoch);
	if (!before || !current || act.epoch !== before.current) return refuse('membership.epoch-out-of-order');
	if (!current.holders.includes(deed.actor.person)) return notAllowed(deed);
	if (state.members.get(act.person)?.standing !== 'active') return notActive();
	const holders = [...new Set([...current.holders, act.person])];
	const epochs = new Map(before.epochs).set(act.epoch, { ...current, holders });
	return ok({ ...state, vaults: new Map(state.vaults).set(act.vault, { ...before, epochs }) });
}

function withEpoch(
	state: MembershipState,
	{ organisation, vault, epoch, key, holders, since }: DeclaredVaultEpoch,
	before: VaultRecord | undefined,
): MembershipState {
	const epochs = new Map(before?.epochs).set(epoch, { organisation, vault, epoch, key, holders, since });
	return {
		...state,
		vaults: new Map(state.vaults).set(vault, { current: epoch, epochs, rotationDue: false }),
	};
}

function withRotationDue(state: MembershipState, person: PersonId): MembershipState {
	const vaults = new Map(state.vaults);
	for (const [vault, record] of vaults) {
		const holds = record.epochs.get(record.current)?.holders.includes(person);
		if (holds) vaults.set(vault, { ...record, rotationDue: true });
	}
	return { ...state, vaults };
}

function withMember(
	state: MembershipState,
	person: PersonId,
	change: (member: Member) => Result<Member>,
): Result<MembershipState> {
	const member = state.members.get(person);
	if (!member) return refuse('membership.nobody');
	const changed = change(member);
	return changed.ok ? ok({ ...state, members: new Map(state.members).set(person, changed.value) }) : changed;
}

/** An organisation keeps at least one coordinator who can act. */
function keepingOne(
	state: MembershipState,
	leaving: PersonId,
	go: () => Result<MembershipState>,
): Result<MembershipState> {
	const left = activeCoordinators(state).filter((member) => member.person !== leaving);
	const wasCoordinator = state.members.get(leaving)?.coordinator ?? false;
	return wasCoordinator && left.length === 0 ? refuse('membership.last-coordinator') : go();
}

function byCoordinator(deed: Deed, go: () => Result<MembershipState>): Result<MembershipState> {
	return deed.actor.coordinator ? go() : notAllowed(deed);
}

function keysTaken(state: MembershipState, keys: PersonPublic, butBy?: PersonId): boolean {
	return [...state.members.values()].some(
		(member) =>
			member.person !== butBy &&
			member.periods.some(({ signing, sealing }) => signing === keys.signing || sealing === keys.sealing),
	);
}

function period({ signing, sealing }: PersonPublic, from: number): Member['periods'][number] {
	return { from, until: null, signing, sealing };
}

function ended(member: Member, at: number): Member {
	const periods = member.periods.map((span) => (span.until === null ? { ...span, until: at } : span));
	return { ...member, periods };
}

function notAllowed(deed: Deed): Result<never> {
	return refuse('membership.not-allowed', { params: { kind: deed.act.kind } });
}

function notActive(): Result<never> {
	return refuse('membership.not-active');
}
