import { z } from 'zod';
import { action, memberOf, type Doing } from '#platform/action/index.ts';
import { organisationId, type OrganisationId } from '#platform/ids.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import type { SealedIntroduction } from '#vault/format/envelope.ts';
import { OrganisationId as VaultOrganisation } from '#vault/format/model.ts';
import { hashIntroduction, readIntroduction } from '#vault/seal/introduction.ts';
import { readState } from '#vault/server/index.ts';
import { mayAsk } from '../../rules/introduction.ts';
import { findAsked, insertIntroduction, listIntroductions, updateAnswer } from '../../store/introduction.ts';
import { listCompared } from '../../store/neighbour.ts';

/** The longest message twice, padded, and its header. */
const MOST = 80_000;
const the = (input: { organisation: OrganisationId }) => input.organisation;
const message = z
	.string()
	.max(MOST)
	.transform((text, context) => {
		const bytes = fromBase64url(text);
		if (bytes) return bytes as SealedIntroduction;
		context.addIssue({ code: 'custom', message: 'sealed.malformed' });
		return z.NEVER;
	});

/** Asks another organisation for an introduction, with a message that only the two can open. */
export const askIntroduction = action({
	name: 'directory.askIntroduction',
	input: z.strictObject({ organisation: organisationId, id: z.uuid(), to: z.uuid(), message }),
	access: memberOf(the, { coordinator: true }),
	async run(doing, { organisation, id, to, message: ask }) {
		const { tx, now, touched } = doing;
		const today = now.toISOString().slice(0, 10);
		if (to === organisation) return refuse('introduction.own');
		const [other] = await listCompared(tx, [to]);
		if (!other) return refuse('introduction.unknown');
		const allowed = mayAsk(organisation, to, await listIntroductions(tx, organisation), today);
		if (!allowed.ok) return allowed;
		const fits = await isOurs(doing, ask, { organisation, id, to, answers: null });
		if (!fits.ok) return fits;
		if (!(await insertIntroduction(tx, { from: organisation, to, id, ask, asked: today }))) {
			return refuse('introduction.already-asked');
		}
		touched('introduction', id);
		return ok({ id });
	},
});

/** Answers whoever asked. Whether the answer accepts is sealed: here it is only that there is one. */
export const answerIntroduction = action({
	name: 'directory.answerIntroduction',
	input: z.strictObject({ organisation: organisationId, from: z.uuid(), id: z.uuid(), message }),
	access: memberOf(the, { coordinator: true }),
	async run(doing, { organisation, from, id, message: answer }) {
		const { tx, now, touched } = doing;
		const asked = await findAsked(tx, { from, id, to: organisation });
		if (!asked) return refuse('introduction.unknown');
		if (asked.answer !== null) return refuse('introduction.answered');
		const answers = hashIntroduction(asked.ask);
		const fits = await isOurs(doing, answer, { organisation, id, to: from, answers });
		if (!fits.ok) return fits;
		await updateAnswer(tx, { from, id }, answer, now.toISOString().slice(0, 10));
		touched('introduction', id);
		return ok({ id });
	},
});

/**
 * The clear header and the signature are what they should be. Whoever reads checks all of it again; here it keeps
 * others from finding what they cannot open.
 */
async function isOurs(
	{ tx }: Doing,
	sealed: SealedIntroduction,
	expected: { organisation: string; id: string; to: string; answers: string | null },
): Promise<Result<void>> {
	const { organisation, id, to, answers } = expected;
	const state = await readState(tx, VaultOrganisation.parse(organisation));
	if (!state.ok) return state;
	const read = readIntroduction(sealed, state.value.keys.signing);
	if (!read.ok) return refuse('introduction.not-fitting');
	const { header } = read.value;
	const fits =
		header.introduction === id &&
		header.from.organisation === organisation &&
		header.from.identity === state.value.identity &&
		header.to.organisation === to &&
		header.answers === answers;
	return fits ? ok(undefined) : refuse('introduction.not-fitting');
}
