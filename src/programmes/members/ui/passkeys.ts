import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { ok, refuse, type Result } from '#platform/result.ts';
import { toBase64url, utf8 } from '#vault/format/bytes.ts';
import type { SealedMasterKey, SealedPairs } from '#vault/format/envelope.ts';
import { hash } from '#vault/format/hash.ts';
import { PersonId } from '#vault/format/model.ts';
import { randomBytes, vaultReady } from '#vault/format/sodium.ts';
import { readMasterKey } from '#vault/seal/person.ts';
import type { myKeys } from '../actions/own-account.ts';
import type {
	askPasskey,
	enrolPasskey,
	givePasskey,
	keepPasskeyWrap,
	startPasskey,
} from '../actions/passkeys.ts';
import type { finishPasskeySignIn, startPasskeySignIn } from '../actions/passkey-sign-in.ts';
import { bytesFrom } from '../sealed/account.ts';
import type { OfflineKeys } from '../sealed/offline.ts';
import { browserDesk } from './browser-desk.ts';

/** Whether this browser has passkeys at this address: it needs a name, and not every browser has them. */
export function passkeysHere(): boolean {
	return browserSupportsWebAuthn() && !/^[\d.]+$|^\[/.test(location.hostname);
}

/** Makes a passkey a second factor; where it can compute (PRF), it unlocks the keys as well. */
export async function addPasskey(label: string): Promise<Result<void>> {
	const { act, keys } = browserDesk();
	const { origin } = location;
	const started = await act<typeof startPasskey>('members.startPasskey', { origin });
	if (!started.ok) return started;
	const { options, ticket } = started.value;
	const made = await startRegistration({ optionsJSON: withPrf(options) }).catch(() => undefined);
	if (!made) return refuse('passkey.refused');
	const response = plain(made);
	const enrolled = await act<typeof enrolPasskey>('members.enrolPasskey', { ticket, response, label });
	if (!enrolled.ok) return enrolled;
	if (!prfOf(made.clientExtensionResults).enabled) return ok(undefined);
	await vaultReady();
	const { credential } = enrolled.value;
	const salt = prfSalt();
	const prf = await computeWith(new Map([[credential, salt]]));
	if (!prf.ok) return ok(undefined);
	const by = { kind: 'passkey', prf: prf.value.prf, credential, salt } as const;
	const wrapped = await keys.wrapMasterKey({ by });
	if (!wrapped.ok) return wrapped;
	const kept = await act<typeof keepPasskeyWrap>('members.keepPasskeyWrap', {
		credential,
		wrapped: toBase64url(wrapped.value),
	});
	return kept.ok ? ok(undefined) : kept;
}

/** The second step of signing in with a passkey. */
export async function provePasskey(): Promise<Result<void>> {
	const { act } = browserDesk();
	const asked = await act<typeof askPasskey>('members.askPasskey', { origin: location.origin });
	if (!asked.ok) return asked;
	const made = await startAuthentication({ optionsJSON: asked.value.options }).catch(() => undefined);
	if (!made) return refuse('passkey.refused');
	const { ticket } = asked.value;
	const given = await act<typeof givePasskey>('members.givePasskey', { ticket, response: plain(made) });
	return given.ok ? ok(undefined) : given;
}

/**
 * Signs in with a passkey and nothing else: one question of the browser proves who it is and computes what
 * opens the keys. What is computed stays here.
 */
export async function signInByPasskey(): Promise<Result<void>> {
	const { act, begin, device } = browserDesk();
	const { origin } = location;
	const started = await act<typeof startPasskeySignIn>('members.startPasskeySignIn', { origin });
	if (!started.ok) return started;
	await vaultReady();
	const { options, ticket } = started.value;
	const extensions = { prf: { eval: { first: prfSalt() } } } as object;
	const made = await startAuthentication({ optionsJSON: { ...options, extensions } }).catch(() => undefined);
	if (!made) return refuse('passkey.refused');
	const finished = await begin<typeof finishPasskeySignIn>('members.finishPasskeySignIn', {
		ticket,
		response: plain(made),
		label: device.label,
	});
	if (!finished.ok) return finished;
	const first = prfOf(made.clientExtensionResults).results?.first;
	return unlockWith(first && { credential: made.id, prf: new Uint8Array(first) });
}

/** Unlocks the keys with a passkey while the session stands: after a reload, or an idle lock. */
export async function unlockByPasskey(): Promise<Result<void>> {
	await vaultReady();
	return unlockWith(undefined);
}

/** `before` is what a passkey computed already over the one salt; without it, it is asked. */
async function unlockWith(before: Computed | undefined): Promise<Result<void>> {
	const mine = await browserDesk().act<typeof myKeys>('members.myKeys', {});
	if (!mine.ok) return mine;
	const sealedPairs = bytesFrom(mine.value.sealedPairs);
	if (!sealedPairs.ok) return sealedPairs;
	return unlockByOneOf(
		PersonId.parse(mine.value.person),
		sealedPairs.value as SealedPairs,
		mine.value.wraps.flatMap(({ kind, wrapped, credential }) => {
			const bytes = kind === 'passkey' && credential ? bytesFrom(wrapped) : undefined;
			return credential && bytes?.ok ? [{ credential, wrapped: bytes.value as SealedMasterKey }] : [];
		}),
		{ before },
	);
}

/** The same without a line, with what this device keeps. */
export function unlockByKeptPasskey(kept: OfflineKeys): Promise<Result<void>> {
	return unlockByOneOf(kept.person, kept.sealedPairs, kept.passkeys, { here: true });
}

async function unlockByOneOf(
	person: PersonId,
	sealedPairs: SealedPairs,
	passkeys: OfflineKeys['passkeys'],
	{ before, here = false }: { before?: Computed; here?: boolean },
): Promise<Result<void>> {
	await vaultReady();
	const salts = new Map<string, Uint8Array>();
	for (const { credential, wrapped } of passkeys) {
		const header = readMasterKey(wrapped);
		if (header.ok && header.value.by.kind === 'passkey') salts.set(credential, header.value.by.salt);
	}
	const computed = before ? ok(before) : await computeWith(salts);
	if (!computed.ok) return computed;
	const { credential, prf } = computed.value;
	const wrapped = passkeys.find((one) => one.credential === credential)?.wrapped;
	if (!wrapped) return refuse('passkey.refused');
	return browserDesk().keys.unlock({ person, sealedPairs, wrapped, by: { kind: 'passkey', prf }, here });
}

interface Computed {
	readonly credential: string;
	readonly prf: Uint8Array;
}

/**
 * What every passkey of this address computes over. One salt for all: a browser that is asked without a
 * log-in name cannot know yet which passkey will answer, and each has a key of its own.
 */
function prfSalt(): Uint8Array<ArrayBuffer> {
	return new Uint8Array(hash('accord/v1/passkey-prf', utf8(location.hostname)));
}

/** Asks a passkey to compute over its salt; nothing of the answer is sent to the server. */
async function computeWith(salts: ReadonlyMap<string, Uint8Array>): Promise<Result<Computed>> {
	if (salts.size === 0) return refuse('passkey.refused');
	const evalByCredential = Object.fromEntries([...salts].map(([id, first]) => [id, { first }]));
	const made = await startAuthentication({
		optionsJSON: {
			challenge: toBase64url(randomBytes(32)),
			rpId: location.hostname,
			allowCredentials: [...salts.keys()].map((id) => ({ id, type: 'public-key' })),
			userVerification: 'required',
			extensions: { prf: { evalByCredential } } as object,
		},
	}).catch(() => undefined);
	const first = made && prfOf(made.clientExtensionResults).results?.first;
	return made && first ? ok({ credential: made.id, prf: new Uint8Array(first) }) : refuse('passkey.refused');
}

function withPrf<T extends { extensions?: object }>(options: T): T {
	return { ...options, extensions: { ...options.extensions, prf: {} } };
}

interface Prf {
	readonly enabled?: boolean;
	readonly results?: { readonly first?: ArrayBuffer };
}
const prfOf = (results: object): Prf => (results as { prf?: Prf }).prf ?? {};

/** What the server may see of an answer: without what extensions computed. */
function plain<T extends { readonly id: string }>(made: T): { id: string; [part: string]: unknown } {
	return { ...made, clientExtensionResults: {} };
}
