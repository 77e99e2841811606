import type { Refusal } from '#platform/result.ts';
import type { ProfessionalStatus } from '../../format/membership.ts';
import type {
	Fingerprint,
	OrganisationId,
	OrganisationIdentity,
	PersonId,
	VaultId,
} from '../../format/model.ts';
import type { RecoveryStanding } from '../ring/model.ts';

/** Why the keeper holds no keys: said to the person on the page that asks for the passphrase. */
export type LockReason = 'not-yet-unlocked' | 'by-hand' | 'idle' | 'session-ended' | 'browser-stopped';

/** A vault as pages see it; its keys stay in the worker. */
export interface VaultBrief {
	readonly organisation: OrganisationId;
	readonly vault: VaultId;
	readonly purpose: string;
	readonly epoch: number;
	/** Whether this person holds the current epoch. */
	readonly held: boolean;
	/** Somebody who left or was suspended still holds the current epoch: a holder on line will renew it. */
	readonly rotationDue: boolean;
}

export interface OrganisationBrief {
	readonly organisation: OrganisationId;
	readonly name: string;
	readonly coordinator: boolean;
	/** How many coordinators may act now; two are urged. */
	readonly coordinators: number;
	readonly roles: readonly string[];
	readonly vaults: readonly VaultBrief[];
	/** What the server was caught at (a forked log, a forged grant); shown, never passed over. */
	readonly problems: readonly Refusal[];
	/** Set since its server was restored from a backup. */
	readonly recovery?: RecoveryStanding;
}

export interface MemberView {
	readonly person: PersonId;
	readonly name: string;
	readonly status: ProfessionalStatus;
	readonly roles: readonly string[];
	readonly coordinator: boolean;
	readonly standing: 'active' | 'suspended' | 'removed';
	readonly fingerprint: Fingerprint;
	/** Who compared fingerprint words with them; nobody: shown as unverified. */
	readonly comparedBy: readonly PersonId[];
	/** The vaults whose current epoch they hold. */
	readonly vaults: readonly VaultId[];
}

export interface OrganisationView extends OrganisationBrief {
	readonly identity: OrganisationIdentity;
	readonly members: readonly MemberView[];
	/** Suspended colleagues whom somebody proposes to restore: a second signature is asked for. */
	readonly restorations: readonly { readonly person: PersonId; readonly by: PersonId }[];
}

interface Shared {
	/** Whether the live connection stands; `false` is a quiet line at the top, not an alarm. */
	readonly online: boolean;
	/** Written here and not yet acknowledged by the server. */
	readonly waitingToBeSent: number;
	/** Minutes without a key or a touch after which the keeper locks itself. */
	readonly idleMinutes: number;
}

/** What every tab shows of the keeper; sent anew whenever it changes. */
export type KeeperState =
	| (Shared & { readonly phase: 'locked'; readonly reason: LockReason })
	| (Shared & {
			readonly phase: 'unlocked';
			readonly person: PersonId;
			readonly organisations: readonly OrganisationBrief[];
			/** Set while membership and vaults are being fetched and verified. */
			readonly opening: boolean;
	  });
