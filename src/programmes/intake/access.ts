import { whoever, type Access, type Actor, type Member, type Membership } from '#platform/action/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { isOpen, mayTakeFor } from './rules/desk.ts';
import { findRequest, type RequestRow } from './store/request.ts';

type Place = Pick<
	RequestRow,
	'organisation' | 'desk' | 'takenBy' | 'alertedAt' | 'backup' | 'status' | 'readers'
>;
interface Rule {
	readonly says: string;
	readonly check: (actor: Member, row: Place) => boolean;
}

/** The memberships by which a person works at a desk that reads this request, in the order of its readers. */
function standings(actor: Member, { readers }: Pick<Place, 'readers'>): Membership[] {
	return readers.flatMap((organisation) => {
		const found = actor.memberships.find((m) => m.organisation === organisation);
		return found && (found.coordinator || found.programmes.includes('intake')) ? [found] : [];
	});
}

/** The desk for which somebody acts: the one that carries the request, where they work at several. */
function deskFor(actor: Member, row: Place): string | undefined {
	const mine = standings(actor, row).map(({ organisation }): string => organisation);
	return mine.includes(row.desk) ? row.desk : mine[0];
}

const reads: Rule['check'] = (actor, row) => standings(actor, row).length > 0;
const carries: Rule['check'] = (actor, row) =>
	standings(actor, row).some(({ organisation }) => organisation === row.desk);
const coordinates: Rule['check'] = (actor, row) =>
	standings(actor, row).some((m) => m.organisation === row.desk && m.coordinator);
const has: Rule['check'] = (actor, row) => carries(actor, row) && row.takenBy === actor.person;
const answersFor: Rule['check'] = (actor, row) => has(actor, row) || coordinates(actor, row);
/** Of a request nobody has, anybody of the desk may dispose. */
const disposes: Rule['check'] = (actor, row) =>
	answersFor(actor, row) || (carries(actor, row) && row.takenBy === null);

const theDesk = 'the desk that carries it';
const holderOrCoordinator = `whoever has it, or a coordinator of ${theDesk}`;
const holderIfAny = `${holderOrCoordinator}; nobody has it: ${theDesk}`;

/**
 * Who may do what to a request. Everybody named here holds the present epoch of a vault that has its folder,
 * and works in the intake of that organisation or coordinates it. Whether it can be done in the state that
 * the request is in, `rules/desk.ts` says.
 */
const requestRules = {
	read: { says: 'a desk that holds the folder', check: reads },
	take: { says: 'a desk that holds the folder', check: reads },
	giveBack: { says: holderOrCoordinator, check: answersFor },
	remindBackup: { says: theDesk, check: carries },
	assign: { says: holderOrCoordinator, check: answersFor },
	mark: { says: theDesk, check: carries },
	answer: { says: theDesk, check: carries },
	conclude: { says: holderIfAny, check: disposes },
	reopen: { says: theDesk, check: carries },
	handOver: { says: holderIfAny, check: disposes },
} satisfies Record<string, Rule>;
type RequestVerb = keyof typeof requestRules;

/** What the reader may do with a request as it stands: carried in answers, so that no page computes it. */
export type May = Readonly<Record<RequestVerb, boolean>>;

/** The rule of access for an action whose input names the request. */
export function mayRequest<Input extends { organisation: string; folder: string }>(
	verb: RequestVerb,
): Access<Input> {
	const rule: Rule = requestRules[verb];
	return whoever(`request: ${verb}: ${rule.says}`, async ({ actor, input, tx }) => {
		const row = await findRequest(tx, input);
		return row !== undefined && rule.check(actor, row);
	});
}

/** Access and state together. */
export function mayNow(actor: Actor, row: Place): May {
	const open = isOpen(row);
	const takes = ({ organisation }: Membership) => mayTakeFor(row, organisation);
	const possible: Record<RequestVerb, boolean> = {
		read: true,
		take: open && row.takenBy === null && actor.kind === 'member' && standings(actor, row).some(takes),
		giveBack: open && row.takenBy !== null,
		remindBackup: open && row.takenBy === null && row.alertedAt !== null && row.backup !== null,
		assign: open,
		mark: open,
		answer: true,
		conclude: open,
		reopen: !open,
		// The folder is its owner's to share.
		handOver: open && row.readers.includes(row.organisation),
	};
	const verbs = Object.keys(requestRules) as RequestVerb[];
	return Object.fromEntries(
		verbs.map((verb) => [
			verb,
			actor.kind === 'member' && possible[verb] && requestRules[verb].check(actor, row),
		]),
	) as Record<RequestVerb, boolean>;
}

/** The request read again under its row's lock, with the desk for which the actor works on it. */
export async function lockRequest(
	tx: Tx,
	actor: Actor,
	at: { organisation: string; folder: string },
): Promise<{ row: RequestRow; desk: string; person: string } | undefined> {
	if (actor.kind !== 'member') return undefined;
	const row = await findRequest(tx, at, { lock: true });
	const desk = row && deskFor(actor, row);
	return row && desk ? { row, desk, person: actor.person } : undefined;
}
