import type { Act } from '#platform/act.ts';
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import type { OrganisationId, VaultId } from '../../format/model.ts';
import { OrganisationId as OrganisationIdSchema } from '../../format/model.ts';
import { forget } from '../../format/sodium.ts';
import { joinBooks } from '../../seal/authors.ts';
import { bookOf, logHead } from '../../seal/membership-state.ts';
import { personFingerprint } from '../../seal/pairs.ts';
import { publicOf, type PersonSecrets } from '../../seal/person.ts';
import type {
	listOwnOrganisations,
	readOrganisation as readOrganisationAction,
} from '../../server/actions/log.ts';
import { keptNowhere } from './kept.ts';
import type { Anchors, Kept, KeyRing, OpenKept, OrganisationRing, RecoveryStanding } from './model.ts';
import type { RecoveryAnswer } from '../../server/model.ts';
import { readRestored } from './after-restore.ts';
import { anchorOf, readOrganisation, type ReadOrganisation } from './read-organisation.ts';

/** A ring that can be filled from the server; what it verified once it does not take back. */
export interface FillableRing extends KeyRing {
	/** Everything verified of an organisation, the sealed parts included: for membership operations. */
	read(organisation: OrganisationId): Result<ReadOrganisation>;
	keep(organisation: OrganisationId, read: Result<ReadOrganisation>): void;
	drop(organisation: OrganisationId): void;
	readonly anchors: Anchors;
	readonly kept: Kept;
}

/** Holds a person's keys; `refreshRing` fills it. Anchors are remembered in memory unless given, nothing else is. */
export function makeKeyRing(
	secrets: PersonSecrets,
	anchors: Anchors = anchorsInMemory(),
	openKept: OpenKept = keptNowhere,
): FillableRing {
	const kept = openKept(secrets);
	const organisations = new Map<OrganisationId, ReadOrganisation>();
	const refused = new Map<OrganisationId, Refusal>();
	const keys = publicOf(secrets);
	const read = (organisation: OrganisationId): Result<ReadOrganisation> => {
		const found = organisations.get(organisation);
		if (found) return ok(found);
		return { ok: false, refusal: refused.get(organisation) ?? { id: 'ring.organisation-unknown' } };
	};
	const toRing = (organisation: OrganisationId, found: ReadOrganisation): OrganisationRing => {
		const { state, keysDue, secrets, vaults, problems, recovery } = found;
		const wrong = refused.get(organisation);
		return {
			organisation,
			state,
			keysDue,
			secrets,
			vaults,
			...(recovery && { recovery }),
			problems: wrong ? [wrong, ...problems] : problems,
		};
	};
	return {
		secrets,
		anchors,
		kept,
		person: secrets.person,
		keys,
		fingerprint: personFingerprint(keys),
		signer: { person: secrets.person, signing: secrets.signing },
		read,
		organisations: () => [...organisations].map(([organisation, found]) => toRing(organisation, found)),
		organisation(organisation) {
			const found = read(organisation);
			return found.ok ? ok(toRing(organisation, found.value)) : found;
		},
		vault(organisation, vault: VaultId) {
			const held = organisations.get(organisation)?.held.get(vault);
			return held ? ok(held) : refuse('ring.vault-not-held');
		},
		vaults: () => [...organisations.values()].flatMap(({ held }) => [...held.values()]),
		book: () =>
			joinBooks(
				new Map([...organisations].map(([organisation, { state }]) => [organisation, bookOf(state)])),
			),
		head(organisation) {
			const found = read(organisation);
			return found.ok ? ok(logHead(found.value.state)) : found;
		},
		boxSigner(organisation) {
			const found = read(organisation);
			if (!found.ok) return found;
			const { person, signing } = secrets;
			return ok({ organisation, person, signing, log: logHead(found.value.state) });
		},
		keep(organisation, found) {
			if (found.ok) {
				organisations.set(organisation, found.value);
				refused.delete(organisation);
			} else refused.set(organisation, found.refusal);
		},
		drop(organisation) {
			for (const { epochs } of organisations.get(organisation)?.held.values() ?? []) forgetEpochs(epochs);
			organisations.delete(organisation);
			refused.delete(organisation);
		},
		forget() {
			for (const { held, secrets } of organisations.values()) {
				for (const { epochs } of held.values()) forgetEpochs(epochs);
				forget(secrets?.signing.secret, secrets?.recovery.secret, ...(secrets?.introductions ?? []));
			}
			organisations.clear();
			kept.forget();
			forget(secrets.masterKey, secrets.signing.secret, secrets.sealing.secret);
		},
	};
}

