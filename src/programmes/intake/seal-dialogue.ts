import { ok, refuse, type Result } from '#platform/result.ts';
import type { Plain } from '#vault/format/cbor.ts';
import type { SealedFirstCover } from '#vault/format/envelope.ts';
import type { FileReference } from '#vault/format/file.ts';
import { newId } from '#vault/format/ids.ts';
import { EntryId } from '#vault/format/model.ts';
import type { OpenChain } from '#vault/open/dialogue.ts';
import type { FollowUp } from '#vault/seal/follow-up.ts';
import { sealFurther, sealRequest } from '#vault/seal/request.ts';
import type { TrustedIntake } from '#vault/seal/trust.ts';
import { checkAddition, type Addition } from './hand-in.ts';
import { entryTypes } from './model.ts';
import { firstCover, requestBody, type Surroundings } from './request-body.ts';
import type { RequestForm } from './request-form.ts';
import { startOfDay } from './rules.ts';
import { backupOf, type OpenDesk, type TrustedDesks } from './trusted-desks.ts';

/** Seals what a sender writes: in their browser, or without script in the intake's child process. */
type SealedBy = 'browser' | 'server';

/** A new request, sealed to its desk. */
export function sealForm(given: {
	readonly form: RequestForm;
	readonly around: Surroundings;
	readonly desks: TrustedDesks;
	readonly desk: OpenDesk;
	readonly followUp: FollowUp;
	readonly sealedBy: SealedBy;
}): Result<{ readonly addition: Addition; readonly cover: SealedFirstCover }> {
	const { form, around, desk, followUp, sealedBy } = given;
	const backup = form.backup ? backupOf(given.desks, desk, around.not) : undefined;
	const sealed = sealRequest({
		entry: newId(EntryId),
		intake: desk.intake,
		...(backup ? { backup: backup.intake } : {}),
		followUp,
		sealedBy,
		at: startOfDay(around.now),
		type: entryTypes.request,
		body: requestBody(form, around),
		summary: firstCover(form, around),
	});
	const addition = checkAddition({ ...sealed, files: arrivedFiles(around.files) });
	return addition.ok ? ok({ addition: addition.value, cover: sealed.cover }) : addition;
}

/** What the sender's side knows of the folder when it adds to it. */
export interface Place {
	readonly organisation: string;
	readonly vault: string;
	readonly shares: readonly { readonly organisation: string; readonly vault: string }[];
}

/** A further entry of the sender, sealed into an opened dialogue. */
export function sealIntoDialogue(
	given: {
		readonly desks: TrustedDesks | undefined;
		readonly followed: Place;
		readonly chain: OpenChain;
		readonly followUp: FollowUp;
		readonly now: Date;
		readonly sealedBy: SealedBy;
	},
	entry: {
		readonly id: EntryId;
		readonly type: string;
		readonly body: Plain;
		readonly files: readonly FileReference[];
	},
): Result<Addition> {
	const { followed, chain, followUp, now, sealedBy } = given;
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
		sealedBy,
		at: startOfDay(now),
		type: entry.type,
		body: entry.body,
	});
	return checkAddition({ ...sealed, files: arrivedFiles(entry.files) });
}

function arrivedFiles(files: readonly FileReference[]): { file: string; chunks: number }[] {
	return files.map(({ file, chunks }) => ({ file, chunks }));
}
