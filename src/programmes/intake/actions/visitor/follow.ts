import { action, type Doing } from '#platform/action/index.ts';
import { setLocator } from '#platform/db/within.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url, sameBytes, toBase64url } from '#vault/format/bytes.ts';
import { DestructionBody } from '#vault/format/checkpoint.ts';
import { readFrame } from '#vault/format/frame.ts';
import { hashAuthentication, hashLocator } from '#vault/seal/follow-up.ts';
import { removeChunks } from '#vault/server/folders/index.ts';
import { findOrganisation } from '#commons/organisations/index.ts';
import { checkAddition, type Addition } from '../../hand-in.ts';
import {
	ClearAnswers,
	DestroyRequest,
	OpenFollowed,
	WriteAgain,
	type ClaimedFile,
} from '../../model/visitor.ts';
import { dayOf } from '../../rules.ts';
import {
	deleteFollowed,
	findFollowed,
	hasEntry,
	insertAddition,
	insertCleared,
	listDialogue,
	type Followed,
} from '../../store/visitor.ts';
import { updateWrittenAgain } from '../../store/written-again.ts';
import { adoptUploads, checkFiles, senders } from './hand-in.ts';

/** The sealed dialogue that a code leads to; every code that leads nowhere is told the same. */
export const openFollowed = action({
	name: 'intake.openFollowed',
	input: OpenFollowed,
	access: senders('whoever has the code finds what is sealed to it'),
	writes: false,
	async run({ tx }, { locator }) {
		const followed = await follow(tx, locator);
		if (!followed) return refuse('follow.unknown', { field: 'code' });
		const { organisation, folder, vault, status, arrivedOn, shares } = followed;
		const sealed = await listDialogue(tx, followed);
		const named = await findOrganisation(tx, organisation);
		return ok({
			organisation,
			folder,
			vault,
			status,
			arrivedOn,
			shares,
			slug: named?.slug ?? null,
			entries: sealed.entries.map(toBase64url),
			boxes: sealed.boxes.map(toBase64url),
		});
	},
});

/** Adds a message. */
export const writeAgain = action({
	name: 'intake.writeAgain',
	input: WriteAgain,
	access: senders('the authentication key of the code proves the right'),
	async run(doing, given) {
		const followed = await prove(doing, given);
		if (!followed.ok) return followed;
		const added = await add(doing, followed.value, given);
		if (!added.ok) return added;
		if (added.value === 'added') await updateWrittenAgain(doing.tx, followed.value, doing.now);
		return ok({ added: added.value });
	},
});

/** "Read, clear it": the code no longer shows these answers, and the staff see that they were read. */
export const clearAnswers = action({
	name: 'intake.clearAnswers',
	input: ClearAnswers,
	access: senders('the authentication key of the code proves the right'),
	async run(doing, given) {
		const followed = await prove(doing, given);
		if (!followed.ok) return followed;
		const added = await add(doing, followed.value, given);
		if (!added.ok) return added;
		await insertCleared(doing.tx, followed.value, given.answers);
		return ok({ cleared: given.answers.length });
	},
});

/** Destroys the request: gone from the tables with this call, from the disk right after it. */
export const destroyRequest = action({
	name: 'intake.destroyRequest',
	input: DestroyRequest,
	access: senders('the authentication key of the code proves the right'),
	async run(doing, given) {
		const followed = await prove(doing, given);
		if (!followed.ok) return followed;
		const { organisation, folder, vault } = followed.value;
		const order = readFrame('destruction', given.order, DestructionBody);
		if (!order.ok) return order;
		const { header } = order.value;
		if (header.organisation !== organisation || header.folder !== folder || header.vault !== vault) {
			return refuse('destruction.other-place');
		}
		const files = await deleteFollowed(doing.tx, followed.value, given.order);
		const { dataDir } = doing.runtime.config;
		doing.afterwards(async () => {
			for (const file of files) await removeChunks({ dataDir, organisation, file });
		});
		return ok({ destroyed: true });
	},
});

async function follow(tx: Doing['tx'], locator: Uint8Array): Promise<Followed | undefined> {
	const hashed = fromBase64url(hashLocator(locator)) ?? new Uint8Array();
	await setLocator(tx, Buffer.from(hashed).toString('hex'));
	return findFollowed(tx);
}

async function prove(
	{ tx }: Doing,
	shown: { readonly locator: Uint8Array; readonly authentication: Uint8Array },
): Promise<Result<Followed>> {
	const followed = await follow(tx, shown.locator);
	const hashed = fromBase64url(hashAuthentication(shown.authentication)) ?? new Uint8Array();
	const right = followed && sameBytes(hashed, followed.authenticationHash);
	return right ? ok(followed) : refuse('follow.unknown', { field: 'code' });
}

async function add(
	doing: Doing,
	followed: Followed,
	given: Pick<Addition, 'boxes' | 'entry'> & { readonly files: readonly ClaimedFile[] },
): Promise<Result<'added' | 'there'>> {
	const addition = checkAddition(given);
	if (!addition.ok) return addition;
	const { place, first } = addition.value;
	const same =
		place.organisation === followed.organisation &&
		place.folder === followed.folder &&
		place.vault === followed.vault;
	if (first || !same) return refuse('hand-in.other-place');
	if (await hasEntry(doing.tx, addition.value)) return ok('there');
	const complete = await checkFiles(doing, given.files);
	if (!complete.ok) return complete;
	return insertAddition(doing.tx, addition.value, dayOf(doing.now), adoptUploads(doing));
}
