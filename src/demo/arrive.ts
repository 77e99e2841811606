import { visitor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Runtime } from '#platform/runtime.ts';
import { findDesks, type Desks, type OpenDesk } from '#programmes/intake/desks.ts';
import { handInOf } from '#programmes/intake/hand-in.ts';
import { entryTypes, requestFolder, type Concerns } from '#programmes/intake/model.ts';
import type { RequestForm } from '#programmes/intake/request-form.ts';
import { alertAfter, dayOf } from '#programmes/intake/rules.ts';
import { sealForm, sealIntoDialogue } from '#programmes/intake/seal-dialogue.ts';
import { openRequest } from '#programmes/intake/sealed/open-request.ts';
import { coverOf, enteredBody, eventEntry } from '#programmes/intake/sealed/write-request.ts';
import { insertAddition, insertRequest, listDialogue } from '#programmes/intake/store/visitor.ts';
import { updateWrittenAgain } from '#programmes/intake/store/written-again.ts';
import type { CoverBody } from '#vault/client/folders/model.ts';
import type { Plain } from '#vault/format/cbor.ts';
import type { SealedEntry, SealedKeyBox } from '#vault/format/envelope.ts';
import { fromBase64url, utf8 } from '#vault/format/bytes.ts';
import { newCallNumber } from '#vault/format/call-number.ts';
import { newFollowUpCode } from '#vault/format/follow-up-code.ts';
import { newId } from '#vault/format/ids.ts';
import { EntryHash, EntryId, type FolderId } from '#vault/format/model.ts';
import { openOwnDialogue } from '#vault/open/dialogue.ts';
import { deriveFollowUp, visitorKeys, type FollowUp } from '#vault/seal/follow-up.ts';
import { senderFolder } from '#vault/seal/sender-folder.ts';
import { must } from './client.ts';
import type { DemoRequest } from './data/model.ts';
import { sent, type OpenDeskOf } from './open-desk.ts';

/** A request of the demonstration that has arrived, and its sender's way back. */
export interface Arrived {
	readonly request: DemoRequest;
	readonly desk: OpenDesk;
	readonly folder: FolderId;
	readonly followUp: FollowUp;
	/** Log-in name of whoever has it now. */
	holder?: string;
}

const minute = 60_000;
const concerns: Readonly<Record<DemoRequest['concerns'], Concerns>> = {
	minor: 'minor',
	other: 'somebody-else',
	self: 'self',
};

/** When something of the demonstration happened. */
export function momentOf(now: Date, ago: number): Date {
	return new Date(now.getTime() - ago * minute);
}

/** Who reads, as a stranger's browser verifies it. */
export async function findDemoDesks(runtime: Runtime): Promise<Desks> {
	return must(await within(runtime.db, visitor, (tx) => findDesks(tx, runtime.now())));
}

/** The form as the sender would have filled it in. */
function formOf(request: DemoRequest, now: Date): RequestForm {
	const line = (text: string | undefined) => (text === undefined ? undefined : utf8(text));
	const actBy = request.actWithin === undefined ? undefined : dayOf(momentOf(now, -request.actWithin));
	return {
		facts: { need: request.need, region: request.region ?? null, urgent: request.urgent ?? false },
		to: request.chosen ? request.to : null,
		not: [],
		backup: request.urgent === true || request.ago % 2 === 0,
		concerns: concerns[request.concerns],
		actBy,
		text: utf8(request.text),
		language: undefined,
		reach: line(request.reach),
		answerBy: undefined,
		word: line(request.word),
	};
}

/** A request comes by the web: sealed to its desk as the browser, or without script the server, would. */
export async function arrive(
	runtime: Runtime,
	desks: Desks,
	request: DemoRequest,
	present: Date,
): Promise<Arrived> {
	const desk = deskNamed(desks, request.to);
	const now = momentOf(present, request.ago);
	const form = formOf(request, present);
	const followUp = deriveFollowUp(newFollowUpCode(), Uint8Array.from(desks.network.followSalt));
	const around = { callNumber: newCallNumber(), page: request.language, files: [], not: [], now };
	const sealedBy = request.channel === 'web-with-script' ? ('browser' as const) : ('server' as const);
	const sealed = must(sealForm({ form, around, desks, desk, followUp, sealedBy }));
	const handIn = handInOf(sealed, { facts: form.facts, sealedBy, ...followUp });
	const locator = Buffer.from(handIn.locatorHash).toString('hex');
	const when = { day: dayOf(now), alertAfter: alertAfter(form.facts, now) };
	must(
		await within(runtime.db, { kind: 'visitor', locator }, (tx) =>
			insertRequest(tx, handIn, when, async () => 0),
		),
	);
	return { request, desk, folder: handIn.place.folder, followUp };
}

