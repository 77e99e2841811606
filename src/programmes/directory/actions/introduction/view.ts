import { z } from 'zod';
import { listNames, type InBoth } from '#commons/organisations/index.ts';
import { action, memberOf } from '#platform/action/index.ts';
import { organisationId, type OrganisationId } from '#platform/ids.ts';
import { ok } from '#platform/result.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import { listIntroductions } from '../../store/introduction.ts';

/** An introduction as its page gets it: what is said in it opens in the browser of a coordinator. */
export interface IntroductionView {
	readonly id: string;
	readonly from: string;
	readonly to: string;
	readonly ask: string;
	readonly asked: string;
	readonly answer: string | null;
	readonly answered: string | null;
	/** The other of the two. */
	readonly name: InBoth;
	readonly town: InBoth;
}

const the = (input: { organisation: OrganisationId }) => input.organisation;
const nobody = { name: { ru: '', en: '' }, town: { ru: '', en: '' } };

/** What an organisation asked and was asked; its coordinators alone have the key, so they alone are told of it. */
export const viewIntroductions = action({
	name: 'directory.viewIntroductions',
	input: z.strictObject({ organisation: organisationId }),
	access: memberOf(the, { coordinator: true }),
	writes: false,
	async run({ tx }, { organisation }) {
		const all = await listIntroductions(tx, organisation);
		const otherOf = ({ from, to }: { from: string; to: string }) => (from === organisation ? to : from);
		const names = await listNames(tx, [...new Set(all.map(otherOf))]);
		return ok<{ introductions: readonly IntroductionView[] }>({
			introductions: all.map((one) => ({
				...one,
				ask: toBase64url(one.ask),
				answer: one.answer && toBase64url(one.answer),
				...(names.get(otherOf(one)) ?? nobody),
			})),
		});
	},
});
