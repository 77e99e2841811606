import { within } from '#platform/db/within.ts';
import { refuse, type Result } from '#platform/result.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import type { Plain } from '#vault/format/cbor.ts';
import type { FileReference } from '#vault/format/file.ts';
import { newId } from '#vault/format/ids.ts';
import { EntryId, FolderId } from '#vault/format/model.ts';
import type { FollowUp } from '#vault/seal/follow-up.ts';
import { sealFurther, sealRequest } from '#vault/seal/request.ts';
import { adoptChunks } from '#vault/server/folders/index.ts';
import type { TrustedIntake } from '#vault/seal/trust.ts';
import type { OpenChain } from '#vault/without-script/index.ts';
import { backupOf, type Desks, type OpenDesk } from '../desks.ts';
import { checkAddition, type Addition } from '../hand-in.ts';
import { entryTypes } from '../model.ts';
import { firstCover, requestBody, type Surroundings } from '../request-body.ts';
import type { RequestForm } from '../request-form.ts';
import { alertAfter, dayOf, startOfDay } from '../rules.ts';
import { insertRequest, type Adopt, type Followed } from '../store/visitor.ts';
import type { House } from './house.ts';

const bytesOf = (text: string): Uint8Array => fromBase64url(text) ?? new Uint8Array();

/** Hex of a locator's hash: what row-level security goes by. */
export function locatorOf(followUp: FollowUp): string {
	return Buffer.from(bytesOf(followUp.locatorHash)).toString('hex');
}

/** The files as they arrived. */
export function arrivedFiles(files: readonly FileReference[]): { file: string; chunks: number }[] {
	return files.map(({ file, chunks }) => ({ file, chunks }));
}

/** Moves what arrived to where the desk fetches it; the last thing before a transaction is committed. */
export function adoptInto(house: House): Adopt {
	return (organisation, file) =>
		adoptChunks({ dataDir: house.dataDir, organisation, file }, house.arriving.folderOf(file));
}

/** Seals a new request to its desk and keeps it, in one transaction. */
export async function handInForm(
	house: House,
	given: {
		readonly form: RequestForm;
		readonly around: Surroundings;
		readonly desks: Desks;
		readonly desk: OpenDesk;
		readonly followUp: FollowUp;
	},
): Promise<Result<'handed-in' | 'there'>> {
	const { form, around, desk, followUp } = given;
	const backup = form.backup ? backupOf(given.desks, desk, around.not) : undefined;
	const sealed = sealRequest({
		folder: newId(FolderId),
		entry: newId(EntryId),
		intake: desk.intake,
		...(backup ? { backup: backup.intake } : {}),
		followUp,
		sealedBy: 'server',
		at: startOfDay(around.now),
		type: entryTypes.request,
		body: requestBody(form, around),
		summary: firstCover(form, around),
	});
	const checked = checkAddition({ ...sealed, files: arrivedFiles(around.files) });
	if (!checked.ok) return checked;
	const handIn = {
		...checked.value,
		locatorHash: bytesOf(followUp.locatorHash),
		authenticationHash: bytesOf(followUp.authenticationHash),
		facts: form.facts,
		sealedBy: 'server' as const,
		cover: sealed.cover,
		backup: backup ? { organisation: backup.organisation, vault: backup.intake.vault } : null,
	};
	const when = { day: dayOf(around.now), alertAfter: alertAfter(form.facts, around.now) };
	const actor = { kind: 'visitor', locator: locatorOf(followUp) } as const;
	return within(house.db, actor, (tx) => insertRequest(tx, handIn, when, adoptInto(house)));
}

/** Seals a further entry of the sender into an opened dialogue. */
export function sealEntryOf(
	given: {
		readonly desks: Desks | undefined;
		readonly followed: Followed;
		readonly chain: OpenChain;
		readonly followUp: FollowUp;
		readonly now: Date;
	},
	entry: {
		readonly id: EntryId;
		readonly type: string;
		readonly body: Plain;
		readonly files: readonly FileReference[];
	},
): Result<Addition> {
	const { followed, chain, followUp, now } = given;
	const root = chain.ordered[0];
	if (!root) return refuse('dialogue.beginning-unclear');
	const certified = (organisation: string, vault: string): TrustedIntake | undefined =>
		given.desks?.open.find(({ intake }) => intake.organisation === organisation && intake.vault === vault)
			?.intake;
	const newest = Math.max(...chain.ordered.map(({ epoch }) => epoch));
	// A desk whose certificate has run out is still written to under the key it has: better late than lost.
	const intake = certified(followed.organisation, followed.vault) ?? {
		...root.place,
		epoch: newest,
		key: followUp.sealing.public,
		backup: null,
		expires: '',
	};
	const share = followed.shares[0];
	const backup = share && certified(share.organisation, share.vault);
	const sealed = sealFurther({
		place: root.place,
		entry: entry.id,
		keys: chain.keys.values(),
		heads: chain.heads,
		intake,
		...(backup ? { backup } : {}),
		followUp,
		sealedBy: 'server',
		at: startOfDay(now),
		type: entry.type,
		body: entry.body,
	});
	return checkAddition({ ...sealed, files: arrivedFiles(entry.files) });
}
