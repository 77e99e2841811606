import { findNetwork } from '#commons/organisations/index.ts';
import type { CountryPack } from '#country/model.ts';
import { listActiveOrganisations } from '#commons/organisations/index.ts';
import { visitor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { collators, type Locale } from '#platform/locale.ts';
import { sayRefusal } from '#platform/refusal-words.ts';
import type { Runtime } from '#platform/runtime.ts';
import { fingerprintWords } from '#vault/format/fingerprint.ts';
import { networkFingerprint } from '#vault/seal/pairs.ts';
import { backupOf, findDesks, type Desks, type OpenDesk } from '../desks.ts';
import { limits } from '../model.ts';
import { happeningNow } from '../ui/visitor/happening.ts';
import { monthInWords } from '../ui/visitor/month.ts';
import { readRefusals } from '../ui/visitor/refusals.ts';
import type { DeskLine, FollowPageData, VisitorPageData, WritePageData } from '../ui/visitor/page-data.ts';

/** What both pages say of the desks, the refusals, the advice; the address is that of a shell. */
async function commonPart(
	runtime: Runtime,
	country: CountryPack,
	locale: Locale,
	url: URL,
): Promise<{ common: VisitorPageData; desks: Desks | undefined }> {
	const found = await within(runtime.db, visitor, (tx) => findDesks(tx, runtime.now()));
	const fingerprint = found.ok ? networkFingerprint(found.value.trusted.key) : undefined;
	const common: VisitorPageData = {
		locale,
		refusals: readRefusals(url.searchParams.get('refused') ?? '').map((refusal) => ({
			field: refusal.field ?? '',
			message: sayRefusal(refusal, locale),
		})),
		safer: country.comingSafely.map(({ text, asOf }) => ({
			text: text[locale],
			asOf: monthInWords(asOf, locale),
		})),
		fingerprint: fingerprint ?? '',
		fingerprintWords: fingerprint ? fingerprintWords(fingerprint, locale).join(' ') : '',
		telephone: found.ok ? found.value.network.telephone : '',
		limits: { files: limits.files, mebibytes: limits.postBytes / 1024 / 1024 },
	};
	return { common, desks: found.ok ? found.value : undefined };
}

/** The page of `/write` and `/write/ORG` in one of its states; undefined where there is no such organisation. */
export async function writePage(
	runtime: Runtime,
	country: CountryPack,
	asked: { readonly locale: Locale; readonly organisation: string | null; readonly url: URL },
): Promise<WritePageData | undefined> {
	const { locale, url, organisation } = asked;
	const { common, desks } = await commonPart(runtime, country, locale, url);
	const fact = (name: string) => url.searchParams.get(name) ?? '';
	const desk = (slug: string) =>
		deskLine(
			desks?.open.find((one) => one.slug === slug),
			locale,
		);
	const named = ['to', 'reader'].map(fact).find((slug) => slug !== '') ?? organisation;
	const spokenOf = desks?.open.find((one) => one.slug === named);
	const poster = organisation === null ? null : desk(organisation);
	const closed =
		organisation !== null && !poster && desks ? await closedDesk(runtime, organisation, locale) : null;
	if (closed === undefined) return undefined;
	const office = desks?.open.find((one) => one.organisation === desks.trusted.routing.fallback.organisation);
	const open = (desks?.open ?? []).map((one) => deskLine(one, locale)).filter((one) => one !== null);
	return {
		...common,
		kind: pageOf(fact('page'), ['form', 'sent', 'kept', 'waiting'] as const, 'form'),
		action: organisation === null || closed ? `/${locale}/write` : `/${locale}/write/${organisation}`,
		needs: country.needs.map(({ id, label, hint }) => ({
			value: id,
			label: label[locale],
			hint: hint[locale],
		})),
		regions: country.listRegions(locale).map(({ code, names }) => ({ value: code, label: names[locale] })),
		territories: country.territoriesNote[locale],
		happening: happeningNow(country, locale),
		desks: open.sort((a, b) => collators[locale].compare(a.name, b.name)),
		office: deskLine(office, locale),
		poster,
		closed,
		reader: desk(fact('reader')),
		sentTo: desk(fact('to')),
		urgent: fact('urgent') === 'true',
		backup: fact('backup') === 'yes',
		backupDesk: deskLine(desks && spokenOf && backupOf(desks, spokenOf), locale),
	};
}

/** An organisation of the network whose desk nobody can open now: its poster leads on to another. */
async function closedDesk(runtime: Runtime, slug: string, locale: Locale): Promise<DeskLine | undefined> {
	const named = await within(runtime.db, visitor, (tx) => listActiveOrganisations(tx, locale));
	const found = named.find((one) => one.slug === slug);
	return found && { slug, name: found.name[locale], town: found.town[locale] };
}

/** The page of `/write/follow` in one of its states. */
export async function followPage(
	runtime: Runtime,
	country: CountryPack,
	{ locale, url }: { readonly locale: Locale; readonly url: URL },
): Promise<FollowPageData> {
	const { common, desks } = await commonPart(runtime, country, locale, url);
	const fact = (name: string) => url.searchParams.get(name) ?? '';
	const slug = fact('to');
	const notice = fact('notice');
	return {
		...common,
		kind: pageOf(fact('page'), ['code', 'dialogue', 'destroy', 'destroyed'] as const, 'code'),
		status: pageOf(
			fact('status'),
			['received', 'reading', 'answered', 'closed', 'not-ours'] as const,
			'received',
		),
		desk: deskLine(
			desks?.open.find((one) => one.slug === slug),
			locale,
		),
		notice: notice === 'written' || notice === 'cleared' ? notice : null,
		withText: fact('text') === 'yes',
		setBack: await setBackDays(runtime, locale),
	};
}

const SAID_FOR = 90 * 24 * 60 * 60 * 1000;

/** Said for three months after a restore from a backup, to everybody alike: a code tells nothing by itself. */
async function setBackDays(runtime: Runtime, locale: Locale): Promise<FollowPageData['setBack']> {
	const network = await within(runtime.db, visitor, findNetwork);
	const setBack = network?.setBack;
	if (!setBack || runtime.now().getTime() - setBack.restoredAt.getTime() > SAID_FOR) return null;
	const day = (at: Date) =>
		at.toLocaleDateString(locale === 'en' ? 'en-GB' : 'ru', { dateStyle: 'long', timeZone: 'UTC' });
	return { backup: day(setBack.backupAt), restored: day(setBack.restoredAt) };
}

function deskLine(
	desk: OpenDesk | undefined,
	locale: Locale,
): { slug: string; name: string; town: string } | null {
	return desk ? { slug: desk.slug, name: desk.name[locale], town: desk.town[locale] } : null;
}

function pageOf<const T extends string>(text: string, among: readonly T[], otherwise: T): T {
	return among.find((one) => one === text) ?? otherwise;
}
