import { action, memberOf, whoever, type Access } from '#platform/action/index.ts';
import { ok, refuse } from '#platform/result.ts';
import { toBase64url } from '../../format/bytes.ts';
import { readDocument } from '../../seal/documents.ts';
import { readState } from '../append.ts';
import { ListIntroductionKeys, PublishIntroductionKey, ReadIntroductionKey } from '../model.ts';
import {
	findIntroductionKey,
	listIntroductionKeys as listKeys,
	updateIntroductionKey,
} from '../store/introduction-key.ts';
import { theOrganisation } from './log.ts';

function ofTheNetwork<Input>(): Access<Input> {
	return whoever('a member of an organisation of the network', ({ actor }) => actor.memberships.length > 0);
}

/** Publishes the key by which others ask an organisation for an introduction: signed with its own, newer than before. */
export const publishIntroductionKey = action({
	name: 'vault.publishIntroductionKey',
	input: PublishIntroductionKey,
	access: memberOf(theOrganisation, { coordinator: true }),
	async run({ tx, now, touched }, { organisation, document }) {
		const state = await readState(tx, organisation);
		if (!state.ok) return state;
		const read = readDocument('introduction', document, state.value.keys.signing);
		if (!read.ok) return read;
		const { value } = read;
		const isOwn = value.organisation === organisation && value.identity === state.value.identity;
		if (!isOwn) return refuse('introduction.key-swapped');
		if (Date.parse(value.expires) <= now.getTime()) return refuse('introduction.key-expired');
		const issued_at = new Date(value.issued);
		if (!(await updateIntroductionKey(tx, { organisation, bytes: document, issued_at }))) {
			return refuse('document.moved-on');
		}
		touched('organisation', organisation);
		return ok({ expires: value.expires });
	},
});

/** The introduction key of another organisation, for whoever is going to check it and seal to it. */
export const readIntroductionKey = action({
	name: 'vault.readIntroductionKey',
	input: ReadIntroductionKey,
	access: ofTheNetwork(),
	writes: false,
	async run({ tx }, { of }) {
		const found = await findIntroductionKey(tx, of);
		return ok({ document: found ? toBase64url(found.bytes) : null });
	},
});

/** All introduction keys: whoever asks for all does not tell the server whom they wish to meet. */
export const listIntroductionKeys = action({
	name: 'vault.listIntroductionKeys',
	input: ListIntroductionKeys,
	access: ofTheNetwork(),
	writes: false,
	run: async ({ tx }, { after }) => ok(await listKeys(tx, after)),
});
