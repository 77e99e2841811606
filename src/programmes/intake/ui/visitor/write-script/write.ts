import { ok, type Refusal, type Result } from '#platform/result.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import { confirmsLastGroup } from '#vault/format/follow-up-code.ts';
import { deriveFollowUp, forgetFollowUp } from '#vault/seal/follow-up.ts';
import type { handIn } from '../../../actions/visitor.ts';
import { cardFillings, keptFrom, keptMarks, type Kept } from '../../../code-card.ts';
import { handInOf } from '../../../hand-in.ts';
import { choiceOf, readRequestForm, type RequestForm } from '../../../request-form.ts';
import { dayOf } from '../../../rules.ts';
import { sealForm } from '../../../seal-dialogue.ts';
import { chooseDesk, type OpenDesk, type TrustedDesks } from '../../../trusted-desks.ts';
import { findWork } from '../../../work.ts';
import { ask } from './ask.ts';
import { loadDesks } from './desks.ts';
import { choicesOf, fieldsOf, filesOf, giveFiles } from './fields.ts';
import { drawn, endStop, offerStop, sayProgress, showPage } from './page.ts';
import { again, forgetUploads, uploadFiles, type Uploaded } from './upload.ts';

/** What this tab knows of the letter: in memory only. */
let sent:
	| { readonly kept: Kept; readonly word: Uint8Array | undefined; readonly facts: Record<string, string> }
	| undefined;
let handedIn = false;

/** Whether leaving the page would lose what was typed. */
export function wouldLose(): boolean {
	const text = document.querySelector<HTMLTextAreaElement>(
		'form[data-write] textarea, form[data-again] textarea',
	);
	return !!text && text.value.trim() !== '' && !(handedIn && text.form?.matches('[data-write]'));
}

/** The form was submitted: seals it here and hands in nothing but ciphertext. */
export async function submitLetter(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
	const posted = fieldsOf(form, submitter);
	const files = filesOf(form);
	const kept = keptFrom(posted);
	const locale = document.documentElement.lang === 'en' ? 'en' : 'ru';
	const refuseAll = async (
		refusals: readonly Refusal[],
		facts: Record<string, string> = {},
	): Promise<void> => {
		await showPage({ page: 'form', refusals, facts, fillings: { values: posted, marks: keptMarks(kept) } });
		giveFiles(document.querySelector('form[data-write]'), files);
	};
	sayProgress(form, 'sealing');
	await drawn();
	const { form: letter, refusals } = readRequestForm(posted, choicesOf(form), dayOf(new Date()));
	const asksWho = choiceOf(posted, 'step') === 'who';
	const counted = asksWho ? refusals.filter(({ field }) => field !== 'text') : refusals;
	const desks = await loadDesks();
	if (!desks.ok) return refuseAll([...counted, desks.refusal]);
	const not = idsOf(desks.value, letter.not);
	const desk = findDesk(desks.value, letter, not);
	if (counted.length > 0 || !desk.ok) return refuseAll([...counted, ...(desk.ok ? [] : [desk.refusal])]);
	if (asksWho) return refuseAll([], { reader: desk.value.slug });

	const salt = desks.value.trusted.organisations.followUpSalt;
	const followUp = deriveFollowUp(kept.code, salt);
	let shared = false;
	try {
		const uploaded = await uploadFiles(files, followUp, {
			strip: choiceOf(posted, 'strip') === 'yes',
			stop: offerStop(form),
			progress: (done) => sayProgress(form, 'sending', done),
		});
		endStop(form);
		if (!uploaded.ok) return await refuseAll([uploaded.refusal]);
		sayProgress(form, 'sending');
		const references = uploaded.value.map(({ reference }) => reference);
		const around = {
			callNumber: kept.callNumber,
			page: locale,
			files: references,
			not,
			now: new Date(),
		} as const;
		const sealed = sealForm({
			form: letter,
			around,
			desks: desks.value,
			desk: desk.value,
			followUp,
			sealedBy: 'browser',
		});
		if (!sealed.ok) return await refuseAll([sealed.refusal]);
		shared = sealed.value.addition.shared.length > 0;
		const handed = await sendSealed(
			form,
			handInOf(sealed.value, { facts: letter.facts, sealedBy: 'browser', ...followUp }),
			uploaded.value,
		);
		if (!handed.ok) {
			if (handed.refusal.id.startsWith('file.')) forgetUploads();
			return await refuseAll([handed.refusal]);
		}
	} finally {
		forgetFollowUp(followUp);
	}
	handedIn = true;
	forgetUploads();
	const facts = {
		to: desk.value.slug,
		urgent: String(letter.facts.urgent),
		...(shared ? { backup: 'yes' } : {}),
	};
	sent = { kept, word: letter.word, facts };
	await showPage({ page: 'sent', facts: sent.facts, fillings: cardFillings(kept, letter.word) });
}

/** The last group was typed back. */
export async function confirmKept(form: HTMLFormElement): Promise<void> {
	if (!sent) return form.submit();
	const { kept, word, facts } = sent;
	const posted = fieldsOf(form, null);
	const right = confirmsLastGroup(kept.code, choiceOf(posted, 'last'));
	const card = cardFillings(kept, word);
	if (right) return showPage({ page: 'kept', facts, fillings: card });
	await showPage({
		page: 'sent',
		refusals: [{ id: 'request.last-group-differs', field: 'last' }],
		facts,
		fillings: { ...card, values: new Map([['last', posted.get('last') ?? []]]) },
	});
}

/** Sends it until the server has it, or says that it will not take it. */
async function sendSealed(
	form: HTMLFormElement,
	request: ReturnType<typeof handInOf>,
	uploaded: readonly Uploaded[],
): Promise<Result<unknown>> {
	const work = await findWork(request.locatorHash);
	const given = {
		entry: toBase64url(request.entry),
		boxes: request.boxes.map(toBase64url),
		files: uploaded.map(({ claim }) => claim),
		locatorHash: toBase64url(request.locatorHash),
		authenticationHash: toBase64url(request.authenticationHash),
		facts: request.facts,
		cover: toBase64url(request.cover),
		...(work ? { work: toBase64url(work) } : {}),
	};
	for (let waited = 0; ; waited++) {
		const answer = await again(() => ask<typeof handIn>('intake.handIn', given));
		if (answer.ok || answer.refusal.id !== 'hand-in.wait-your-turn' || waited > 60) return answer;
		sayProgress(form, 'waiting');
		await new Promise((resolve) => {
			setTimeout(resolve, 700 + Math.random() * 1_500);
		});
	}
}

function findDesk(desks: TrustedDesks, letter: RequestForm, not: readonly string[]): Result<OpenDesk> {
	// Where the page offers a choice, the poster's own desk is closed, or there is no poster.
	const choice = document.querySelector('[name="to"]');
	const poster = choice ? undefined : /\/write\/([a-z0-9-]+)\/?$/.exec(location.pathname)?.[1];
	const slug = letter.to ?? poster ?? null;
	const to = slug === null ? null : (idsOf(desks, [slug])[0] ?? slug);
	const desk = chooseDesk(desks, { need: letter.facts.need, region: letter.facts.region, to, not }, true);
	return desk.ok ? ok(desk.value) : desk;
}

function idsOf(desks: TrustedDesks, slugs: readonly string[]): string[] {
	return slugs.flatMap((slug) => desks.open.find((desk) => desk.slug === slug)?.organisation ?? []);
}
