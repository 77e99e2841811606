import type { OrganisationId, PersonId, SessionId } from '../ids.ts';

/** What a person is in one organisation; the signed membership log is the truth, this its projection. */
export interface Membership {
	readonly organisation: OrganisationId;
	/** The organisation is the network's office. */
	readonly office: boolean;
	readonly coordinator: boolean;
	/** Programmes in which the person works: `intake`, `monitoring`, … */
	readonly programmes: readonly string[];
}

/** Whoever acts. The level says whether the second factor was given: sealed pages need `full`. */
export type Actor =
	| { readonly kind: 'visitor'; readonly locator?: string }
	| {
			readonly kind: 'member';
			readonly person: PersonId;
			readonly session: SessionId;
			readonly level: 'passphrase' | 'full';
			readonly memberships: readonly Membership[];
	  }
	| { readonly kind: 'system' };

export type Member = Extract<Actor, { kind: 'member' }>;

/** Somebody without an account; nothing about them is known. */
export const visitor: Actor = { kind: 'visitor' };

/** The house itself: migrations of data, jobs, reminders. Never used for a request from outside. */
export const system: Actor = { kind: 'system' };
