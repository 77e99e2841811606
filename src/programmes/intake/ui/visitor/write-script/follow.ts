import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import { fromBase64url, toBase64url } from '#vault/format/bytes.ts';
import type { Plain } from '#vault/format/cbor.ts';
import type { SealedChunk, SealedEntry, SealedKeyBox } from '#vault/format/envelope.ts';
import type { FileReference } from '#vault/format/file.ts';
import { parseFollowUpCode, type FollowUpCode } from '#vault/format/follow-up-code.ts';
import { newId } from '#vault/format/ids.ts';
import { ChainPlace, EntryId } from '#vault/format/model.ts';
import { openOwnDialogue, type OpenChain } from '#vault/open/dialogue.ts';
import { openFile } from '#vault/open/file.ts';
import { signDestruction } from '#vault/seal/destruction.ts';
import { deriveFollowUp, type FollowUp } from '#vault/seal/follow-up.ts';
import type { clearAnswers, destroyRequest, openFollowed, writeAgain } from '../../../actions/visitor.ts';
import { answersIn, dialogueFillings, type Answer } from '../../../answers.ts';
import { entryTypes, limits } from '../../../model.ts';
import { choiceOf, type Posted } from '../../../request-form.ts';
import { dayOf, startOfDay } from '../../../rules.ts';
import { sealIntoDialogue } from '../../../seal-dialogue.ts';
import type { TrustedDesks } from '../../../trusted-desks.ts';
import { ask } from './ask.ts';
import { loadDesks } from './desks.ts';
import { fieldsOf, filesOf, giveFiles } from './fields.ts';
import { drawn, endStop, offerStop, sayProgress, showPage } from './page.ts';
import { again, forgetUploads, uploadFiles, type Uploaded } from './upload.ts';

/** The dialogue as it stands open in this tab, and nowhere else. */
interface Following {
	readonly code: FollowUpCode;
	readonly followUp: FollowUp;
	readonly desks: TrustedDesks;
	readonly followed: Extract<Awaited<ReturnType<typeof fetchFollowed>>, { ok: true }>['value'];
	readonly chain: OpenChain;
	readonly answers: readonly Answer[];
}
let following: Following | undefined;

/** A form of the follow page was submitted. */
export async function submitFollow(form: HTMLFormElement): Promise<void> {
	const posted = fieldsOf(form, null);
	sayProgress(form, 'opening');
	await drawn();
	if (!following || form.matches('[data-follow]')) return openWithCode(posted);
	switch (choiceOf(posted, 'step')) {
		case 'write':
			return addMessage(following, form, posted);
		case 'clear':
			return clearAnswer(following, posted);
		case 'destroy':
			return destroy(following, posted);
		case 'file':
			return saveFile(following, posted);
		default:
			return showDialogue(following);
	}
}

async function openWithCode(posted: Posted): Promise<void> {
	const askAgain = (refusal: Refusal) =>
		showPage({ page: 'code', refusals: [refusal], fillings: { values: posted } });
	const code = parseFollowUpCode(new TextDecoder().decode(posted.get('code')?.[0]));
	if (!code.ok) return askAgain(code.refusal);
	const desks = await loadDesks();
	if (!desks.ok) return askAgain(desks.refusal);
	const followUp = deriveFollowUp(code.value, desks.value.trusted.organisations.followUpSalt);
	const opened = await openWith(code.value, followUp, desks.value);
	if (!opened.ok) return askAgain(opened.refusal);
	following = opened.value;
	await showDialogue(following);
}

