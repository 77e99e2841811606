import { ok, type Result } from '#platform/result.ts';
import type { OrganisationId } from '../../format/model.ts';
import type { listIntroductionKeys } from '../../server/actions/introductions.ts';
import type { Acting } from '../membership/acting.ts';
import type { FillableRing } from '../ring/key-ring.ts';

/** How long what was fetched is used: a page that is read again does not fetch everything again. */
const FRESH = 10 * 60 * 1000;

type Keys = ReadonlyMap<string, string>;
const held = new WeakMap<FillableRing, { readonly at: number; readonly keys: Keys }>();

/**
 * The introduction keys of all organisations, as the server says. All of them, whomever one wishes to meet: were one
 * key asked for, the server would know whose token comes next. Nothing of it is believed before it is checked.
 */
export async function fetchAllKeys({ ring, act, now }: Acting): Promise<Result<Keys>> {
	const at = now().getTime();
	const known = held.get(ring);
	if (known && at - known.at < FRESH) return ok(known.keys);
	const keys = new Map<string, string>();
	for (let after: OrganisationId | null = null; ;) {
		const answer = await act<typeof listIntroductionKeys>('vault.listIntroductionKeys', { after });
		if (!answer.ok) return answer;
		for (const one of answer.value.keys) keys.set(one.organisation, one.document);
		after = answer.value.next as OrganisationId | null;
		if (after === null) break;
	}
	held.set(ring, { at, keys });
	return ok(keys);
}
