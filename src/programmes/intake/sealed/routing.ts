import { ok, refuse, type Result } from '#platform/result.ts';
import { fromBase64url } from '#vault/format/bytes.ts';
import { OrganisationList, type IntakeDesk, type RoutingRules } from '#vault/format/documents.ts';
import type { SignedDocument } from '#vault/format/envelope.ts';
import { NetworkId } from '#vault/format/model.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { claimedSigner, readDocument } from '#vault/seal/documents.ts';
import type { NetworkDesksAnswer } from '../actions/staff/network.ts';
import { inOrder, type RoutingLine } from '../rules/routing.ts';

/** The network's documents in force, as the office edits them. */
export interface OwnDocuments {
	readonly organisations: { readonly document: OrganisationList; readonly signed: SignedDocument } | null;
	readonly routing: { readonly document: RoutingRules; readonly signed: SignedDocument } | null;
}

/** Reads the documents in force; the keeper checks again, when it signs the next, that they are the office's own. */
export async function readOwnDocuments(answer: NetworkDesksAnswer): Promise<Result<OwnDocuments>> {
	await vaultReady();
	const organisations = read('organisations', answer.organisations);
	if (!organisations.ok) return organisations;
	const routing = read('routing', answer.routing);
	return routing.ok
		? ok({ organisations: organisations.value, routing: routing.value } as OwnDocuments)
		: routing;
}

function read(kind: 'organisations' | 'routing', text: string | null): Result<unknown> {
	if (text === null) return ok(null);
	const signed = fromBase64url(text) as SignedDocument | undefined;
	const signer = signed && claimedSigner(signed);
	if (!signed || !signer?.ok) return refuse(`trust.${kind}-altered`);
	const document = readDocument(kind, signed, signer.value);
	return document.ok ? ok({ document: document.value, signed }) : document;
}

/** The next list: every active organisation that has begun, with the keys it has now. */
export function nextList(
	answer: NetworkDesksAnswer,
): Result<Pick<OrganisationList, 'kind' | 'network' | 'followUpSalt' | 'organisations'>> {
	const salt = answer.network && fromBase64url(answer.network.followUpSalt);
	if (!answer.network || !salt) return refuse('desks.none-yet');
	const organisations = answer.names.flatMap(({ organisation, identity, signing }) => {
		const one = OrganisationList.shape.organisations.element.safeParse({ organisation, identity, signing });
		return one.success ? [one.data] : [];
	});
	return ok({
		kind: 'organisations',
		network: NetworkId.parse(answer.network.id),
		followUpSalt: salt,
		organisations,
	});
}

/** How an organisation stands towards the signed list. */
export function standingInList(
	list: OrganisationList | undefined,
	named: NetworkDesksAnswer['names'][number],
): 'listed' | 'new' | 'changed' | 'not-begun' {
	if (named.identity === null || named.signing === null) return 'not-begun';
	const listed = list?.organisations.find(({ organisation }) => organisation === named.organisation);
	if (!listed) return 'new';
	return listed.identity === named.identity && listed.signing === named.signing ? 'listed' : 'changed';
}

/** The rules as lines of the table. */
export function linesOf(rules: RoutingRules | undefined): RoutingLine[] {
	return inOrder(
		(rules?.rules ?? []).map(({ need, region, to, alternates }, index) => ({
			id: `line-${index}`,
			need,
			region,
			to: to.organisation,
			alternates: alternates.map(({ organisation }) => organisation),
		})),
	);
}

/** The next rules, to be signed: lines by organisation become desks by vault. */
export function nextRules(
	answer: NetworkDesksAnswer,
	lines: readonly RoutingLine[],
	fallback: string,
	before: RoutingRules | undefined,
): Result<Pick<RoutingRules, 'kind' | 'network' | 'rules' | 'fallback' | 'desks'>> {
	if (!answer.network) return refuse('desks.none-yet');
	// A desk that takes nothing just now keeps its place: it may be there again tomorrow.
	const known = new Map<string, IntakeDesk>(
		[
			...(before
				? [
						before.fallback,
						...before.desks,
						...before.rules.flatMap(({ to, alternates }) => [to, ...alternates]),
					]
				: []),
			...answer.desks.map(({ organisation, vault }) => ({ organisation, vault }) as IntakeDesk),
		].map((desk) => [desk.organisation, { organisation: desk.organisation, vault: desk.vault }]),
	);
	const active = new Set(answer.names.map(({ organisation }) => organisation));
	const rules: RoutingRules['rules'] = [];
	for (const { id, need, region, to, alternates } of lines) {
		const desk = known.get(to);
		if (!desk) return refuse('routing.no-desk', { field: id });
		rules.push({ need, region, to: desk, alternates: alternates.flatMap((one) => known.get(one) ?? []) });
	}
	const last = known.get(fallback);
	if (!last) return refuse('routing.no-fallback', { field: 'fallback' });
	return ok({
		kind: 'routing',
		network: NetworkId.parse(answer.network.id),
		rules,
		fallback: last,
		desks: [...known.values()].filter(({ organisation }) => active.has(organisation)),
	});
}
