import type { IncomingMessage, ServerResponse } from 'node:http';
import { within } from '#platform/db/within.ts';
import type { Refusal } from '#platform/result.ts';
import { confirmsLastGroup } from '#vault/format/follow-up-code.ts';
import { newId } from '#vault/format/ids.ts';
import { EntryId } from '#vault/format/model.ts';
import { forgetFollowUp } from '#vault/seal/follow-up.ts';
import { backupOf, chooseDesk, type Desks, type OpenDesk } from '../desks.ts';
import { entryTypes } from '../model.ts';
import type { Surroundings } from '../request-body.ts';
import { choiceOf, readRequestForm, type RequestForm } from '../request-form.ts';
import { dayOf } from '../rules.ts';
import { insertAddition } from '../store/visitor.ts';
import { updateWrittenAgain } from '../store/written-again.ts';
import { addressOf, answerPage, type PageAsked } from './answer-page.ts';
import { cardFillings, keptFrom, keptMarks, type Kept } from '../code-card.ts';
import { wasSaid } from '../answers.ts';
import { openDialogue } from './dialogue.ts';
import type { House, Place } from './house.ts';
import { readPost, type Post } from './read-post.ts';
import { sealIntoDialogue } from '../seal-dialogue.ts';
import { adoptInto, handInForm, locatorOf } from './seal.ts';

/** How long a sender waits for their turn before the page says so and asks again by itself. */
const patience = 6_000;

/** `GET /write`: the form, with a code of its own; or, with a ticket, the outcome of a post. */
export async function showForm(house: House, place: Place, response: ServerResponse): Promise<void> {
	const ticket = place.query.get('ticket');
	const asked = ticket === null ? undefined : house.tickets.askAgain(ticket, patience);
	if (asked) return answerOutcome(house, place, response, (await asked) as Waited);
	const facts = placeFacts(place);
	const refusals = ticket === null ? [] : [{ id: 'request.ticket-unknown' }];
	await answerPage(house, place, response, {
		page: 'form',
		facts,
		refusals,
		fillings: { marks: keptMarks(keptFrom(undefined)) },
	});
}

type Waited = { readonly done: PageAsked } | { readonly ticket: string };

/** `POST /write`: hands in, shows who will read, or checks that the code was kept. */
export async function takeForm(
	house: House,
	place: Place,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const post = await readPost(request, house.arriving);
	const step = choiceOf(post.fields, 'step');
	if (step === 'kept') {
		await answerPage(house, place, response, checkKept(post));
		return post.forget();
	}
	const asked = await readAsked(house, place, post, step);
	if ('page' in asked) {
		await post.dropFiles();
		await answerPage(house, place, response, asked);
		return post.forget();
	}
	const work = handIn(house, place, post, asked);
	await answerOutcome(house, place, response, await house.tickets.waitFor(work, patience));
	// The page may be waiting for its turn: what was typed is zeroed when the work is done.
	work.finally(post.forget).catch(() => undefined);
}

async function answerOutcome(
	house: House,
	place: Place,
	response: ServerResponse,
	outcome: Waited,
): Promise<void> {
	if ('done' in outcome) return answerPage(house, place, response, outcome.done);
	const address = `${addressOf(place)}?ticket=${outcome.ticket}`;
	await answerPage(house, place, response, {
		page: 'waiting',
		again: { seconds: 5, address },
		fillings: { marks: { again: address, before: String(Math.max(1, house.queue.length())) } },
	});
}

interface Asked {
	readonly form: RequestForm;
	readonly desks: Desks;
	readonly desk: OpenDesk;
	readonly not: readonly string[];
	readonly kept: Kept;
}

/** Everything that can be refused before the code is derived; a refused form comes back as it was. */
async function readAsked(house: House, place: Place, post: Post, step: string): Promise<Asked | PageAsked> {
	const kept = keptFrom(post.fields);
	const { form, refusals } = readRequestForm(post.fields, house.country, dayOf(house.now()));
	const all: Refusal[] = [
		...post.refusals,
		...(step === 'who' ? refusals.filter(({ field }) => field !== 'text') : refusals),
	];
	if (place.overBudget) all.push({ id: 'request.too-many' });
	const desks = await house.desks();
	const facts = placeFacts(place);
	const back = (
		refusals: readonly Refusal[],
		more: Record<string, string> = {},
		status = 422,
	): PageAsked => ({
		page: 'form',
		status: refusals.length > 0 ? status : 200,
		refusals: post.files.length > 0 ? [...refusals, { id: 'request.files-again', field: 'files' }] : refusals,
		facts: { ...facts, ...more },
		fillings: { values: post.fields, marks: keptMarks(kept) },
	});
	if (!desks.ok) return back([...all, desks.refusal], {}, 503);
	const idOf = (slug: string) => desks.value.open.find((desk) => desk.slug === slug)?.organisation;
	const not = form.not.map((slug) => idOf(slug) ?? '').filter((id) => id !== '');
	const slug = form.to ?? place.organisation;
	const to = slug === null ? null : (idOf(slug) ?? slug);
	const desk = chooseDesk(desks.value, { need: form.facts.need, region: form.facts.region, to, not });
	if (!desk.ok) all.push(desk.refusal);
	if (all.length > 0 || !desk.ok) return back(all, {}, place.overBudget ? 429 : 422);
	if (step === 'who') return back([], { reader: desk.value.slug });
	return { form, desks: desks.value, desk: desk.value, not, kept };
}

