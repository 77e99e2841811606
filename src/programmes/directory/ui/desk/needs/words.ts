import type { CountryPack } from '#country/model.ts';
import type { Locale } from '#platform/locale.ts';
import type { Option } from '#ui/field.ts';
import { exactDay } from '#ui/time.ts';
import { m } from '#words/messages.js';
import type { ListingView } from '../../../actions/need/view.ts';
import type { AgreementState, AgreementStep } from '../../../model/agreement.ts';
import { listingKinds, type ListingKind, type ListingState, type Side } from '../../../model/listing.ts';
import type { MatchReason } from '../../../rules/matching.ts';

/** What words need to know of the reader. */
interface Of {
	readonly country: CountryPack;
	readonly locale: Locale;
}

/** Families of words, looked up by the value they name. */
const all = m;
const stem = (id: string) => id.replaceAll('-', '_');

export function kindLabel(kind: ListingKind): string {
	return all[`needs_kind_${kind}`]();
}

export function sideLabel(side: Side): string {
	return all[`needs_side_${side}`]();
}

export function stateLabel(state: ListingState): string {
	return all[`needs_state_${state}`]();
}

export function agreementLabel(state: AgreementState): string {
	return all[`needs_agreement_${stem(state) as 'agreed'}`]();
}

export function stepLabel(step: AgreementStep): string {
	return all[`needs_step_${stem(step) as 'accept'}`]();
}

export function kindOptions(): Option[] {
	return listingKinds.map((kind) => ({ value: kind, label: kindLabel(kind) }));
}

export function regionName({ country, locale }: Of, region: string): string {
	return country.findRegion(region)?.names[locale] ?? region;
}

/** Where: "anywhere", "Tula, Tula Oblast", "Tula Oblast". */
export function placeWords(of: Of, { region, town, townName }: ListingView): string {
	if (region === null) return m.needs_anywhere();
	const name = regionName(of, region);
	return town === '' || townName[of.locale] === '' ? name : `${townName[of.locale]}, ${name}`;
}

/** When: "from 1 December to 3 December 2026"; empty where nothing is said. */
export function daysWords({ locale }: Of, from: string | null, until: string | null): string {
	const day = (text: string) => exactDay(Date.parse(text), { locale });
	if (from !== null && until !== null) {
		return from === until ? day(from) : m.needs_days_both({ from: day(from), until: day(until) });
	}
	if (from !== null) return m.needs_days_from({ from: day(from) });
	return until === null ? '' : m.needs_days_until({ until: day(until) });
}

/** Place, days and quantity in one line. */
export function factsWords(of: Of, listing: ListingView): string {
	const days = daysWords(of, listing.from, listing.until);
	const quantity = listing.quantity === null ? '' : m.needs_quantity_is({ quantity: listing.quantity });
	return [placeWords(of, listing), days, quantity].filter(Boolean).join(' · ');
}

/** Why a need and an offer belong together. */
export function reasonWords(of: Of, reason: MatchReason): string {
	switch (reason.is) {
		case 'same-kind':
			return m.needs_why_same_kind();
		case 'advocate-is-lawyer':
			return m.needs_why_advocate_is_lawyer();
		case 'same-town':
			return m.needs_why_same_town();
		case 'same-region':
			return m.needs_why_same_region({ region: regionName(of, reason.region) });
		case 'anywhere':
			return m.needs_why_anywhere();
		case 'can-travel':
			return m.needs_why_can_travel({ from: regionName(of, reason.from), to: regionName(of, reason.to) });
		case 'days':
			return m.needs_why_days({ days: daysWords(of, reason.from, reason.until) });
		case 'enough':
			return m.needs_why_enough({ offered: reason.offered, needed: reason.needed });
		case 'part':
			return m.needs_why_part({ offered: reason.offered, needed: reason.needed });
	}
}