async function openWith(
	code: FollowUpCode,
	followUp: FollowUp,
	desks: TrustedDesks,
): Promise<Result<Following>> {
	const followed = await fetchFollowed(followUp);
	if (!followed.ok) return followed;
	const { organisation, vault, folder, entries, boxes } = followed.value;
	const place = ChainPlace.safeParse({ organisation, vault, folder, chain: 'dialogue' });
	if (!place.success) return refuse('sealed.malformed');
	const bytes = <T>(texts: readonly string[]) =>
		texts.map((text) => (fromBase64url(text) ?? new Uint8Array()) as T);
	const chain = openOwnDialogue(
		place.data,
		bytes<SealedKeyBox>(boxes),
		bytes<SealedEntry>(entries),
		followUp,
	);
	if (!chain.ok) return chain;
	return ok({
		code,
		followUp,
		desks,
		followed: followed.value,
		chain: chain.value,
		answers: answersIn(chain.value),
	});
}

function fetchFollowed({ locator }: FollowUp) {
	return again(() => ask<typeof openFollowed>('intake.openFollowed', { locator: toBase64url(locator) }));
}

async function showDialogue(
	{ code, followed, answers }: Following,
	more: { readonly notice?: string; readonly refusals?: readonly Refusal[]; readonly values?: Posted } = {},
): Promise<void> {
	const { status, slug, arrivedOn } = followed;
	const locale = document.documentElement.lang === 'en' ? 'en' : 'ru';
	await showPage({
		page: 'dialogue',
		refusals: more.refusals,
		facts: { status, ...(slug ? { to: slug } : {}), ...(more.notice ? { notice: more.notice } : {}) },
		fillings: {
			...dialogueFillings(locale, { code, entry: newId(EntryId), arrivedOn, answers }),
			...(more.values ? { values: more.values } : {}),
		},
	});
}

/** Fetches anew, so that what was added or cleared is seen as everybody sees it. */
async function showAnew(now: Following, notice: string): Promise<void> {
	const opened = await openWith(now.code, now.followUp, now.desks);
	if (!opened.ok) return showDialogue(now, { refusals: [opened.refusal] });
	following = opened.value;
	await showDialogue(following, { notice });
}

async function addMessage(now: Following, form: HTMLFormElement, posted: Posted): Promise<void> {
	const text = posted.get('text')?.[0] ?? new Uint8Array();
	const files = filesOf(form);
	const refused = async (refusals: readonly Refusal[]): Promise<void> => {
		await showDialogue(now, { refusals, values: posted });
		giveFiles(document.querySelector('form[data-again]'), files);
	};
	if (text.every((byte) => byte <= 0x20) && files.length === 0)
		return refused([{ id: 'follow.nothing-written', field: 'text' }]);
	if (text.length > limits.text)
		return refused([{ id: 'request.text-too-long', field: 'text', params: { most: limits.text / 2 } }]);
	if (files.length > limits.files)
		return refused([{ id: 'file.too-many', field: 'files', params: { most: limits.files } }]);
	const uploaded = await uploadFiles(files, now.followUp, {
		strip: choiceOf(posted, 'strip') === 'yes',
		stop: offerStop(form),
		progress: (done) => sayProgress(form, 'sending', done),
	});
	endStop(form);
	if (!uploaded.ok) return refused([uploaded.refusal]);
	const references = uploaded.value.map(({ reference }) => reference);
	const body = { text, files: references, day: dayOf(new Date()) };
	const id = EntryId.safeParse(choiceOf(posted, 'entry'));
	const sealed = seal(now, entryTypes.message, body, id.success ? id.data : newId(EntryId), uploaded.value);
	if (!sealed.ok) return refused([sealed.refusal]);
	const added = await again(() =>
		ask<typeof writeAgain>('intake.writeAgain', { ...proofOf(now), ...sealed.value }),
	);
	if (!added.ok) {
		if (added.refusal.id.startsWith('file.')) forgetUploads();
		return refused([added.refusal]);
	}
	forgetUploads();
	return showAnew(now, 'written');
}

