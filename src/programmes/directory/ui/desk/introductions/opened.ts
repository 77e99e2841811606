import type { Result } from '#platform/result.ts';
import type { GivenIntroduction, OpenedIntroduction } from '#vault/client/keeper/operations.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import type { SealedIntroduction } from '#vault/format/envelope.ts';
import type { IntroductionView } from '../../../actions/introduction/view.ts';

/** An introduction with what stands in it, as far as it could be opened and is what the server says it is. */
export interface ShownIntroduction extends IntroductionView {
	readonly said: OpenedIntroduction;
}

/** As the keeper is given it; what is no bytes at all becomes none, and is refused when it is opened. */
export function givenTo({ id, from, to, ask, answer }: IntroductionView): GivenIntroduction {
	const bytes = (text: string) => (fromBase64url(text) ?? new Uint8Array()) as SealedIntroduction;
	return {
		id,
		from,
		to,
		ask: bytes(ask),
		answer: answer === null ? null : bytes(answer),
	} as GivenIntroduction;
}

/** Puts to each introduction what the keeper read in it. */
export function together(
	views: readonly IntroductionView[],
	opened: readonly OpenedIntroduction[],
): ShownIntroduction[] {
	const byId = new Map(opened.map((one) => [one.id as string, one]));
	return views.flatMap((view) => {
		const said = byId.get(view.id);
		return said ? [{ ...view, said }] : [];
	});
}

/** What the answer says, where it can be read. */
export function outcome({ said }: ShownIntroduction): 'waiting' | 'accepted' | 'declined' | 'unreadable' {
	if (said.answer === null) return 'waiting';
	const read: Result<{ answer: 'accepted' | 'declined' | null }> = said.answer;
	return read.ok ? (read.value.answer ?? 'unreadable') : 'unreadable';
}
