import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { findOrganisationBySlug, type InBoth } from '#commons/organisations/index.ts';
import { action, everyone, whoever, type Doing, type Member } from '#platform/action/index.ts';
import { takeTry, type Allowance } from '#platform/budget.ts';
import { asHouse } from '#platform/db/within.ts';
import { organisationId } from '#platform/ids.ts';
import { announce } from '#platform/live/bus.ts';
import { locales } from '#platform/locale.ts';
import { ok, refuse } from '#platform/result.ts';
import { correctable, correction, isDirect, mostWaiting, type Correctable } from '../model/correction.ts';
import { proposalPurpose, sealProposal } from '../corrections-of.ts';
import { pageTag } from '../model/page-tag.ts';
import { listOrganisation } from '../search-document.ts';
import { applied, valueOf } from '../rules/correction.ts';
import {
	countCorrections,
	deleteCorrection,
	insertChange,
	insertCorrection,
	listCorrections,
	updateTakenOff,
} from '../store/correction.ts';
import { findProfile } from '../store/profile.ts';
import { rewrite } from './rewrite.ts';

/** Of everybody together, and about one organisation: nobody's address is known here, and real corrections are few. */
const all: Allowance = { name: 'corrections', atOnce: 60, secondsEach: 60 };
const each: Allowance = { name: 'corrections-of-one', atOnce: 10, secondsEach: 600 };

/** Anybody says what is wrong in an entry that everybody reads. Of who said so nothing is kept. */
export const proposeCorrection = action({
	name: 'directory.proposeCorrection',
	input: correction.extend({ slug: z.string().max(61), id: z.uuid(), locale: z.enum(locales) }),
	access: everyone('whoever reads that something is wrong may say so'),
	async run({ tx, now, runtime }, { slug, id, locale, field, ...said }) {
		const entry = await findOrganisationBySlug(tx, slug);
		if (!entry) return refuse('directory.unknown');
		return asHouse(tx, async () => {
			if ((await countCorrections(tx, entry.id)) >= mostWaiting) return refuse('correction.many-wait');
			for (const [allowance, of] of [
				[each, entry.id],
				[all, 'all'],
			] as const) {
				const { wait } = takeTry(runtime, allowance, of);
				if (wait > 0) return refuse('correction.too-many', { params: { minutes: Math.ceil(wait / 60) } });
			}
			const at = { organisation: entry.id, id };
			await insertCorrection(
				tx,
				sealProposal({ runtime, now }, at, { field, locale, text: said.text }, said.source),
			);
			return ok({});
		});
	},
});

/** A proposal as whoever decides on it reads it. */
export interface CorrectionView {
	readonly organisation: string;
	readonly id: string;
	readonly slug: string;
	readonly name: InBoth;
	/** It is in the directory and no member: the office decides. */
	readonly listed: boolean;
	readonly field: Correctable;
	readonly locale: 'ru' | 'en';
	readonly text: string;
	readonly source: string;
	readonly proposedOn: string;
	/** What stands there now, where taking the proposal changes it. */
	readonly now: InBoth | undefined;
}

const mayDecide = (actor: Member, { organisation, state }: { organisation: string; state: string }) =>
	actor.memberships.some((one) =>
		state === 'listed' ? one.office : one.coordinator && one.organisation === organisation,
	);

/** Proposals on which one may decide: of one's own organisations, and for the office of those that are listed only. */
export const viewCorrections = action({
	name: 'directory.viewCorrections',
	input: z.strictObject({}),
	access: whoever('a coordinator of their organisation, the office for entries of no member', ({ actor }) =>
		actor.memberships.some(({ coordinator, office }) => coordinator || office),
	),
	writes: false,
	async run({ tx, actor, runtime }) {
		if (actor.kind !== 'member') return refuse('access.sign-in');
		const views: CorrectionView[] = [];
		for (const row of await listCorrections(tx)) {
			const field = z.enum(correctable).safeParse(row.field);
			if (!field.success || !mayDecide(actor, row)) continue;
			const said = correction
				.omit({ field: true })
				.parse(JSON.parse(runtime.keys.openAtRest(proposalPurpose, Buffer.from(row.sealed))));
			const profile = await findProfile(tx, { organisation: row.organisation }, () => 'own');
			views.push({
				organisation: row.organisation,
				id: row.id,
				slug: row.slug,
				name: { ru: row.name_ru || row.name_en, en: row.name_en || row.name_ru },
				listed: row.state === 'listed',
				field: field.data,
				locale: row.locale,
				...said,
				proposedOn: row.proposed_on,
				now: profile && isDirect(field.data) ? valueOf(profile, field.data) : undefined,
			});
		}
		return ok<readonly CorrectionView[]>(views);
	},
});

