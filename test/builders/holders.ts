import { randomUUID } from 'node:crypto';
import { actions } from '#app/actions.ts';
import type { Act } from '#platform/act.ts';
import { perform, system, type Member } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { refuse, type Result } from '#platform/result.ts';
import type { Runtime } from '#platform/runtime.ts';
import { organisationId, personId, sessionId } from '#platform/ids.ts';
import type { KeyRing } from '#vault/client/ring/model.ts';
import { joinBooks } from '#vault/seal/authors.ts';
import type { EpochKeys } from '#vault/seal/epoch.ts';
import { bookOf, logHead } from '#vault/seal/membership-state.ts';
import type { PersonSecrets } from '#vault/seal/person.ts';
import { foundOrganisation, foundVault, type Cast } from '#test/vault-cast.ts';

/** The part of a key ring that folders use. */
export type FolderKeys = Pick<
	KeyRing,
	'secrets' | 'person' | 'signer' | 'vault' | 'vaults' | 'book' | 'head' | 'boxSigner'
>;

/** A member with keys and the right to act, without the walk of signing in. */
export interface Holder {
	readonly cast: Cast;
	readonly actor: Member;
	readonly act: Act;
	readonly keys: FolderKeys;
}

/** An organisation with one vault that `names` hold, in the log and in the database. */
export async function foundHolders(
	runtime: Runtime,
	names: readonly string[],
): Promise<{ cast: Cast; epoch: EpochKeys; holders: Holder[] }> {
	const cast = foundOrganisation();
	const people = names.map((name) => cast.join(name, cast.founder));
	const epoch = foundVault(cast, [cast.founder, ...people]);
	const { organisation, vault } = epoch;
	await within(runtime.db, system, async (tx) => {
		await tx.insertInto('vault').values({ organisation, id: vault, purpose: 'intake', epoch: 1 }).execute();
		for (const { person } of people) {
			const grant = { organisation, vault, epoch: 1, person, bytes: Buffer.alloc(1), granted_by: person };
			await tx.insertInto('vault_grant').values(grant).execute();
		}
	});
	const holders = people.map((secrets) => makeHolder(runtime, cast, secrets, [epoch]));
	return { cast, epoch, holders };
}

/** Somebody of the organisation holding these epochs (none: a member without the vault). */
export function makeHolder(
	runtime: Runtime,
	cast: Cast,
	secrets: PersonSecrets,
	epochs: readonly EpochKeys[],
): Holder {
	const actor: Member = {
		kind: 'member',
		person: personId.parse(secrets.person),
		session: sessionId.parse(randomUUID()),
		level: 'full',
		memberships: [
			{
				organisation: organisationId.parse(cast.organisation),
				office: false,
				coordinator: false,
				programmes: ['intake'],
			},
		],
	};
	const act: Act = async (name, input) => {
		const declared = actions.get(name);
		if (!declared) return refuse('action.unknown');
		const sent: unknown = JSON.parse(JSON.stringify(input));
		return JSON.parse(JSON.stringify(await perform(runtime, declared, actor, sent))) as Result<never>;
	};
	return { cast, actor, act, keys: keysOf(cast, secrets, epochs) };
}

/** A key ring as the keeper would hold it. */
export function keysOf(cast: Cast, secrets: PersonSecrets, epochs: readonly EpochKeys[]): FolderKeys {
	const current = epochs.at(-1);
	const held = current && {
		organisation: current.organisation,
		vault: current.vault,
		purpose: 'intake',
		epochs: new Map(epochs.map((epoch) => [epoch.epoch, epoch])),
		current,
	};
	const signing = secrets.signing;
	return {
		secrets,
		person: secrets.person,
		signer: { person: secrets.person, signing },
		vault: (_organisation, vault) =>
			held?.vault === vault ? { ok: true, value: held } : refuse('ring.vault-not-held'),
		vaults: () => (held ? [held] : []),
		book: () => joinBooks(new Map([cast].map((one) => [one.organisation, bookOf(one.state())]))),
		head: () => ({ ok: true, value: logHead(cast.state()) }),
		boxSigner: (organisation) => ({
			ok: true,
			value: { organisation, person: secrets.person, signing, log: logHead(cast.state()) },
		}),
	};
}
