import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import type { IntakeDesk } from '#vault/format/documents.ts';
import type { SignedDocument } from '#vault/format/envelope.ts';
import type { Fingerprint } from '#vault/format/model.ts';
import { claimedSigner } from '#vault/seal/documents.ts';
import { networkFingerprint } from '#vault/seal/pairs.ts';
import { trustIntake, trustNetwork, type TrustedIntake, type TrustedNetwork } from '#vault/seal/trust.ts';
import type { NetworkDesksAnswer } from '../actions/staff/network.ts';

/** What this device has seen of the network before; a server that shows another network is told from one it knows. */
export interface Remembered {
	readonly read: () => { fingerprint: string; organisations: number; routing: number } | undefined;
	readonly write: (seen: { fingerprint: string; organisations: number; routing: number }) => void;
}

/** A desk that may be sealed to, by its verified certificate. */
export interface NetworkDesk {
	readonly intake: TrustedIntake;
	readonly slug: string;
	readonly name: { readonly ru: string; readonly en: string };
	readonly town: { readonly ru: string; readonly en: string };
	readonly region: string;
	readonly office: boolean;
}

export interface NetworkDesks {
	readonly trusted: TrustedNetwork;
	readonly desks: readonly NetworkDesk[];
	readonly documents: { readonly organisations: SignedDocument; readonly routing: SignedDocument };
}

const bytes = (text: string | null) => (text === null ? undefined : fromBase64url(text));

/**
 * Verifies what the server says of the network's desks, as a stranger's browser would: the first network that
 * this device sees is remembered, and no other, and no older word of it, is believed afterwards.
 */
export function readNetworkDesks(
	answer: NetworkDesksAnswer,
	now: number,
	remembered: Remembered,
): Result<NetworkDesks> {
	const organisations = bytes(answer.organisations) as SignedDocument | undefined;
	const routing = bytes(answer.routing) as SignedDocument | undefined;
	if (!organisations || !routing) return refuse('desks.none-yet');
	const seen = remembered.read();
	const signer = claimedSigner(organisations);
	if (!signer.ok) return refuse('trust.organisations-altered');
	const fingerprint = (seen?.fingerprint ?? networkFingerprint(signer.value)) as Fingerprint;
	const trusted = trustNetwork(
		{ organisations, routing },
		{
			fingerprint,
			now,
			organisationsVersion: seen?.organisations,
			routingVersion: seen?.routing,
		},
	);
	if (!trusted.ok) return trusted;
	remembered.write({
		fingerprint,
		organisations: trusted.value.organisations.version,
		routing: trusted.value.routing.version,
	});
	const desks = answer.desks.flatMap((desk): NetworkDesk[] => {
		const certificate = fromBase64url(desk.certificate) as SignedDocument | undefined;
		const named = answer.names.find(({ organisation }) => organisation === desk.organisation);
		if (!certificate || !named) return [];
		const place = { organisation: desk.organisation, vault: desk.vault } as IntakeDesk;
		const intake = trustIntake(trusted.value, place, certificate, now);
		if (!intake.ok) return [];
		const { slug, name, town, region, office } = named;
		return [{ intake: intake.value, slug, name, town, region, office }];
	});
	return ok({ trusted: trusted.value, desks, documents: { organisations, routing } });
}

const KEY = 'accord-network-seen';

/** On this device: a public fingerprint and version numbers. */
export const rememberedHere: Remembered = {
	read() {
		try {
			const seen = JSON.parse(localStorage.getItem(KEY) ?? 'null') as ReturnType<Remembered['read']> | null;
			return seen ?? undefined;
		} catch {
			return undefined;
		}
	},
	write: (seen) => localStorage.setItem(KEY, JSON.stringify(seen)),
};