const Decided = z.strictObject({ organisation: organisationId, id: z.uuid() });
type Decided = z.output<typeof Decided>;
const deciding = whoever<Decided>(
	'a coordinator of the organisation named, the office for an entry of no member',
	({ actor, input }) =>
		actor.memberships.some(
			(one) => one.office || (one.coordinator && one.organisation === input.organisation),
		),
);

/** The proposal that is named, if it still waits and is this actor's to decide on. */
async function findDecidable({ tx, actor }: Doing, { organisation, id }: Decided) {
	const [row] = await listCorrections(tx, { id });
	if (actor.kind !== 'member' || row?.organisation !== organisation) return undefined;
	return mayDecide(actor, row) ? row : undefined;
}

/**
 * Takes a proposal: what is to stand there is said once more by whoever takes it, for they answer for it. Of fields
 * that are no plain text nothing is said here: they have been changed in their form.
 */
export const takeCorrection = action({
	name: 'directory.takeCorrection',
	input: Decided.extend({
		to: z.strictObject({ ru: z.string().trim().max(2000), en: z.string().trim().max(2000) }).optional(),
	}),
	access: deciding,
	async run(doing, { to, ...at }) {
		const { tx } = doing;
		const { organisation } = at;
		const row = await findDecidable(doing, at);
		const field = z.enum(correctable).safeParse(row?.field);
		if (!row || !field.success) return refuse('correction.unknown');
		if (field.data === 'closed' && row.state === 'listed') return takeOff(doing, row);
		if (!isDirect(field.data))
			return row.state === 'listed'
				? refuse('correction.no-form')
				: decided(doing, row, { about: row.field });
		const before = await asHouse(tx, () => findProfile(tx, { organisation }, () => 'own'));
		if (!before) return refuse('directory.unknown');
		if (!to || (to.ru === '' && to.en === '')) return refuse('input.invalid', { field: 'to' });
		const description = applied(before, field.data, to);
		if (!description) return refuse('input.invalid', { field: 'to' });
		const written = await asHouse(tx, () => rewrite(doing, organisation, description));
		if (!written.ok) return written;
		return decided(doing, row, { about: row.field, before: valueOf(before, field.data), after: to });
	},
});

/** Declines a proposal: it is gone, and nobody is told. */
export const declineCorrection = action({
	name: 'directory.declineCorrection',
	input: Decided,
	access: deciding,
	async run(doing, at) {
		const { tx, touched } = doing;
		if (!(await findDecidable(doing, at))) return refuse('correction.unknown');
		await deleteCorrection(tx, at.organisation, at.id);
		touched('correction', at.id);
		return ok({});
	},
});

/** An entry of no member whose organisation is no more: it is found no longer. */
async function takeOff(
	{ tx, now, touched }: Doing,
	{ organisation, slug }: { organisation: string; slug: string },
) {
	await asHouse(tx, async () => {
		await updateTakenOff(tx, organisation);
		await listOrganisation(tx, organisation, now);
	});
	touched('organisation', organisation);
	await announce(tx, { kind: 'pages', tags: ['organisations', pageTag(slug)] });
	return ok({});
}

async function decided(
	{ tx, now, touched }: Doing,
	{ organisation, id, slug }: { organisation: string; id: string; slug: string },
	change: { about: string; before?: InBoth; after?: InBoth },
) {
	if (!(await deleteCorrection(tx, organisation, id))) return refuse('correction.unknown');
	const on = now.toISOString().slice(0, 10);
	await asHouse(tx, () =>
		insertChange(tx, { organisation, id: randomUUID(), kind: 'corrected', on, ...change }),
	);
	touched('correction', id);
	await announce(tx, { kind: 'pages', tags: [pageTag(slug)] });
	return ok({});
}
