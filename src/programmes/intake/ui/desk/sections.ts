import type { DeskRole, DeskSection, Reader } from '#commons/desk/ui/index.ts';
import type { Locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { intakeRole } from '../../rules/role.ts';

/** What intake offers at the desk: the queue and duty to those who work in it, routing to the office. */
export function intakeSections(locale: Locale, { organisations }: Reader): DeskSection[] {
	const works = organisations.some((one) => one.coordinator || one.programmes.includes('intake'));
	const routes = organisations.some((one) => one.office && one.coordinator);
	const at = (path: string) => `/${locale}/desk${path}`;
	return [
		...(works
			? [
					{ href: at(''), text: () => m.intake_desk_queue() },
					{ href: at('/new'), text: () => m.intake_desk_new() },
					{ href: at('/duty'), text: () => m.intake_desk_duty() },
				]
			: []),
		...(routes ? [{ href: at('/routing'), text: () => m.intake_desk_routing() }] : []),
	];
}

/** The work that intake gives out. */
export const intakeRoles: readonly DeskRole[] = [
	{
		role: intakeRole,
		vault: 'intake',
		text: () => m.intake_desk_role(),
		hint: () => m.intake_desk_role_hint(),
	},
];
