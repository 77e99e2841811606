import type { IncomingMessage, ServerResponse } from 'node:http';
import { within } from '#platform/db/within.ts';
import type { Refusal } from '#platform/result.ts';
import { parseFollowUpCode } from '#vault/format/follow-up-code.ts';
import { newId } from '#vault/format/ids.ts';
import { EntryId } from '#vault/format/model.ts';
import { removeChunks } from '#vault/server/folders/index.ts';
import { signDestruction } from '#vault/seal/destruction.ts';
import { forgetFollowUp, type FollowUp } from '#vault/seal/follow-up.ts';
import { entryTypes, limits } from '../model.ts';
import { choiceOf } from '../request-form.ts';
import { dayOf, startOfDay } from '../rules.ts';
import { updateWrittenAgain } from '../store/written-again.ts';
import { deleteFollowed, insertAddition, insertCleared } from '../store/visitor.ts';
import { answerPage, type PageAsked } from './answer-page.ts';
import { openDialogue } from './dialogue.ts';
import { dialoguePage } from './dialogue-page.ts';
import type { Following } from './following.ts';
import type { House, Place } from './house.ts';
import { readPost, type Post } from './read-post.ts';
import { sealIntoDialogue } from '../seal-dialogue.ts';
import { adoptInto, locatorOf } from './seal.ts';
import { sendFile } from './send-file.ts';

/** `GET /write/follow`: asks for the code. */
export async function askForCode(house: House, place: Place, response: ServerResponse): Promise<void> {
	await answerPage(house, place, response, { page: 'code' });
}

/** `POST /write/follow`: opens the dialogue and does what was asked in it. */
export async function takeCode(
	house: House,
	place: Place,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const post = await readPost(request, house.arriving);
	try {
		const code = parseFollowUpCode(String(post.fields.get('code')?.[0] ?? ''));
		// Malformed: said at once, without derivation.
		if (!code.ok) return await askAgain(house, place, response, post, code.refusal, 422);
		if (place.overBudget)
			return await askAgain(house, place, response, post, { id: 'follow.too-many', field: 'code' }, 429);
		const desks = await house.desks();
		if (!desks.ok) return await askAgain(house, place, response, post, desks.refusal, 503);
		const deriving = house.queue.derive(code.value, desks.value.network.followSalt);
		if (!deriving) return await askAgain(house, place, response, post, { id: 'follow.queue-full' }, 503);
		const followUp = await deriving;
		try {
			const dialogue = await openDialogue(house, followUp);
			if (!dialogue.ok) return await askAgain(house, place, response, post, dialogue.refusal, 404);
			const asked = { house, place, post, followUp, dialogue: dialogue.value, code: code.value };
			const page = await perform(asked, response);
			if (page) await answerPage(house, place, response, page);
		} finally {
			forgetFollowUp(followUp);
		}
	} catch (error) {
		house.log.problem('intake.follow', { error });
		if (!response.headersSent) await askAgain(house, place, response, post, { id: 'follow.failed' }, 503);
	} finally {
		post.forget();
	}
}

async function askAgain(
	house: House,
	place: Place,
	response: ServerResponse,
	post: Post,
	refusal: Refusal,
	status: number,
): Promise<void> {
	await post.dropFiles();
	await answerPage(house, place, response, {
		page: 'code',
		status,
		refusals: [refusal],
		// A text that was being added comes back too, for the code may have been the only mistake.
		facts: post.fields.has('text') ? { text: 'yes' } : {},
		fillings: { values: post.fields, marks: { entry: newId(EntryId) } },
	});
}

async function perform(asked: Following, response: ServerResponse): Promise<PageAsked | undefined> {
	switch (choiceOf(asked.post.fields, 'step')) {
		case 'write':
			return writeAgain(asked);
		case 'clear':
			return clearAnswer(asked);
		case 'destroy':
			return askedToDestroy(asked);
		case 'file':
			return sendFile(asked, response);
		default:
			await asked.post.dropFiles();
			return dialoguePage(asked, asked.dialogue);
	}
}