async function clearAnswer(now: Following, posted: Posted): Promise<void> {
	const cleared = now.answers.find(({ id }) => id === choiceOf(posted, 'answer'));
	if (!cleared) return showDialogue(now);
	const body = { entries: [cleared.id], day: dayOf(new Date()) };
	const sealed = seal(now, entryTypes.cleared, body, newId(EntryId), []);
	if (!sealed.ok) return showDialogue(now, { refusals: [sealed.refusal] });
	const given = { ...proofOf(now), ...sealed.value, answers: [cleared.id] };
	const done = await again(() => ask<typeof clearAnswers>('intake.clearAnswers', given));
	return done.ok ? showAnew(now, 'cleared') : showDialogue(now, { refusals: [done.refusal] });
}

async function destroy(now: Following, posted: Posted): Promise<void> {
	if (choiceOf(posted, 'sure') !== 'yes') {
		const refusals = posted.has('asked') ? [{ id: 'follow.not-sure', field: 'sure' }] : [];
		return showPage({ page: 'destroy', refusals, fillings: { marks: { code: now.code } } });
	}
	const root = now.chain.ordered[0];
	if (!root) return showDialogue(now);
	const { organisation, vault, folder } = root.place;
	const at = startOfDay(new Date());
	const order = signDestruction(
		{ organisation, vault, folder, at, by: { kind: 'visitor', signing: now.followUp.signing.public } },
		now.followUp.signing,
	);
	const given = { ...proofOf(now), order: toBase64url(order) };
	const done = await again(() => ask<typeof destroyRequest>('intake.destroyRequest', given));
	if (!done.ok) return showDialogue(now, { refusals: [done.refusal] });
	following = undefined;
	await showPage({ page: 'destroyed' });
}

/** Opens a file of an answer here and gives it to be saved; it is never shown as a page. */
async function saveFile(now: Following, posted: Posted): Promise<void> {
	const wanted = choiceOf(posted, 'file');
	const reference = now.answers.flatMap(({ body }) => body.files).find(({ file }) => file === wanted);
	const opened = reference && (await fetchFile(now, reference));
	if (!reference || !opened?.ok)
		return showDialogue(now, { refusals: opened && !opened.ok ? [opened.refusal] : [] });
	const link = document.createElement('a');
	link.href = URL.createObjectURL(opened.value);
	link.download = reference.name || 'file';
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
	await showDialogue(now);
}

async function fetchFile({ followed, followUp }: Following, reference: FileReference): Promise<Result<Blob>> {
	const opener = openFile(reference);
	const parts: Uint8Array<ArrayBuffer>[] = [];
	for (let index = 0; index < reference.chunks; index++) {
		const sealed = await again(async (): Promise<Result<Uint8Array>> => {
			try {
				const response = await fetch(
					`/api/intake/answers/${followed.organisation}/${reference.file}/${index}`,
					{
						credentials: 'omit',
						headers: { 'accord-locator': toBase64url(followUp.locator) },
					},
				);
				return response.ok ? ok(new Uint8Array(await response.arrayBuffer())) : refuse('file.unknown');
			} catch {
				return refuse('network.unreachable');
			}
		});
		if (!sealed.ok) return sealed;
		const plain = opener.openNext(sealed.value as SealedChunk);
		if (!plain.ok) return plain;
		parts.push(plain.value as Uint8Array<ArrayBuffer>);
	}
	const whole = opener.finish();
	return whole.ok ? ok(new Blob(parts, { type: 'application/octet-stream' })) : whole;
}

function proofOf({ followUp }: Following): { locator: string; authentication: string } {
	return { locator: toBase64url(followUp.locator), authentication: toBase64url(followUp.authentication) };
}

function seal(now: Following, type: string, body: Plain, id: EntryId, uploaded: readonly Uploaded[]) {
	const files = uploaded.map(({ reference }) => reference);
	const sealed = sealIntoDialogue(
		{ ...now, now: new Date(), sealedBy: 'browser' },
		{ id, type, body, files },
	);
	if (!sealed.ok) return sealed;
	return ok({
		entry: toBase64url(sealed.value.entry),
		boxes: sealed.value.boxes.map(toBase64url),
		files: uploaded.map(({ claim }) => claim),
	});
}
