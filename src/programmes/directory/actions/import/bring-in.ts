import { putSearchDocuments } from '#commons/search/index.ts';
import { action, ofTheOffice } from '#platform/action/index.ts';
import { asHouse } from '#platform/db/within.ts';
import { announce } from '#platform/live/bus.ts';
import { ok, refuse } from '#platform/result.ts';
import type { PartCounts } from '../../model/import.ts';
import { idOf } from '../../outputs/id-of.ts';
import { documentOf } from '../../search-document.ts';
import { findPart, updatePart } from '../../store/import.ts';
import { insertLikeness } from '../../store/alike.ts';
import { insertListed } from '../../store/listed.ts';
import { checkRows } from './check.ts';
import { makeKnown } from './known.ts';
import { countsOf, keptCheck, OnPart, openCells, openImport, openVerdicts } from './opened.ts';

/**
 * Brings the good rows of a part into the directory, in one transaction; once more, it brings in nothing twice. The
 * rows are checked anew, so that whoever has come into the directory since, by an earlier part of the same list too,
 * holds back the row that is like them.
 */
export const bringInPart = action({
	name: 'directory.bringInPart',
	input: OnPart,
	access: ofTheOffice({ coordinator: true }),
	async run(doing, { import: id, part }) {
		const { tx, now, runtime, touched } = doing;
		const open = await openImport(doing, id, true);
		const row = open && (await findPart(tx, open.at, part));
		if (!row) return refuse('import.unknown');
		const today = now.toISOString().slice(0, 10);
		const { source } = open.told;
		const found = await checkRows(
			tx,
			{
				cells: openCells(runtime, row),
				brought: new Set(row.brought),
				before: openVerdicts(runtime, row),
			},
			open.told,
			makeKnown(),
			today,
		);
		const listed = [...found.entries].map(([at, one]) => ({
			id: idOf('listed', id, `${part}`, `${at}`),
			...one,
		}));
		await asHouse(tx, async () => {
			const fresh = await insertListed(tx, listed, { source, today });
			const documents = fresh.map(({ id: organisation, slug, entry }) => {
				const { name, about, town, region, telephone } = entry;
				// Search finds what a visitor reads.
				const facts = Object.fromEntries(
					Object.entries(entry.facts).filter(([, { audience }]) => audience === 'public'),
				);
				const basics = { name, about, town, region, telephone };
				return documentOf({ organisation, slug, office: false, ...basics, facts, services: [] }, now);
			});
			await putSearchDocuments(tx, documents);
			const keyed = fresh.map(({ id: organisation, read }) => {
				return { organisation, read, forPublic: { ...read, addresses: [] } };
			});
			await insertLikeness(tx, keyed);
		});
		const kept = {
			...keptCheck(
				runtime,
				{ verdicts: found.verdicts.filter((one) => !found.entries.has(one.row)), entries: new Map() },
				open.row.choice,
			),
			brought: [...row.brought, ...found.entries.keys()],
		};
		await updatePart(tx, open.at, part, kept);
		touched('import', id);
		if (listed.length > 0) await announce(tx, { kind: 'pages', tags: ['organisations'] });
		return ok<PartCounts>(countsOf({ ...row, ...kept }, open.row.choice));
	},
});