/** Adds a message. The entry's id came with the page, so that the same post twice is one message. */
async function writeAgain(asked: Following): Promise<PageAsked> {
	const { house, post, dialogue, followUp } = asked;
	const text = post.fields.get('text')?.[0] ?? Buffer.alloc(0);
	const refusals: Refusal[] = [...post.refusals];
	if (text.every((byte) => byte <= 0x20) && post.files.length === 0)
		refusals.push({ id: 'follow.nothing-written', field: 'text' });
	if (text.length > limits.text)
		refusals.push({ id: 'request.text-too-long', field: 'text', params: { most: limits.text / 2 } });
	if (refusals.length > 0) {
		await post.dropFiles();
		return dialoguePage(asked, dialogue, { refusals, values: post.fields });
	}
	const now = house.now();
	const id = EntryId.safeParse(choiceOf(post.fields, 'entry'));
	const body = { text, files: [...post.files], day: dayOf(now) };
	const entry = {
		id: id.success ? id.data : newId(EntryId),
		type: entryTypes.message,
		body,
		files: post.files,
	};
	const desks = await house.desks();
	const sealed = sealIntoDialogue(
		{ desks: desks.ok ? desks.value : undefined, ...dialogue, followUp, now, sealedBy: 'server' },
		entry,
	);
	if (!sealed.ok) return dialoguePage(asked, dialogue, { refusals: [sealed.refusal], values: post.fields });
	const adopt = adoptInto(house);
	const added = await within(house.db, actorOf(followUp), async (tx) => {
		const kept = await insertAddition(tx, sealed.value, dayOf(now), adopt);
		if (kept.ok && kept.value === 'added') await updateWrittenAgain(tx, dialogue.followed, now);
		return kept;
	});
	if (!added.ok) return dialoguePage(asked, dialogue, { refusals: [added.refusal], values: post.fields });
	if (added.value === 'there') await post.dropFiles();
	return dialoguePage(asked, dialogue, { notice: 'written' });
}

/** "Read, clear it": the code shows this answer no longer, and the staff see that it was read. */
async function clearAnswer(asked: Following): Promise<PageAsked> {
	const { house, post, dialogue, followUp } = asked;
	const cleared = dialogue.answers.find(({ id }) => id === choiceOf(post.fields, 'answer'));
	if (!cleared) return dialoguePage(asked, dialogue);
	const now = house.now();
	const body = { entries: [cleared.id], day: dayOf(now) };
	const entry = { id: newId(EntryId), type: entryTypes.cleared, body, files: [] };
	const desks = await house.desks();
	const sealed = sealIntoDialogue(
		{ desks: desks.ok ? desks.value : undefined, ...dialogue, followUp, now, sealedBy: 'server' },
		entry,
	);
	if (!sealed.ok) return dialoguePage(asked, dialogue, { refusals: [sealed.refusal] });
	await within(house.db, actorOf(followUp), async (tx) => {
		await insertAddition(tx, sealed.value, dayOf(now), adoptInto(house));
		await insertCleared(tx, dialogue.followed, [cleared.id]);
	});
	const answers = dialogue.answers.filter(({ id }) => id !== cleared.id);
	return dialoguePage(asked, { ...dialogue, answers }, { notice: 'cleared' });
}

/** Asks once, naming what goes; the second time it must be ticked, so that Enter alone does nothing. */
async function askedToDestroy(asked: Following): Promise<PageAsked> {
	const { house, post, dialogue, followUp, code } = asked;
	const sure = choiceOf(post.fields, 'sure');
	if (sure !== 'yes') {
		const refusals = post.fields.has('asked') ? [{ id: 'follow.not-sure', field: 'sure' }] : [];
		return {
			page: 'destroy',
			status: refusals.length > 0 ? 422 : 200,
			refusals,
			fillings: { marks: { code } },
		};
	}
	const root = dialogue.chain.ordered[0];
	if (!root) return dialoguePage(asked, dialogue);
	const { organisation, vault, folder } = root.place;
	const order = signDestruction(
		{
			organisation,
			vault,
			folder,
			at: startOfDay(house.now()),
			by: { kind: 'visitor', signing: followUp.signing.public },
		},
		followUp.signing,
	);
	const files = await within(house.db, actorOf(followUp), (tx) =>
		deleteFollowed(tx, { organisation, folder }, order),
	);
	for (const file of files) await removeChunks({ dataDir: house.dataDir, organisation, file });
	return { page: 'destroyed' };
}

function actorOf(followUp: FollowUp): { readonly kind: 'visitor'; readonly locator: string } {
	return { kind: 'visitor', locator: locatorOf(followUp) };
}
