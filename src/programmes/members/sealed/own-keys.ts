import { ok, refuse, type Result } from '#platform/result.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { openPairs, unwrapMasterKey } from '#vault/open/person.ts';
import { signAcceptance } from '#vault/seal/membership.ts';
import {
	makePerson,
	publicOf,
	sealPairs,
	wrapForLogin,
	wrapForOffline,
	wrapForPasskey,
	wrapForRecovery,
	type PersonSecrets,
} from '#vault/seal/person.ts';
import type { OwnKeys } from './desk.ts';

/** A person's keys held in this process: for tests, and for the demonstration's invented people. */
export function holdOwnKeys(): OwnKeys & { readonly secrets: () => PersonSecrets | undefined } {
	let held: PersonSecrets | undefined;
	const locked = (): Result<never> => refuse('keeper.locked');
	return {
		secrets: () => held,
		async makePerson({ person }) {
			await vaultReady();
			held = makePerson(person);
			return ok({ keys: publicOf(held), sealedPairs: sealPairs(held) });
		},
		async unlock(asked) {
			await vaultReady();
			const masterKey =
				'masterKey' in asked ? ok(asked.masterKey) : unwrapMasterKey(asked.wrapped, asked.person, asked.by);
			if (!masterKey.ok) return masterKey;
			const opened = openPairs(asked.sealedPairs, asked.person, masterKey.value);
			if (!opened.ok) return opened;
			held = opened.value;
			return ok(undefined);
		},
		async wrapMasterKey({ by }) {
			if (!held) return locked();
			switch (by.kind) {
				case 'login':
					return ok(wrapForLogin(held, by.exportKey, by.accountSecret));
				case 'recovery-code':
					return ok(wrapForRecovery(held, by.secret));
				case 'passkey':
					return ok(wrapForPasskey(held, by.prf, by));
				case 'offline':
					return wrapForOffline(held, by.passphrase);
			}
		},
		async signAcceptance({ organisation, invitation }) {
			if (!held) return locked();
			const keys = publicOf(held);
			return ok({ keys, acceptance: signAcceptance(organisation, invitation, keys, held.signing) });
		},
	};
}