/**
 * Fetches what changed and verifies it. An organisation whose log is refused keeps what was verified of it
 * before, with the refusal as its problem; nothing newer is believed.
 */
export async function refreshRing(ring: FillableRing, act: Act): Promise<Result<void>> {
	const own = await act<typeof listOwnOrganisations>('vault.listOwnOrganisations', {});
	if (!own.ok) return own;
	const ids = own.value.organisations.map((id) => OrganisationIdSchema.parse(id));
	for (const { organisation } of ring.organisations()) {
		if (ids.includes(organisation)) continue;
		ring.drop(organisation);
		await ring.kept.dropOrganisation(organisation);
	}
	for (const organisation of ids) {
		const refreshed = await refreshOrganisation(ring, act, organisation);
		const lineDown = !refreshed.ok && /^(network|access|keeper)\./.test(refreshed.refusal.id);
		if (lineDown) return refreshed;
	}
	return ok(undefined);
}

/** The same for one organisation; answers with what was wrong with it. */
export async function refreshOrganisation(
	ring: FillableRing,
	act: Act,
	organisation: OrganisationId,
	now = new Date(),
): Promise<Result<ReadOrganisation>> {
	const before = ring.read(organisation);
	const known = before.ok ? before.value : undefined;
	const answer = await act<typeof readOrganisationAction>('vault.readOrganisation', {
		organisation,
		after: known?.state.hashes.length ?? 0,
	});
	if (!answer.ok) return answer;
	const anchors = await ring.anchors.read(ring.person);
	const anchor = anchors.get(organisation);
	const { recovery } = answer.value;
	const found =
		recovery && isNews(recovery, known?.recovery)
			? await readRestored({
					ring,
					act,
					organisation,
					recovery,
					own: known?.answer ?? (await ring.kept.organisations()).get(organisation),
					anchor,
					now,
					ask: () => act<typeof readOrganisationAction>('vault.readOrganisation', { organisation }),
					...(!known && { first: answer.value }),
				})
			: readOrganisation(organisation, ring.secrets, answer.value, known, anchor);
	// Two refreshes may overtake one another; the shorter log is not news.
	const latest = ring.read(organisation);
	const overtaken =
		latest.ok &&
		found.ok &&
		found.value.recovery?.restore === latest.value.recovery?.restore &&
		latest.value.state.hashes.length > found.value.state.hashes.length;
	if (overtaken) return latest;
	// A log that was never begun is no fault: the organisation's keys are still to be made.
	const unbegun = !found.ok && found.refusal.id === 'membership.empty' && !anchors.has(organisation);
	if (!unbegun) ring.keep(organisation, found);
	if (found.ok) {
		// First what was said, then that it was seen: a crash between leaves no anchor that nothing kept can meet.
		await ring.kept.keepOrganisation(organisation, found.value.answer);
		const anchor = { ...anchors.get(organisation), ...anchorOf(found.value.state) };
		await ring.anchors.write(ring.person, organisation, anchor);
	}
	return found;
}

/**
 * Fills the ring with what this device kept, for when the server cannot be asked. All of it is verified as if
 * it had just come; what the ring already holds stays.
 */
export async function fillFromKept(ring: FillableRing): Promise<void> {
	const [kept, anchors] = await Promise.all([ring.kept.organisations(), ring.anchors.read(ring.person)]);
	for (const [organisation, answer] of kept) {
		if (ring.read(organisation).ok) continue;
		const anchor = anchors.get(organisation);
		ring.keep(organisation, readOrganisation(organisation, ring.secrets, answer, undefined, anchor));
	}
}

/** A restore that was not looked at yet, or one for which a coordinator's word came since. */
function isNews(said: RecoveryAnswer, known: RecoveryStanding | undefined): boolean {
	return known?.restore !== said.restore || known.period !== said.period;
}

/** Anchors for a process that ends with its work: the demonstration, tests. */
export function anchorsInMemory(): Anchors {
	const kept = new Map<string, Awaited<ReturnType<Anchors['read']>>>();
	return {
		read: async (person) => kept.get(person) ?? new Map(),
		async write(person, organisation, anchor) {
			kept.set(person, new Map(kept.get(person)).set(organisation, anchor));
		},
	};
}

function forgetEpochs(
	epochs: ReadonlyMap<
		number,
		{
			secret: Uint8Array;
			boxKey: Uint8Array;
			coverKey: Uint8Array;
			indexKey: Uint8Array;
			pair: { secret: Uint8Array };
		}
	>,
): void {
	for (const { secret, boxKey, coverKey, indexKey, pair } of epochs.values()) {
		forget(secret, boxKey, coverKey, indexKey, pair.secret);
	}
}
