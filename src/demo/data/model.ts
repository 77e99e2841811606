/**
 * The shapes of the demonstration network. Everything in this folder is invented but the names of regions
 * and towns. Times are minutes before the moment the demonstration is filled, so that the network is
 * always in the middle of its week; whoever fills it acts as a client and replays the steps in order.
 */
import type { Bilingual, ProfessionalStatus, RegionCode } from '#country/model.ts';
import type { NeedId, RightId } from '#country/ru/index.ts';
import type { Locale } from '#platform/locale.ts';
import type { Service } from '#programmes/directory/model/service.ts';
import type { NewListing } from '#programmes/directory/model/listing.ts';
import type { LetterContent } from '#programmes/joint-actions/model/letter.ts';

export interface DemoTown {
	/** As in the address of the town's page. */
	readonly slug: string;
	readonly names: Bilingual;
	readonly region: RegionCode;
}

export interface DemoNetwork {
	readonly names: Bilingual;
	readonly telephone: string;
	readonly postalAddress: Bilingual;
	/** Slug of the organisation that is the network's office. */
	readonly office: string;
}

export type ThemeId =
	| 'army'
	| 'assembly'
	| 'courts'
	| 'detention'
	| 'discrimination'
	| 'housing'
	| 'labour'
	| 'languages'
	| 'literature'
	| 'memory'
	| 'monitoring'
	| 'pensions'
	| 'prison'
	| 'refugees'
	| 'school'
	| 'women';

export interface DemoOrganisation {
	readonly slug: string;
	readonly names: Bilingual;
	/** Slug of a town; the region is the town's. */
	readonly town: string;
	readonly about: Bilingual;
	readonly telephone: string;
	readonly themes: readonly ThemeId[];
	/** `applied` waits to be vouched for and is not in the public directory. */
	readonly state: 'active' | 'applied';
	/** Whether it has members in the demonstration; a desk without members takes no requests. */
	readonly desk: boolean;
}

export type ProgrammeId =
	| 'centre'
	| 'chronicle'
	| 'conference'
	| 'directory'
	| 'hotline'
	| 'intake'
	| 'legal-aid'
	| 'literature'
	| 'monitoring'
	| 'school';

export interface DemoPerson {
	readonly login: string;
	readonly names: Bilingual;
	readonly locale: Locale;
	readonly organisation: string;
	readonly coordinator: boolean;
	readonly programmes: readonly ProgrammeId[];
	readonly status?: ProfessionalStatus;
	/** Of an advocate: the number in the register of the region. */
	readonly registerNumber?: string;
	/** What stands beside the name in the list «Войти как…»; people without one are not in the list. */
	readonly enterAs?: Bilingual;
}

/** First match decides; a rule without need or region matches any. */
export interface DemoRoutingRule {
	readonly need?: NeedId;
	readonly region?: RegionCode;
	readonly to: string;
}

/** Minutes from now: negative is past. */
export interface DemoDuty {
	readonly organisation: string;
	readonly person: string;
	readonly startsIn: number;
	readonly endsIn: number;
}

/** How it came: sealed in the browser, sealed on arrival, or entered by the staff. */
export type Channel = 'letter' | 'telephone' | 'walk-in' | 'web-without-script' | 'web-with-script';

export type Outcome = 'advised' | 'referred' | 'resolved' | 'unresolved' | 'withdrawn';

/** What happened to a request, in order. `by` is a log-in name; who writes again is the sender. */
export type DemoStep = { readonly ago: number } & (
	| { readonly does: 'assign'; readonly by: string; readonly to: string }
	| { readonly does: 'close'; readonly by: string; readonly outcome: Outcome; readonly text: string }
	| { readonly does: 'hand-over'; readonly by: string; readonly to: string; readonly text: string }
	| { readonly does: 'link'; readonly by: string; readonly first: string }
	| { readonly does: 'mark'; readonly by: string; readonly right: RightId; readonly urgent?: boolean }
	| {
			readonly does: 'note';
			readonly by: string;
			readonly text: string;
			readonly mentions?: readonly string[];
	  }
	| { readonly does: 'reopen'; readonly by: string; readonly text: string }
	| { readonly does: 'reply'; readonly by: string; readonly text: string }
	| { readonly does: 'take'; readonly by: string }
	| { readonly does: 'write-again'; readonly text: string }
);

export interface DemoRequest {
	readonly key: string;
	/** Minutes before now. */
	readonly ago: number;
	readonly channel: Channel;
	/** Slug of the organisation whose desk receives it. */
	readonly to: string;
	/** The sender chose the organisation; otherwise the routing rules did. */
	readonly chosen?: true;
	readonly need: NeedId;
	/** Absent: «Не хочу называть». */
	readonly region?: RegionCode;
	readonly urgent?: true;
	readonly language: Locale;
	/** Who entered what came by letter, telephone or in person. */
	readonly enteredBy?: string;
	readonly concerns: 'minor' | 'other' | 'self';
	readonly text: string;
	/** Sealed, in the sender's words: how and when it is safe to reach them. */
	readonly reach?: string;
	/** Minutes from now until the date by which the sender must act. */
	readonly actWithin?: number;
	/** The word for the telephone. */
	readonly word?: string;
	readonly steps: readonly DemoStep[];
}

export type RequestState = 'answered' | 'closed' | 'taken' | 'untaken';

/** A need or an offer, placed by the coordinator of an organisation that has a desk. */
export interface DemoListing extends Omit<NewListing, 'from' | 'until'> {
	/** Slug of the organisation. */
	readonly by: string;
}

/** What an organisation with a desk does for people. */
export interface DemoService {
	readonly id: string;
	/** Slug of the organisation. */
	readonly by: string;
	readonly assuredDaysAgo: number;
	readonly service: Service;
}

/** An open letter, published by one organisation with a desk and signed by others. */
export interface DemoLetter {
	/** Slugs. */
	readonly by: string;
	readonly signedBy: readonly string[];
	readonly content: LetterContent;
}
