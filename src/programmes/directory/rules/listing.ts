import { ok, refuse, type Result } from '#platform/result.ts';
import type { Listing, ListingState } from '../model/listing.ts';

/** How long a listing without a last day of its own is shown. */
const SHOWN_DAYS = 180;
const DAY = 86_400_000;

/** The day after which a listing is shown no more. */
export function expiryOf(until: string | null, today: string): string {
	return until ?? new Date(Date.parse(today) + SHOWN_DAYS * DAY).toISOString().slice(0, 10);
}

/** The state as people read it: an open one whose last day is over has expired. */
export function stateOn(listing: Pick<Listing, 'state' | 'expires'>, today: string): ListingState {
	return listing.state === 'open' && listing.expires < today ? 'expired' : listing.state;
}

/** Which days cannot be: an end before the beginning, or an end that is over. */
export function checkDays(from: string | null, until: string | null, today: string): Result<undefined> {
	if (from !== null && until !== null && until < from) return refuse('need.ends-before', { field: 'until' });
	return until !== null && until < today ? refuse('need.is-over', { field: 'until' }) : ok(undefined);
}
