import type { DeskTab } from '#commons/desk/ui/index.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { FolderRef } from '#vault/client/folders/model.ts';
import { newCallNumber, type CallNumber } from '#vault/format/call-number.ts';
import type { Plain } from '#vault/format/cbor.ts';
import type { FileReference } from '#vault/format/file.ts';
import { newFollowUpCode, type FollowUpCode } from '#vault/format/follow-up-code.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { deriveFollowUp, forgetFollowUp, visitorKeys } from '#vault/seal/follow-up.ts';
import { senderFolder } from '#vault/seal/sender-folder.ts';
import { entryTypes, requestFolder } from '../../model.ts';
import { openRequest } from '../../sealed/open-request.ts';
import { coverOf, enteredBody, eventEntry, noteEntry } from '../../sealed/write-request.ts';
import { fetchNetworkDesks } from './network.ts';

type Fields = Omit<Parameters<typeof enteredBody>[0], 'callNumber'>;

/** A request that was entered, and what the sender is given of it. */
export interface Entered {
	readonly at: FolderRef;
	readonly code: FollowUpCode;
	readonly callNumber: CallNumber;
	/** Scans go once the request itself has arrived; resolves when they have, or says why not. */
	readonly scans: Promise<Result<void>>;
}

/**
 * Seals what staff wrote down of a letter, a visit or a call. The follow-up code is made here, in this
 * browser: the server is given the hashes that every code leaves with it.
 */
export async function enterRequest(
	desk: DeskTab,
	place: { readonly organisation: string; readonly vault: string },
	given: Fields & { readonly scans: readonly File[] },
): Promise<Result<Entered>> {
	const network = await fetchNetworkDesks(desk);
	if (!network.ok) return network;
	await vaultReady();
	const code = newFollowUpCode();
	const callNumber = newCallNumber();
	const followUp = deriveFollowUp(code, network.value.trusted.organisations.followUpSalt);
	const { locatorHash, authenticationHash } = followUp;
	const visitor = visitorKeys(followUp);
	forgetFollowUp(followUp);
	const { scans, ...fields } = given;
	const now = new Date();
	const body = enteredBody({ ...fields, callNumber }, now);
	const folder = senderFolder(visitor.signing);
	const at = { organisation: place.organisation as FolderRef['organisation'], folder };
	const entry = { type: entryTypes.request, body: body as unknown as Plain };
	const cover = coverOf(preview(at.organisation, desk.reader.person, entry, now));
	if (!cover) return refuse('request.entries-unreadable', { params: { count: 1 } });
	const channel = fields.channel;
	const created = await desk.folders.create({
		vault: place as Parameters<DeskTab['folders']['create']>[0]['vault'],
		kind: requestFolder,
		id: folder,
		cover,
		dialogue: [entry],
		internal: [eventEntry({ did: 'entered', channel })],
		visitor,
		by: {
			action: 'intake.enterRequest',
			more: { facts: body.clear as Plain, follow: { locatorHash, authenticationHash } },
		},
	});
	if (!created.ok) return created;
	return ok({ at, code, callNumber, scans: sendScans(desk, at, scans) });
}

/** The request as it will be read, to make its summary from. */
function preview(
	organisation: FolderRef['organisation'],
	person: string,
	entry: { type: string; body: Plain },
	now: Date,
) {
	type View = Parameters<typeof openRequest>[0];
	const view = {
		...entry,
		id: '',
		hash: '',
		author: { kind: 'member', organisation, person },
		at: now.toISOString(),
		state: 'waiting',
		change: null,
	};
	return openRequest({ dialogue: [view], internal: [] } as unknown as View);
}

/** Resolves when the server has the request: files go to a folder that is there. */
function arrival(desk: DeskTab, at: FolderRef): Promise<void> {
	return new Promise((arrived) => {
		const live = desk.folders.open(at, ({ row, dialogue }) => {
			const there = row !== null && !row.pending && dialogue.every(({ state }) => state === 'sent');
			if (!there || dialogue.length === 0) return;
			arrived();
			// Its first word may come before there is anything to stop.
			queueMicrotask(() => live.stop());
		});
	});
}

/** Scans stay inside: the sender has the letter itself. */
async function sendScans(desk: DeskTab, at: FolderRef, scans: readonly File[]): Promise<Result<void>> {
	if (scans.length === 0) return ok(undefined);
	await arrival(desk, at);
	const files: FileReference[] = [];
	for (const scan of scans) {
		const sent = await desk.folders.attach(at, 'internal', scan, { name: scan.name, mediaType: scan.type });
		if (!sent.ok) return sent;
		files.push(sent.value);
	}
	const text = scans.map(({ name }) => name).join(', ');
	const noted = await desk.folders.append(at, 'internal', noteEntry({ text, mentions: [], files }));
	return noted.ok ? ok(undefined) : noted;
}
