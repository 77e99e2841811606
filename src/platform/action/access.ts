import type { OrganisationId } from '../ids.ts';
import type { Tx } from '../db/database.ts';
import type { Actor, Member, Membership } from './actor.ts';

/**
 * A declared rule of access. Every action carries one (leaving it out is a type error); the snapshot
 * of all of them is a test. `allow` answers for one call, inside the transaction of the action.
 */
export interface Access<Input> {
	/** One line for the snapshot and for whoever audits the list. */
	readonly says: string;
	/** Sealed pages need the second factor (`full`); only the steps of signing in do without. */
	readonly level: 'none' | 'passphrase' | 'full';
	allow(asked: { actor: Actor; input: Input; tx: Tx }): boolean | Promise<boolean>;
}

/** Open to everybody; the reason is part of the declaration. */
export function everyone<Input>(reason: string): Access<Input> {
	return { says: `everyone: ${reason}`, level: 'none', allow: () => true };
}

/** Anybody signed in; `passphrase` is enough only for the steps that complete a sign-in. */
export function signedIn<Input>(level: 'passphrase' | 'full' = 'full'): Access<Input> {
	return { says: `signed in (${level})`, level, allow: ({ actor }) => actor.kind === 'member' };
}

export interface Standing {
	readonly coordinator?: true;
	readonly office?: true;
	readonly programme?: string;
}

/** Members of the organisation that the input names, in the given standing. */
export function memberOf<Input>(
	organisation: (input: Input) => OrganisationId,
	standing: Standing = {},
): Access<Input> {
	return {
		says: `member of the organisation named${describe(standing)}`,
		level: 'full',
		allow: ({ actor, input }) => membershipIn(actor, organisation(input), standing) !== undefined,
	};
}

/** Members of the network's office, in the given standing. */
export function ofTheOffice<Input>(standing: Omit<Standing, 'office'> = {}): Access<Input> {
	return {
		says: `member of the office${describe(standing)}`,
		level: 'full',
		allow: ({ actor }) =>
			actor.kind === 'member' && actor.memberships.some((m) => m.office && stands(m, standing)),
	};
}

/** A rule in code that needs the database: say in one line what it asks. */
export function whoever<Input>(
	says: string,
	allow: (asked: { actor: Member; input: Input; tx: Tx }) => boolean | Promise<boolean>,
	level: 'passphrase' | 'full' = 'full',
): Access<Input> {
	return {
		says,
		level,
		allow: ({ actor, input, tx }) => actor.kind === 'member' && allow({ actor, input, tx }),
	};
}

/** The actor's membership in the organisation, if the standing is met. */
export function membershipIn(
	actor: Actor,
	organisation: OrganisationId,
	standing: Standing = {},
): Membership | undefined {
	if (actor.kind !== 'member') return undefined;
	return actor.memberships.find((m) => m.organisation === organisation && stands(m, standing));
}

function stands(m: Membership, { coordinator, office, programme }: Standing): boolean {
	if (coordinator && !m.coordinator) return false;
	if (office && !m.office) return false;
	return programme === undefined || m.programmes.includes(programme);
}

function describe({ coordinator, office, programme }: Standing): string {
	const words = [coordinator && 'coordinator', office && 'office', programme && `works in ${programme}`];
	const said = words.filter(Boolean).join(', ');
	return said ? `; ${said}` : '';
}
