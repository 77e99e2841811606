import { z } from 'zod';
import { refuse, type Refusal, type Result } from '#platform/result.ts';
import { fromBase64url } from '../../format/bytes.ts';
import type { LogRecord, SignedDocument } from '../../format/envelope.ts';
import { Bytes } from '../../format/frame.ts';
import { Fingerprint, OrganisationId, OrganisationIdentity } from '../../format/model.ts';
import type { AuthorBook } from '../../seal/authors.ts';
import { claimedSigner } from '../../seal/documents.ts';
import { extendLog, readLog } from '../../seal/membership.ts';
import { bookOf, type MembershipState } from '../../seal/membership-state.ts';
import { networkFingerprint } from '../../seal/pairs.ts';
import { trustOrganisations } from '../../seal/trust.ts';
import type { PartnerLogAnswer } from '../../server/model.ts';
import { ask, comesLater, type Ground, type PartnerLogs } from './ground.ts';
import { fromWire } from './wire.ts';

const SavedLog = z.object({ identity: OrganisationIdentity, records: z.array(Bytes) });
const SavedNetwork = z.object({ fingerprint: Fingerprint, version: z.number() });
const SavedPartners = z.array(OrganisationId);
const NETWORK = 'network';
const PARTNERS = 'partners';
const nameIn = (organisation: OrganisationId) => `log ${organisation}`;

interface Known {
	readonly state: MembershipState;
	readonly records: readonly Uint8Array[];
}

