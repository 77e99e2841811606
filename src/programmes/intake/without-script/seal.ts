import { within } from '#platform/db/within.ts';
import type { Result } from '#platform/result.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import type { FollowUp } from '#vault/seal/follow-up.ts';
import { adoptChunks } from '#vault/server/folders/index.ts';
import { handInOf } from '../hand-in.ts';
import type { Surroundings } from '../request-body.ts';
import type { RequestForm } from '../request-form.ts';
import { alertAfter, dayOf } from '../rules.ts';
import { sealForm } from '../seal-dialogue.ts';
import { insertRequest, type Adopt } from '../store/visitor.ts';
import type { OpenDesk, TrustedDesks } from '../trusted-desks.ts';
import type { House } from './house.ts';

/** Hex of a locator's hash: what row-level security goes by. */
export function locatorOf(followUp: FollowUp): string {
	return Buffer.from(fromBase64url(followUp.locatorHash) ?? []).toString('hex');
}

/** Moves what arrived to where the desk fetches it; the last thing before a transaction is committed. */
export function adoptInto({ dataDir, arriving }: Pick<House, 'arriving' | 'dataDir'>): Adopt {
	return (organisation, file) => adoptChunks({ dataDir, organisation, file }, arriving.folderOf(file));
}

/** Seals a new request to its desk and keeps it, in one transaction. */
export async function handInForm(
	house: House,
	given: {
		readonly form: RequestForm;
		readonly around: Surroundings;
		readonly desks: TrustedDesks;
		readonly desk: OpenDesk;
		readonly followUp: FollowUp;
	},
): Promise<Result<'handed-in' | 'there'>> {
	const { form, around, followUp } = given;
	const sealed = sealForm({ ...given, sealedBy: 'server' });
	if (!sealed.ok) return sealed;
	const handIn = handInOf(sealed.value, { facts: form.facts, sealedBy: 'server', ...followUp });
	const when = { day: dayOf(around.now), alertAfter: alertAfter(form.facts, around.now) };
	const actor = { kind: 'visitor', locator: locatorOf(followUp) } as const;
	return within(house.db, actor, (tx) => insertRequest(tx, handIn, when, adoptInto(house)));
}
