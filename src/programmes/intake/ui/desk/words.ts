import type { CountryPack } from '#country/model.ts';
import type { Locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import type { Done } from '../../sealed/open-request.ts';
import type { Names } from '#commons/desk/ui/index.ts';
import type { Author } from '#vault/format/headers.ts';

/** Families of words, looked up by the value they name. */
const all = m;

/** A need in the reader's language; an id of another country's pack stands for itself. */
export function needLabel(country: CountryPack, need: unknown, locale: Locale): string {
	const id = typeof need === 'string' ? need : '';
	return country.findNeed(id)?.label[locale] ?? id;
}

export function regionLabel(country: CountryPack, region: unknown, locale: Locale): string {
	if (typeof region !== 'string') return m.intake_desk_region_none();
	return country.findRegion(region)?.names[locale] ?? region;
}

export function rightLabel(country: CountryPack, right: string | null, locale: Locale): string {
	return right === null ? m.intake_desk_not_marked() : (country.findRight(right)?.labels[locale] ?? right);
}

/** Where the instruments speak of it, the constitution first: "Constitution 22, UDHR 3, 9". */
export function rightReferences(country: CountryPack, right: string, locale: Locale): string {
	const articles = new Map<string, string[]>();
	for (const reference of country.findRight(right)?.references ?? []) {
		const found = country.findArticle(reference);
		if (!found) continue;
		const short = found.instrument.short[locale];
		articles.set(short, [...(articles.get(short) ?? []), found.article.number]);
	}
	return [...articles].map(([short, numbers]) => `${short} ${numbers.join(', ')}`).join(' · ');
}

/** Who wrote, verified: a colleague by name, a sender as such, somebody else by their organisation. */
export function authorName(
	names: Names,
	{ author, name }: { readonly author: Author; readonly name?: string },
): string {
	if (author.kind === 'visitor') return m.intake_desk_sender();
	const member = names.member(author.person);
	if (member) return member.name;
	const organisation = names.organisation(author.organisation);
	if (name) return organisation ? `${name} (${organisation})` : name;
	return organisation ? m.intake_desk_member_of({ organisation }) : m.intake_desk_member_elsewhere();
}

/** A day in words. */
export function dayLabel(day: string, locale: Locale): string {
	return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'ru', {
		day: 'numeric',
		month: 'long',
		...(day.slice(0, 4) === new Date().toISOString().slice(0, 4) ? {} : { year: 'numeric' }),
		timeZone: 'UTC',
	}).format(new Date(`${day}T00:00:00Z`));
}

/** An act of the history in a sentence without its subject, which stands beside it. */
export function eventSentence(
	done: Extract<Done, { kind: 'event' }>,
	with_: { readonly country: CountryPack; readonly names: Names; readonly locale: Locale },
): string {
	const { event } = done;
	const { country, names, locale } = with_;
	switch (event.did) {
		case 'opened':
			return m.intake_desk_did_opened();
		case 'took':
			return m.intake_desk_did_took();
		case 'gave-back':
			return m.intake_desk_did_gave_back();
		case 'reminded':
			return m.intake_desk_did_reminded({ organisation: names.organisation(event.organisation) ?? '…' });
		case 'assigned':
			return m.intake_desk_did_assigned({ name: names.member(event.to)?.name ?? '…' });
		case 'marked': {
			const { need, region, urgent, right, nextDate } = event.marks;
			return [
				need === undefined ? '' : m.intake_desk_did_need({ need: needLabel(country, need, locale) }),
				region === undefined
					? ''
					: m.intake_desk_did_region({ region: regionLabel(country, region, locale) }),
				urgent === undefined ? '' : urgent ? m.intake_desk_did_urgent() : m.intake_desk_did_not_urgent(),
				right === undefined ? '' : m.intake_desk_did_right({ right: rightLabel(country, right, locale) }),
				nextDate === undefined
					? ''
					: nextDate === null
						? m.intake_desk_did_no_date()
						: m.intake_desk_did_date({ date: dayLabel(nextDate, locale) }),
			]
				.filter(Boolean)
				.join(' · ');
		}
		case 'handed-over':
			return m.intake_desk_did_handed_over({ organisation: names.organisation(event.to) ?? '…' });
		case 'closed':
			return m.intake_desk_did_closed({ outcome: all[`intake_desk_outcome_${event.outcome}`]() });
		case 'not-ours':
			return m.intake_desk_did_not_ours();
		case 'reopened':
			return m.intake_desk_did_reopened();
		case 'linked':
			return event.as === 'repeat' ? m.intake_desk_did_linked_repeat() : m.intake_desk_did_linked_first();
		case 'unlinked':
			return m.intake_desk_did_unlinked();
		case 'entered':
			return m.intake_desk_did_entered({ channel: all[`intake_desk_channel_${event.channel}`]() });
	}
}
