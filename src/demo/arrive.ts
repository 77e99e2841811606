import { visitor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Runtime } from '#platform/runtime.ts';
import { backupOf, findDesks, type Desks, type OpenDesk } from '#programmes/intake/desks.ts';
import { checkAddition } from '#programmes/intake/hand-in.ts';
import { entryTypes, type Concerns } from '#programmes/intake/model.ts';
import { firstCover, requestBody } from '#programmes/intake/request-body.ts';
import type { RequestForm } from '#programmes/intake/request-form.ts';
import { alertAfter, dayOf, startOfDay } from '#programmes/intake/rules.ts';
import { insertRequest } from '#programmes/intake/store/visitor.ts';
import { fromBase64url, utf8 } from '#vault/format/bytes.ts';
import { newCallNumber } from '#vault/format/call-number.ts';
import { newFollowUpCode } from '#vault/format/follow-up-code.ts';
import { newId } from '#vault/format/ids.ts';
import { EntryId, FolderId } from '#vault/format/model.ts';
import { deriveFollowUp, type FollowUp } from '#vault/seal/follow-up.ts';
import { sealRequest } from '#vault/seal/request.ts';
import { must } from './client.ts';
import type { DemoRequest } from './data/model.ts';

/** A request of the demonstration that has arrived, and its sender's way back. */
export interface Arrived {
	readonly request: DemoRequest;
	readonly desk: OpenDesk;
	readonly folder: FolderId;
	readonly followUp: FollowUp;
}

const minute = 60_000;
const concerns: Readonly<Record<DemoRequest['concerns'], Concerns>> = {
	minor: 'minor',
	other: 'somebody-else',
	self: 'self',
};

/** When something of the demonstration happened. */
export function momentOf(runtime: Runtime, ago: number): Date {
	return new Date(runtime.now().getTime() - ago * minute);
}

/** Who reads, as a stranger's browser verifies it. */
export async function findDemoDesks(runtime: Runtime): Promise<Desks> {
	return must(await within(runtime.db, visitor, (tx) => findDesks(tx, runtime.now())));
}

/** The form as the sender would have filled it in. */
export function formOf(runtime: Runtime, request: DemoRequest): RequestForm {
	const line = (text: string | undefined) => (text === undefined ? undefined : utf8(text));
	const actBy = request.actWithin === undefined ? undefined : dayOf(momentOf(runtime, -request.actWithin));
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
export async function arrive(runtime: Runtime, desks: Desks, request: DemoRequest): Promise<Arrived> {
	const desk = desks.open.find(({ slug }) => slug === request.to);
	if (!desk) throw new Error(`The desk ${request.to} of the demonstration is not open`);
	const now = momentOf(runtime, request.ago);
	const form = formOf(runtime, request);
	const followUp = deriveFollowUp(newFollowUpCode(), Uint8Array.from(desks.network.followSalt));
	const backup = form.backup ? backupOf(desks, desk) : undefined;
	const around = { callNumber: newCallNumber(), page: request.language, files: [], not: [], now };
	const sealedBy = request.channel === 'web-with-script' ? ('browser' as const) : ('server' as const);
	const folder = newId(FolderId);
	const sealed = sealRequest({
		folder,
		entry: newId(EntryId),
		intake: desk.intake,
		...(backup ? { backup: backup.intake } : {}),
		followUp,
		sealedBy,
		at: startOfDay(now),
		type: entryTypes.request,
		body: requestBody(form, around),
		summary: firstCover(form, around),
	});
	const checked = must(checkAddition({ ...sealed, files: [] }));
	const locatorHash = bytesOf(followUp.locatorHash);
	const handIn = {
		...checked,
		locatorHash,
		authenticationHash: bytesOf(followUp.authenticationHash),
		facts: form.facts,
		sealedBy,
		cover: sealed.cover,
		backup: backup ? { organisation: backup.organisation, vault: backup.intake.vault } : null,
	};
	const locator = Buffer.from(locatorHash).toString('hex');
	const when = { day: dayOf(now), alertAfter: alertAfter(form.facts, now) };
	must(
		await within(runtime.db, { kind: 'visitor', locator }, (tx) =>
			insertRequest(tx, handIn, when, async () => 0),
		),
	);
	return { request, desk, folder, followUp };
}

const bytesOf = (text: string): Uint8Array => fromBase64url(text) ?? new Uint8Array();