/** The logs of partners as this device holds them; `learn` fetches, everything else is a look-up. */
export function openPartnerLogs(ground: Pick<Ground, 'act' | 'keys' | 'shelf'>): PartnerLogs {
	const logs = new Map<OrganisationId, Known>();
	const problems = new Map<OrganisationId, Refusal>();
	const learning = new Map<OrganisationId, Promise<boolean>>();
	let network: z.infer<typeof SavedNetwork> | undefined;

	const isOwn = (organisation: OrganisationId) =>
		ground
			.keys()
			.vaults()
			.some((vault) => vault.organisation === organisation);
	/** Asks our own book first; what it cannot know is answered by the partner's log, or by why there is none. */
	const either = <T>(organisation: OrganisationId, from: (book: AuthorBook) => Result<T>): Result<T> => {
		const own = from(ground.keys().book());
		if (own.ok || own.refusal.id !== 'author.organisation-unknown') return own;
		const known = logs.get(organisation);
		const found = known && from(bookOf(known.state));
		if (found?.ok) return found;
		const problem = problems.get(organisation);
		return problem && (!found || isBehind(found.refusal)) ? { ok: false, refusal: problem } : (found ?? own);
	};

	const identityOf = async (organisation: OrganisationId): Promise<Result<OrganisationIdentity>> => {
		const fetched = await ask<{ readonly document: string | null }>(ground.act, 'vault.fetchDocument', {
			kind: 'organisations',
		});
		if (!fetched.ok) return fetched;
		const document = fromBase64url(fetched.value.document ?? '') as SignedDocument | undefined;
		const signer = document && claimedSigner(document);
		if (!document || !signer?.ok) return refuse('trust.organisations-altered');
		const listed = trustOrganisations(document, {
			// The first network that this device sees is remembered, and no other is believed afterwards.
			fingerprint: network?.fingerprint ?? networkFingerprint(signer.value),
			organisationsVersion: network?.version,
		});
		if (!listed.ok) return listed;
		const { organisations, version } = listed.value.organisations;
		network = { fingerprint: networkFingerprint(listed.value.key), version };
		await ground.shelf.write([ground.shelf.seal('vaults', NETWORK, network)]);
		const found = organisations.find((one) => one.organisation === organisation);
		return found ? { ok: true, value: found.identity } : refuse('partner.not-listed');
	};

	const readOn = async (organisation: OrganisationId): Promise<Result<Known | undefined>> => {
		const known = logs.get(organisation);
		const identity = known
			? { ok: true as const, value: known.state.identity }
			: await identityOf(organisation);
		if (!identity.ok) return identity;
		const after = known?.records.length ?? 0;
		const answer = await ask<PartnerLogAnswer>(ground.act, 'vault.readPartnerLog', { organisation, after });
		if (!answer.ok) return answer;
		if (answer.value.length < after) return refuse('partner.log-rolled-back');
		const fresh = answer.value.records.map((text) => (fromWire(text) ?? new Uint8Array()) as LogRecord);
		if (known && fresh.length === 0) return { ok: true, value: undefined };
		const state = known
			? extendLog(known.state, fresh)
			: readLog(fresh, { organisation, identity: identity.value });
		if (!state.ok) {
			const swapped = state.refusal.id === 'membership.other-organisation';
			return swapped ? refuse('partner.log-swapped') : refuse('partner.log-broken');
		}
		return { ok: true, value: { state: state.value, records: [...(known?.records ?? []), ...fresh] } };
	};

	const learnOne = async (organisation: OrganisationId): Promise<boolean> => {
		const read = await readOn(organisation);
		if (!read.ok) {
			// A line that is down says nothing of the log.
			if (comesLater(read.refusal)) return false;
			problems.set(organisation, read.refusal);
			return true;
		}
		problems.delete(organisation);
		if (!read.value) return false;
		logs.set(organisation, read.value);
		const { state, records } = read.value;
		const saved = { identity: state.identity, records: [...records] };
		await ground.shelf.write([
			ground.shelf.seal('vaults', nameIn(organisation), saved),
			ground.shelf.seal('vaults', PARTNERS, [...logs.keys()]),
		]);
		return true;
	};

	return {
		book: () => ({
			memberKey: (organisation, person, log) =>
				either(organisation, (book) => book.memberKey(organisation, person, log)),
			epochSince: (organisation, vault, epoch) =>
				either(organisation, (book) => book.epochSince(organisation, vault, epoch)),
		}),
		async learn(organisations) {
			let learnt = false;
			for (const organisation of organisations) {
				if (isOwn(organisation)) continue;
				const now = learning.get(organisation) ?? learnOne(organisation);
				learning.set(organisation, now);
				learnt = (await now.finally(() => learning.delete(organisation))) || learnt;
			}
			return learnt;
		},
		nameOf: (organisation, person) => logs.get(organisation)?.state.members.get(person)?.name,
		async load() {
			const seen = SavedNetwork.safeParse(await ground.shelf.get('vaults', NETWORK));
			if (seen.success) network = seen.data;
			const partners = SavedPartners.safeParse(await ground.shelf.get('vaults', PARTNERS));
			for (const organisation of partners.success ? partners.data : []) {
				const saved = SavedLog.safeParse(await ground.shelf.get('vaults', nameIn(organisation)));
				if (!saved.success) continue;
				const { identity, records } = saved.data;
				const state = readLog(records as LogRecord[], { organisation, identity });
				if (state.ok) logs.set(organisation, { state: state.value, records });
			}
		},
	};
}

const isBehind = ({ id }: Refusal) => id === 'membership.log-behind' || id === 'author.epoch-undeclared';

/** A book that notes of whom it knew nothing, or not enough: whose log is to be read on. */
export function noting(book: AuthorBook): { book: AuthorBook; lacking: ReadonlySet<OrganisationId> } {
	const lacking = new Set<OrganisationId>();
	const noted = <T>(organisation: OrganisationId, found: Result<T>): Result<T> => {
		const unread =
			!found.ok &&
			(isBehind(found.refusal) ||
				/^(author\.organisation-unknown$|partner\.|trust\.)/.test(found.refusal.id));
		if (unread) lacking.add(organisation);
		return found;
	};
	return {
		lacking,
		book: {
			memberKey: (organisation, person, log) =>
				noted(organisation, book.memberKey(organisation, person, log)),
			epochSince: (organisation, vault, epoch) =>
				noted(organisation, book.epochSince(organisation, vault, epoch)),
		},
	};
}
