import type { DeskRole, DeskSection, Reader } from '#commons/desk/ui/index.ts';
import type { Locale } from '#platform/locale.ts';
import { directorySections } from '#programmes/directory/ui/index.ts';
import { firstDaySections } from '#programmes/first-day/ui/index.ts';
import { intakeRoles, intakeSections } from '#programmes/intake/ui/index.ts';
import { jointActionsSections } from '#programmes/joint-actions/ui/index.ts';
import { membersSections } from '#programmes/members/ui/index.ts';

/** The sections of somebody's desk: each programme offers its own to those who work in it. */
export function deskSections(locale: Locale, reader: Reader): DeskSection[] {
	return [intakeSections, directorySections, jointActionsSections, membersSections, firstDaySections].flatMap(
		(offer) => offer(locale, reader),
	);
}

/** All work that can be given to members: what no programme offers is on no page. */
export const deskRoles: readonly DeskRole[] = [...intakeRoles];
