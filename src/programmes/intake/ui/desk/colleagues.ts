import type { DeskTab } from '#commons/desk/ui/index.ts';
import type { MemberView } from '#vault/client/keeper/model.ts';
import { m } from '#words/messages.js';

/** Active members of an organisation who hold its intake vault, by name: those who can open a request. */
export function colleaguesOf(desk: DeskTab, organisation: string): readonly MemberView[] {
	const vaults = desk.organisations
		.filter((one) => one.organisation === organisation)
		.flatMap((one) => one.vaults)
		.filter(({ purpose }) => purpose === 'intake')
		.map(({ vault }) => vault);
	const collator = new Intl.Collator(desk.locale);
	return desk.names
		.membersOf(organisation)
		.filter((member) => member.standing === 'active' && member.vaults.some((vault) => vaults.includes(vault)))
		.toSorted((a, b) => collator.compare(a.name, b.name));
}

/** A member of the bar, a jurist, a public defender; nothing for others. */
export function statusWord(kind: MemberView['status']['kind']): string {
	switch (kind) {
		case 'advocate':
			return m.intake_desk_status_advocate();
		case 'lawyer':
			return m.intake_desk_status_lawyer();
		case 'public-defender':
			return m.intake_desk_status_public_defender();
		case 'none':
			return '';
	}
}
