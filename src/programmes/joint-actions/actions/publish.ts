import { z } from 'zod';
import { findOrganisation, slugOf } from '#commons/organisations/index.ts';
import { action, memberOf } from '#platform/action/index.ts';
import { asHouse } from '#platform/db/within.ts';
import { organisationId } from '#platform/ids.ts';
import { announce } from '#platform/live/bus.ts';
import { ok, refuse } from '#platform/result.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import type { SignedDocument } from '#vault/format/envelope.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { findPublicDocument } from '#vault/server/index.ts';
import { verifyLetterFile, writeLetterFile } from '../letter-file.ts';
import { lettersTag } from '../model/page-tag.ts';
import { inForce, mayPublish } from '../rules/letter.ts';
import { putLetter } from '../search-document.ts';
import { findFreeLetterSlug, findLetterLocked, updateLetterPublished } from '../store/letter.ts';
import { listSignatures } from '../store/signature.ts';
import { listConcerned, wasWarned } from './endangering.ts';
import { actingFor, dayOf } from './named.ts';

/**
 * Publishes one's letter with the signatures under its present text. The file that outsiders will check is checked
 * first: what could not be verified is not published.
 */
export const publishLetter = action({
	name: 'joint.publishLetter',
	input: z.strictObject({
		organisation: organisationId,
		id: z.uuid(),
		version: z.int().min(1),
		warned: z.array(z.uuid()).max(1000),
		/** The author's word that these are all who signed. */
		document: z.string().max(8_000_000),
	}),
	access: memberOf(actingFor, { coordinator: true }),
	async run({ tx, actor, now, touched }, { version, warned, document, ...at }) {
		await vaultReady();
		const letter = await findLetterLocked(tx, at);
		if (!letter) return refuse('letter.unknown');
		const all = await listSignatures(tx, at);
		const may = mayPublish(letter, version, all);
		if (!may.ok) return may;
		const others = (await listConcerned(tx, at)).filter((one) => one !== at.organisation);
		if (!(await wasWarned(tx, actor, others, warned))) return refuse('letter.warning-unread');
		const list = await findPublicDocument(tx, 'organisations');
		if (!list) return refuse('letter.not-listed');
		const documents = inForce(letter, all).map(({ document }) => document as SignedDocument);
		const bytes = fromBase64url(document);
		if (!bytes) return refuse('sealed.malformed');
		const publication = bytes as SignedDocument;
		const file = writeLetterFile(documents, list.bytes, publication);
		if (!file.ok) return file;
		const verified = verifyLetterFile(file.value);
		if (!verified.ok) return verified;
		const { title } = letter.content;
		const slug = await asHouse(tx, () => findFreeLetterSlug(tx, slugOf(title.en || title.ru)));
		const published = { slug, on: dayOf(now), networkVersion: list.version, document: bytes };
		await updateLetterPublished(tx, at, published);
		const author = await findOrganisation(tx, at.organisation);
		await putLetter(tx, letter, published, author?.region, verified.value.signers);
		await announce(tx, { kind: 'pages', tags: [lettersTag] });
		touched('letter', at.id);
		return ok({ slug });
	},
});
