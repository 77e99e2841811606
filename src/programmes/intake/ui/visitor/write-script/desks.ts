import { refuse, type Result } from '#platform/result.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import type { SignedDocument } from '#vault/format/envelope.ts';
import { Fingerprint } from '#vault/format/model.ts';
import type { findDesks } from '../../../actions/visitor.ts';
import { trustDesks, type TrustedDesks } from '../../../trusted-desks.ts';
import { ask } from './ask.ts';
import { expectedFingerprint } from './link.ts';

/**
 * The desks, verified here: key ← organisation ← network ← fingerprint. The fingerprint is the one in the
 * link that led here (`#network=…`, as printed on a poster), else the one the page shows in words.
 */
export async function loadDesks(): Promise<Result<TrustedDesks>> {
	const fingerprint = Fingerprint.safeParse(expectedFingerprint());
	if (!fingerprint.success) return refuse('trust.network-key-swapped');
	const answer = await ask<typeof findDesks>('intake.findDesks', {});
	if (!answer.ok) return answer;
	const { organisations, routing, desks } = answer.value;
	const document = (text: string) => (fromBase64url(text) ?? new Uint8Array()) as SignedDocument;
	const published = {
		organisations: document(organisations),
		routing: document(routing),
		desks: desks.map((desk) => ({ ...desk, certificate: document(desk.certificate) })),
	};
	return trustDesks(published, { fingerprint: fingerprint.data, now: Date.now() });
}
