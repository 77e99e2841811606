import type { PersonId } from '../../format/model.ts';
import { activeCoordinators } from '../../seal/membership-state.ts';
import { personFingerprint } from '../../seal/pairs.ts';
import type { OrganisationRing } from '../ring/model.ts';
import type { ReadOrganisation } from '../ring/read-organisation.ts';
import type { MemberView, OrganisationBrief, OrganisationView } from './model.ts';

/** An organisation as every tab may know it. */
export function briefOf(ring: OrganisationRing, person: PersonId | undefined): OrganisationBrief {
	const { organisation, state, vaults, problems, recovery } = ring;
	const self = person && state.members.get(person);
	return {
		organisation,
		name: state.name,
		coordinator: self?.coordinator ?? false,
		coordinators: activeCoordinators(state).length,
		roles: self?.roles ?? [],
		vaults: [...vaults.values()].map(({ vault, purpose, epoch, held, rotationDue }) => ({
			organisation,
			vault,
			purpose,
			epoch,
			held,
			rotationDue,
		})),
		problems,
		...(recovery && { recovery }),
	};
}

/** The same with its members, for the pages of people. */
export function viewOf(ring: OrganisationRing, read: ReadOrganisation, person: PersonId): OrganisationView {
	const { state } = ring;
	const members = [...state.members.values()].map((member): MemberView => {
		const { name, status, roles, coordinator, standing, comparedBy } = member;
		const vaults = [...state.vaults].flatMap(([vault, record]) =>
			record.epochs.get(record.current)?.holders.includes(member.person) ? [vault] : [],
		);
		const fingerprint = personFingerprint(member);
		return {
			person: member.person,
			name,
			status,
			roles,
			coordinator,
			standing,
			comparedBy,
			vaults,
			fingerprint,
		};
	});
	return {
		...briefOf(ring, person),
		identity: state.identity,
		members,
		restorations: read.restorations.flatMap(({ person, by }) => {
			const member = members.find((one) => one.person === person);
			const proposer = members.find((one) => one.person === by);
			return member && proposer ? [{ person: member.person, by: proposer.person }] : [];
		}),
	};
}
