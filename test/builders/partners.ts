import { system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import type { Runtime } from '#platform/runtime.ts';
import '#programmes/members/index.ts';
import type { Cast } from '#test/vault-cast.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import { newId } from '#vault/format/ids.ts';
import { NetworkId, type SigningPair } from '#vault/format/model.ts';
import { hashDocument, signDocument } from '#vault/seal/documents.ts';
import { makeSigningPair } from '#vault/seal/pairs.ts';

/** A network's key, and the list it signs. */
export interface TestNetwork {
	readonly key: SigningPair;
	/** Publishes the list of these organisations, and what their logs hold by now. */
	readonly publish: (casts: readonly Cast[]) => Promise<void>;
}

/** A network of organisations whose logs are in the database, for tests between desks of several of them. */
export function foundNetwork(runtime: Runtime): TestNetwork {
	const key = makeSigningPair();
	const network = newId(NetworkId);
	let version = 0;
	let last: Parameters<typeof hashDocument>[0] | undefined;
	return {
		key,
		async publish(casts) {
			for (const cast of casts) await keepLog(runtime, cast);
			version++;
			const now = runtime.now().getTime();
			const document = signDocument(
				{
					kind: 'organisations',
					network,
					version,
					issued: new Date(now).toISOString(),
					expires: new Date(now + 90 * 24 * 60 * 60 * 1000).toISOString(),
					previous: last ? hashDocument(last) : null,
					followUpSalt: new Uint8Array(16),
					organisations: casts.map((cast) => {
						const { organisation, identity, keys } = cast.state();
						return { organisation, identity, signing: keys.signing };
					}),
				},
				key,
			);
			last = document;
			await within(runtime.db, system, (tx) =>
				tx
					.insertInto('public_document')
					.values({ kind: 'organisations', version, bytes: document })
					.execute(),
			);
		},
	};
}

/** Writes an organisation's log, as far as it has come, to where the server keeps it. */
export async function keepLog(runtime: Runtime, { organisation, records, state }: Cast): Promise<void> {
	await within(runtime.db, system, async (tx) => {
		await tx
			.insertInto('organisation')
			.values({
				id: organisation,
				slug: `o-${organisation}`,
				name_ru: state().name,
				name_en: state().name,
				region: 'RU-TUL',
				state: 'active',
				office: false,
				genesis_hash: Buffer.from(fromBase64url(state().identity) ?? []),
				sign_public: null,
				recovery_public: null,
				joined_on: '2026-11-23',
			})
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		const rows = records.map((bytes, position) => ({
			organisation,
			position,
			hash: Buffer.from(fromBase64url(state().hashes[position] ?? '') ?? []),
			bytes,
		}));
		await tx
			.insertInto('membership_entry')
			.values(rows)
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	});
}