/** Derives the code in its turn, seals, keeps; the outcome is a page. */
async function handIn(house: House, place: Place, post: Post, asked: Asked): Promise<PageAsked> {
	const { form, desks, desk, kept } = asked;
	const refused = async (refusal: Refusal): Promise<PageAsked> => {
		await post.dropFiles();
		return {
			page: 'form',
			status: 503,
			refusals: [refusal],
			facts: placeFacts(place),
			// The outcome may be fetched after the post was zeroed: it holds a copy of its own.
			fillings: { values: copied(post.fields), marks: keptMarks(kept) },
		};
	};
	const deriving = house.queue.derive(kept.code, desks.network.followSalt);
	if (!deriving) return refused({ id: 'request.queue-full' });
	try {
		const followUp = await deriving;
		const around: Surroundings = {
			callNumber: kept.callNumber,
			page: place.locale,
			files: post.files,
			not: asked.not,
			now: house.now(),
		};
		const handed = await handInForm(house, { form, around, desks, desk, followUp });
		if (handed.ok && handed.value === 'there') await sayAgain(house, post, asked, followUp);
		forgetFollowUp(followUp);
		if (!handed.ok) return await refused(handed.refusal);
		return {
			page: 'sent',
			facts: { to: desk.slug, urgent: String(form.facts.urgent), ...backupFact(asked) },
			fillings: cardFillings(kept, form.word && Buffer.from(form.word)),
		};
	} catch (error) {
		house.log.problem('intake.not-kept', { error });
		return refused({ id: 'request.not-kept' });
	}
}

/**
 * A code that has handed in before: the same text again is a repeated post, and nothing is added; another
 * text (the sender went back and changed it) becomes a further message, for it must not be lost.
 */
async function sayAgain(
	house: House,
	post: Post,
	asked: Asked,
	followUp: Parameters<typeof openDialogue>[1],
): Promise<void> {
	const dialogue = await openDialogue(house, followUp);
	if (!dialogue.ok || wasSaid(dialogue.value.chain, asked.form.text)) return post.dropFiles();
	const now = house.now();
	const body = { text: asked.form.text, files: [...post.files], day: dayOf(now) };
	const sealed = sealIntoDialogue(
		{ desks: asked.desks, ...dialogue.value, followUp, now, sealedBy: 'server' },
		{ id: newId(EntryId), type: entryTypes.message, body, files: post.files },
	);
	if (!sealed.ok) throw new Error(sealed.refusal.id);
	const actor = { kind: 'visitor', locator: locatorOf(followUp) } as const;
	const added = await within(house.db, actor, async (tx) => {
		const kept = await insertAddition(tx, sealed.value, dayOf(now), adoptInto(house));
		if (kept.ok && kept.value === 'added') await updateWrittenAgain(tx, dialogue.value.followed, now);
		return kept;
	});
	if (!added.ok) throw new Error(added.refusal.id);
}

/** The last group was typed back: only then does the page go on. */
function checkKept(post: Post): PageAsked {
	const kept = keptFrom(post.fields);
	const word = post.fields.get('word')?.[0];
	const [to, urgent, backup] = ['to', 'urgent', 'backup'].map((name) => choiceOf(post.fields, name));
	const facts = { to: to ?? '', urgent: urgent ?? '', backup: backup ?? '' };
	if (confirmsLastGroup(kept.code, choiceOf(post.fields, 'last')))
		return { page: 'kept', facts, fillings: cardFillings(kept, word) };
	return {
		page: 'sent',
		status: 422,
		refusals: [{ id: 'request.last-group-differs', field: 'last' }],
		facts,
		fillings: { ...cardFillings(kept, word), values: new Map([['last', post.fields.get('last') ?? []]]) },
	};
}

function placeFacts({ organisation }: Place): Record<string, string> {
	return organisation === null ? {} : { org: organisation };
}

function backupFact({ form, desk, desks, not }: Asked): Record<string, string> {
	return form.backup && backupOf(desks, desk, not) ? { backup: 'yes' } : {};
}

function copied(fields: Post['fields']): Map<string, Buffer[]> {
	return new Map([...fields].map(([name, values]) => [name, values.map((value) => Buffer.from(value))]));
}
