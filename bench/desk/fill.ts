import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Runtime } from '#platform/runtime.ts';
import type { CoverBody } from '#vault/format/cover-body.ts';
import { FolderId, OrganisationId, PersonId, VaultId } from '#vault/format/model.ts';
import { newId } from '#vault/format/ids.ts';
import { sealCover } from '#vault/seal/cover.ts';
import { makeFirstEpoch, type EpochKeys } from '#vault/seal/epoch.ts';
import { dice, wordsBy } from './texts.ts';

const needs = ['detained', 'prison', 'army', 'pension', 'papers', 'discrimination', 'other'];
const regions = ['RU-MOW', 'RU-SPE', 'RU-PER', 'RU-TA', 'RU-KDA', 'RU-SVE', 'RU-NIZ', 'RU-KYA', 'RU-VOR'];

export interface FilledVault {
	readonly epoch: EpochKeys;
	readonly person: PersonId;
	/** What somebody might look for. */
	readonly queries: readonly string[];
}

/** Makes a vault that one person holds, with so many folders, each with a sealed cover. */
export async function fillVault(
	runtime: Runtime,
	folders: number,
	say: (line: string) => void,
): Promise<FilledVault> {
	const epoch = makeFirstEpoch({ organisation: newId(OrganisationId), vault: newId(VaultId) });
	const person = newId(PersonId);
	const { organisation, vault } = epoch;
	const roll = dice(7);
	const words = wordsBy(roll);
	await within(runtime.db, system, async (tx) => {
		await tx.insertInto('vault').values({ organisation, id: vault, purpose: 'intake', epoch: 1 }).execute();
		const grant = { organisation, vault, epoch: 1, person, bytes: Buffer.alloc(1), granted_by: person };
		await tx.insertInto('vault_grant').values(grant).execute();
	});
	const batch = 500;
	for (let from = 0; from < folders; from += batch) {
		const rows = Array.from({ length: Math.min(batch, folders - from) }, (_, at) => {
			const folder = newId(FolderId);
			const summary = coverOf(from + at, roll, words);
			const { sealed } = sealCover({ organisation, vault, folder }, { epoch }, null, { heads: [], summary });
			const change = from + at + 1;
			return {
				organisation,
				id: folder,
				vault,
				kind: 'request',
				cover: sealed,
				cover_version: 1,
				cover_change: change,
				change,
				entry_change: change,
				destruction: null,
			};
		});
		await within(runtime.db, system, async (tx) => {
			await tx.insertInto('folder').values(rows).execute();
		});
		say(`${from + rows.length} folders sealed`);
	}
	await within(runtime.db, system, async (tx) => {
		await tx.updateTable('vault').set({ change: folders }).where('id', '=', vault).execute();
	});
	await sql`analyze accord.folder`.execute(runtime.db);
	const queries = Array.from({ length: 40 }, (_, at) => {
		const typed = words(2);
		// One in five is mistyped.
		return at % 5 === 0 ? `${typed.slice(0, 3)}щ${typed.slice(4)}` : typed;
	});
	return { epoch, person, queries };
}

function coverOf(number: number, roll: () => number, words: (count: number) => string): CoverBody {
	const of = (list: readonly string[]) => list[Math.floor(roll() * list.length)] ?? '';
	const call = String(10_000_000 + Math.floor(roll() * 89_999_999));
	const day = new Date(Date.UTC(2026, 0, 1 + (number % 300))).toISOString();
	return {
		v: 1,
		kind: 'intake.request',
		title: words(4),
		excerpt: words(24).slice(0, 280),
		find: [call, randomUUID().slice(0, 6)],
		need: of(needs),
		region: of(regions),
		urgent: roll() < 0.05,
		callNumber: call,
		language: 'ru',
		lastDialogueAt: day,
		nextDate: roll() < 0.3 ? day.slice(0, 10) : null,
	};
}
