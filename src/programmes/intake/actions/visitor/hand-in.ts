import { action, everyone, type Access, type Doing } from '#platform/action/index.ts';
import { setLocator } from '#platform/db/within.ts';
import { held } from '#platform/held.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import { adoptChunks } from '#vault/server/folders/index.ts';
import { findDesks as readDesks } from '../../desks.ts';
import { checkAddition, checkCover } from '../../hand-in.ts';
import { ClaimedFile, HandInSealed } from '../../model/visitor.ts';
import { arrivingChunks } from '../../receive-upload.ts';
import { alertAfter, dayOf } from '../../rules.ts';
import { countWaitingChunks, deleteUpload, findUpload, insertUpload } from '../../store/uploads.ts';
import { findFollowed, insertRequest, type Adopt } from '../../store/visitor.ts';
import { hashUploadToken } from '../../uploads.ts';
import { provesWork } from '../../work.ts';
import { z } from 'zod';

/**
 * Everybody, but without an account: a member's session must never be tied to something they wrote in. The
 * page's script sends no cookie.
 */
export function senders<Input>(reason: string): Access<Input> {
	return {
		...everyone<Input>(reason),
		says: `everyone, as nobody: ${reason}`,
		allow: ({ actor }) => actor.kind === 'visitor',
	};
}

/** Four gigabytes on their way at once. */
const mostWaitingChunks = 16_384;

/** The signed documents by which a browser finds out who reads, and by which key. */
export const findDesks = action({
	name: 'intake.findDesks',
	input: z.strictObject({}),
	access: everyone('who reads, and by which signed key, is public'),
	writes: false,
	async run({ tx, now }) {
		const desks = await readDesks(tx, now);
		if (!desks.ok) return desks;
		const { published } = desks.value;
		return ok({
			organisations: toBase64url(published.organisations),
			routing: toBase64url(published.routing),
			desks: published.desks.map((desk) => ({ ...desk, certificate: toBase64url(desk.certificate) })),
		});
	},
});

/** Begins the upload of a file that an entry will name. */
export const beginUpload = action({
	name: 'intake.beginUpload',
	input: ClaimedFile,
	access: senders('files come before the letter that names them; their token follows from the code'),
	async run({ tx, now }, { file, chunks, token }) {
		if ((await countWaitingChunks(tx)) + chunks > mostWaitingChunks) return refuse('file.too-many-waiting');
		const upload = { tokenHash: hashUploadToken(token), chunks };
		const begun = await insertUpload(tx, file, upload, dayOf(now));
		return begun === 'begun' ? ok({ file }) : refuse('file.id-taken');
	},
});

/** Hands in a request that was sealed in the sender's browser. Handed in twice, it is one request. */
export const handIn = action({
	name: 'intake.handIn',
	input: HandInSealed,
	access: senders('anybody may write; what they write is sealed'),
	async run(doing, given) {
		const { tx, now } = doing;
		if (!(given.work && provesWork(given.locatorHash, given.work)) && !takeSlowTurn(doing)) {
			return refuse('hand-in.wait-your-turn');
		}
		const addition = checkAddition(given);
		if (!addition.ok) return addition;
		const { place, epoch, first, shared } = addition.value;
		if (!first) return refuse('hand-in.other-place');
		const cover = checkCover(given.cover, place);
		if (!cover.ok) return cover;
		const desks = await readDesks(tx, now);
		if (!desks.ok) return desks;
		const desk = desks.value.open.find(
			({ intake }) => intake.organisation === place.organisation && intake.vault === place.vault,
		);
		if (!desk) return refuse('request.desk-closed', { field: 'to' });
		if (desk.intake.epoch !== epoch) return refuse('hand-in.old-key');
		const [backup] = shared;
		const named = desk.intake.backup;
		if (
			shared.length > 1 ||
			(backup && (backup.vault !== named?.vault || backup.organisation !== named.organisation))
		) {
			return refuse('hand-in.other-place');
		}
		await setLocator(tx, Buffer.from(given.locatorHash).toString('hex'));
		if (await findFollowed(tx)) return ok({ handed: 'there' as const });
		const complete = await checkFiles(doing, given.files);
		if (!complete.ok) return complete;
		const when = { day: dayOf(now), alertAfter: alertAfter(given.facts, now) };
		const request = { ...given, ...addition.value, sealedBy: 'browser' as const, backup: backup ?? null };
		const handed = await insertRequest(tx, request, when, adoptUploads(doing));
		return handed.ok ? ok({ handed: handed.value }) : handed;
	},
});

/** Every file that an entry names is wholly there, and its sender's own. */
export async function checkFiles(
	{ tx, runtime }: Doing,
	files: readonly ClaimedFile[],
): Promise<Result<void>> {
	for (const { file, chunks, token } of files) {
		const upload = await findUpload(tx, file);
		if (!upload) return refuse('file.unknown');
		if (Buffer.compare(hashUploadToken(token), upload.tokenHash) !== 0 || upload.chunks !== chunks)
			return refuse('file.unknown');
		const have = await arrivingChunks(runtime).list(file);
		if (have.length !== chunks) return refuse('file.unfinished');
	}
	return ok(undefined);
}

/** Moves the files to where the desk fetches them, and forgets that they were on their way. */
export function adoptUploads({ tx, runtime }: Doing): Adopt {
	return async (organisation, file) => {
		const place = { dataDir: runtime.config.dataDir, organisation, file };
		const size = await adoptChunks(place, arrivingChunks(runtime).folderOf(file));
		await deleteUpload(tx, file);
		return size;
	};
}

/** Those who bring no work come one after the other, one a second. */
function takeSlowTurn({ runtime, now }: Doing): boolean {
	const lane = held(runtime, 'intake.slow-lane', () => ({ free: 0 }));
	if (lane.free > now.getTime()) return false;
	lane.free = now.getTime() + 1_000;
	return true;
}