function deskNamed(desks: Desks, name: string): OpenDesk {
	const desk = desks.open.find(({ slug }) => slug === name);
	if (!desk) throw new Error(`The desk ${name} of the demonstration is not open`);
	return desk;
}

/** A letter, a visit, a call: somebody of the desk takes it down. */
export async function takeDown(
	desks: Desks,
	request: DemoRequest,
	by: OpenDeskOf,
	present: Date,
): Promise<Arrived> {
	const desk = deskNamed(desks, request.to);
	const now = momentOf(present, request.ago);
	const { facts, actBy } = formOf(request, present);
	const followUp = deriveFollowUp(newFollowUpCode(), Uint8Array.from(desks.network.followSalt));
	const channel = request.channel === 'walk-in' ? 'visit' : request.channel === 'letter' ? 'letter' : 'call';
	const body = enteredBody(
		{
			facts,
			channel,
			page: request.language,
			callNumber: newCallNumber(),
			text: request.text,
			concerns: concerns[request.concerns],
			word: request.word,
			reach: request.reach,
			actBy,
		},
		now,
	);
	const visitor = visitorKeys(followUp);
	const folder = senderFolder(visitor.signing);
	const entered = { type: entryTypes.request, body: body as Plain };
	const cover = coverOfEntered(entered, by, desk, now);
	const { locatorHash, authenticationHash } = followUp;
	must(
		await by.folders.create({
			vault: { organisation: desk.intake.organisation, vault: desk.intake.vault },
			kind: requestFolder,
			id: folder,
			cover,
			dialogue: [entered],
			internal: [eventEntry({ did: 'entered', channel })],
			visitor,
			by: {
				action: 'intake.enterRequest',
				more: { facts: facts as Plain, follow: { locatorHash, authenticationHash } },
			},
		}),
	);
	await sent(by);
	return { request, desk, folder, followUp, holder: request.enteredBy };
}

/** The summary of what was just taken down: read as it will be read from the folder. */
function coverOfEntered(
	entered: { type: string; body: Plain },
	{ person }: OpenDeskOf,
	{ intake: { organisation } }: OpenDesk,
	now: Date,
): CoverBody {
	const entry = {
		...entered,
		id: newId(EntryId),
		// The summary does not depend on it, and the entry is not sealed yet.
		hash: EntryHash.parse('A'.repeat(43)),
		author: { kind: 'member', organisation, person } as const,
		at: now.toISOString(),
		state: 'sent' as const,
		change: null,
	};
	const cover = coverOf(openRequest({ dialogue: [entry], internal: [] }));
	if (!cover) throw new Error('What was taken down for the demonstration cannot be read');
	return cover;
}

/** The sender comes back with the code and adds to what they wrote. */
export async function writeAgain(
	runtime: Runtime,
	desks: Desks,
	{ desk, folder, followUp, request }: Arrived,
	text: string,
	now: Date,
): Promise<void> {
	const locator = Buffer.from(bytesOf(followUp.locatorHash)).toString('hex');
	await within(runtime.db, { kind: 'visitor', locator }, async (tx) => {
		const { boxes, entries } = await listDialogue(tx, { organisation: desk.organisation, folder });
		const { organisation, vault } = desk.intake;
		const place = { organisation, vault, folder, chain: 'dialogue' } as const;
		const chain = must(openOwnDialogue(place, boxes as SealedKeyBox[], entries as SealedEntry[], followUp));
		const checked = must(
			sealIntoDialogue(
				{
					desks,
					followed: { organisation, vault, shares: [] },
					chain,
					followUp,
					now,
					sealedBy: request.channel === 'web-with-script' ? 'browser' : 'server',
				},
				{
					id: newId(EntryId),
					type: entryTypes.message,
					body: { text: utf8(text), files: [], day: dayOf(now) },
					files: [],
				},
			),
		);
		must(await insertAddition(tx, checked, dayOf(now), async () => 0));
		await updateWrittenAgain(tx, { organisation, folder }, now);
	});
}

const bytesOf = (text: string): Uint8Array => fromBase64url(text) ?? new Uint8Array();
