import { ok, refuse, type Result } from '#platform/result.ts';
import type { SealedMasterKey } from '../../format/envelope.ts';
import { forget } from '../../format/sodium.ts';
import { openPairs, unwrapMasterKey } from '../../open/person.ts';
import {
	makePerson,
	publicOf,
	sealPairs,
	wrapForLogin,
	wrapForOffline,
	wrapForPasskey,
	wrapForRecovery,
	type PersonSecrets,
} from '../../seal/person.ts';
import type { KeeperHeart } from './keeper.ts';
import type { Unlock, WrapBy } from './operations.ts';
import type { KeeperRoom } from './room.ts';

type Account =
	| 'makePerson'
	| 'unlock'
	| 'lock'
	| 'wrapMasterKey'
	| 'touch'
	| 'setIdleMinutes'
	| 'refresh'
	| 'keepHere'
	| 'findHere';

/** The person's own keys: made, unlocked, wrapped anew, locked away. */
export function accountRoom(keeper: KeeperHeart): ReturnType<KeeperRoom<Account, 'state'>> {
	return {
		operations: {
			async makePerson({ person }) {
				const secrets = makePerson(person);
				keeper.hold(secrets);
				return ok({ keys: publicOf(secrets), sealedPairs: sealPairs(secrets) });
			},
			async unlock(asked) {
				const secrets = openSecrets(asked);
				if (!secrets.ok) return secrets;
				keeper.hold(secrets.value);
				// Whoever opens with what this device keeps may have no line; the server is asked behind them.
				const begun = await (asked.here ? keeper.beginHere() : keeper.begin());
				// Without the line the keys are held all the same: what is on this device can be worked with.
				// Before the second factor too: the printed sheet is made with them, then `refresh` goes on.
				const later = ['network.unreachable', 'access.second-factor'];
				return begun.ok || later.includes(begun.refusal.id) ? ok(undefined) : begun;
			},
			async lock() {
				keeper.lock('by-hand');
				return ok(undefined);
			},
			async wrapMasterKey({ by }) {
				const ring = keeper.ring();
				return ring.ok ? wrap(ring.value.secrets, by) : ring;
			},
			async touch() {
				// After too long a time a touch comes too late: the machine slept, and somebody opened it.
				const ring = keeper.ring();
				if (ring.ok) keeper.idle.touch();
				return ring.ok ? ok(undefined) : ring;
			},
			async setIdleMinutes({ minutes }) {
				if (!Number.isFinite(minutes)) return refuse('input.invalid', { field: 'minutes' });
				keeper.idle.setMinutes(minutes);
				keeper.changed();
				return ok(undefined);
			},
			refresh: () => keeper.begin(),
			async keepHere({ name, value }) {
				const ring = keeper.ring();
				if (ring.ok) await ring.value.kept.keep(name, value);
				return ring.ok ? ok(undefined) : ring;
			},
			async findHere({ name }) {
				const ring = keeper.ring();
				return ring.ok ? ok((await ring.value.kept.find(name)) ?? null) : ring;
			},
		},
		topics: {
			state: (_, tell) => ({ stop: keeper.watchState(tell) }),
		},
	};
}

function openSecrets(asked: Unlock): Result<PersonSecrets> {
	const { person, sealedPairs } = asked;
	const masterKey =
		'masterKey' in asked ? ok(asked.masterKey) : unwrapMasterKey(asked.wrapped, person, asked.by);
	if (!masterKey.ok) return masterKey;
	const secrets = openPairs(sealedPairs, person, masterKey.value);
	if (!secrets.ok) forget(masterKey.value);
	return secrets;
}

function wrap(secrets: PersonSecrets, by: WrapBy): Result<SealedMasterKey> {
	switch (by.kind) {
		case 'login':
			return ok(wrapForLogin(secrets, by.exportKey, by.accountSecret));
		case 'passkey':
			return ok(wrapForPasskey(secrets, by.prf, { credential: by.credential, salt: by.salt }));
		case 'recovery-code':
			return ok(wrapForRecovery(secrets, by.secret));
		case 'offline':
			return wrapForOffline(secrets, by.passphrase);
	}
}
