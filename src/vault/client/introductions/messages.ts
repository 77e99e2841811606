import { ok, refuse, type Refusal, type Result } from '#platform/result.ts';
import type { OrganisationList } from '../../format/documents.ts';
import type { SealedIntroduction } from '../../format/envelope.ts';
import type { IntroductionBody } from '../../format/introduction.ts';
import type { IntroductionHash, IntroductionId, OrganisationId } from '../../format/model.ts';
import { openIntroduction, type ExpectedIntroduction } from '../../open/introduction.ts';
import { hashIntroduction, sealIntroduction } from '../../seal/introduction.ts';
import { allIntroductionPairs, introductionPairs } from '../../seal/introduction-key.ts';
import type { MembershipState } from '../../seal/membership-state.ts';
import type { OrganisationSecrets } from '../../seal/organisation.ts';
import type { Acting } from '../membership/acting.ts';
import { readKeyOf, readList } from './trusted.ts';

/** An introduction as the server has it: who asks whom, and the two sealed messages. */
export interface GivenIntroduction {
	readonly id: IntroductionId;
	readonly from: OrganisationId;
	readonly to: OrganisationId;
	readonly ask: SealedIntroduction;
	readonly answer: SealedIntroduction | null;
}

export interface IntroductionToAsk {
	/** In whose name. */
	readonly organisation: OrganisationId;
	readonly to: OrganisationId;
	readonly id: IntroductionId;
	readonly text: string;
}

export interface IntroductionToAnswer {
	readonly organisation: OrganisationId;
	readonly introduction: GivenIntroduction;
	readonly answer: NonNullable<IntroductionBody['answer']>;
	readonly text: string;
}

/** What stands in an introduction, each message read or refused by itself. */
export interface OpenedIntroduction {
	readonly id: IntroductionId;
	readonly ask: Result<IntroductionBody>;
	readonly answer: Result<IntroductionBody> | null;
}

interface Own {
	readonly state: MembershipState;
	readonly secrets: OrganisationSecrets;
	/** As the reader is called in their organisation. */
	readonly name: string;
}

/** The organisation's own keys, which its coordinators alone hold. */
export function ownKeys({ ring }: Acting, organisation: OrganisationId): Result<Own> {
	const read = ring.read(organisation);
	if (!read.ok) return read;
	const { secrets, state } = read.value;
	if (!secrets) return refuse('organisation.secrets-not-held');
	return ok({ state, secrets, name: state.members.get(ring.person)?.name ?? '' });
}

/** Seals what is asked to the other organisation and to one's own; refused where the network does not vouch for its key. */
export async function askIntroduction(
	acting: Acting,
	{ organisation, to, id, text }: IntroductionToAsk,
): Promise<Result<{ readonly message: SealedIntroduction }>> {
	if (organisation === to) return refuse('introduction.own');
	return seal(acting, { organisation, to, id, text, answer: null, answers: null });
}

/** Seals the answer to a question that was opened here and found to be what it says. */
export async function answerIntroduction(
	acting: Acting,
	{ organisation, introduction, answer, text }: IntroductionToAnswer,
): Promise<Result<{ readonly message: SealedIntroduction }>> {
	const opened = await openIntroductions(acting, { organisation, introductions: [introduction] });
	if (!opened.ok) return opened;
	const ask = opened.value[0]?.ask;
	if (!ask?.ok) return ask ?? refuse('sealed.malformed');
	const { id, from } = introduction;
	const answers = hashIntroduction(introduction.ask);
	return seal(acting, { organisation, to: from, id, text, answer, answers });
}

interface ToSeal extends IntroductionToAsk {
	readonly answer: IntroductionBody['answer'];
	readonly answers: IntroductionHash | null;
}

async function seal(
	acting: Acting,
	{ organisation, to, id, text, answer, answers }: ToSeal,
): Promise<Result<{ readonly message: SealedIntroduction }>> {
	const own = ownKeys(acting, organisation);
	if (!own.ok) return own;
	const list = await readList(acting);
	if (!list.ok) return list;
	const { state, secrets, name } = own.value;
	// Whom the network does not list, the other could not verify.
	if (!identityIn(list.value, organisation)) return refuse('introduction.own-not-listed');
	const theirs = await readKeyOf(acting, list.value, to);
	if (!theirs.ok) return theirs;
	const { identity, key } = theirs.value;
	const header = {
		introduction: id,
		from: { organisation, identity: state.identity, key: introductionPairs(secrets).sealing.public },
		to: { organisation: to, identity, key },
		answers,
	};
	const body = { text, answer, by: name, at: acting.now().toISOString() };
	return ok({ message: sealIntroduction(header, body, secrets.signing) });
}

/** Opens the introductions of an organisation, as a coordinator of it. */
export async function openIntroductions(
	acting: Acting,
	asked: { readonly organisation: OrganisationId; readonly introductions: readonly GivenIntroduction[] },
): Promise<Result<readonly OpenedIntroduction[]>> {
	const own = ownKeys(acting, asked.organisation);
	if (!own.ok) return own;
	const list = await readList(acting);
	if (!list.ok) return list;
	return ok(asked.introductions.map((one) => openOne(one, asked.organisation, own.value, list.value)));
}

function openOne(
	one: GivenIntroduction,
	organisation: OrganisationId,
	own: Own,
	list: OrganisationList,
): OpenedIntroduction {
	const { id, from, to, ask, answer } = one;
	const pairs = allIntroductionPairs(own.secrets).map(({ sealing }) => sealing);
	const other = from === organisation ? to : from;
	const theirs = list.organisations.find((entry) => entry.organisation === other);
	const ours = { identity: own.state.identity, signing: own.state.keys.signing };
	const open = (
		message: SealedIntroduction,
		by: OrganisationId,
		answers: ExpectedIntroduction['answers'],
	) => {
		if (!theirs) return { ok: false, refusal: { id: 'introduction.not-listed' } satisfies Refusal } as const;
		const isOwn = by === organisation;
		const [writer, reader] = isOwn ? [ours, theirs] : [theirs, ours];
		const expected = {
			introduction: id,
			answers,
			from: { organisation: by, identity: writer.identity },
			to: { organisation: by === from ? to : from, identity: reader.identity },
			signing: writer.signing,
		};
		return withAnswer(openIntroduction(message, isOwn ? 'own' : 'to', expected, pairs), answers !== null);
	};
	return {
		id,
		ask: open(ask, from, null),
		answer: answer === null ? null : open(answer, to, hashIntroduction(ask)),
	};
}

/** A question says neither yes nor no, an answer says one of them. */
function withAnswer(body: Result<IntroductionBody>, isAnswer: boolean): Result<IntroductionBody> {
	if (!body.ok) return body;
	return (body.value.answer !== null) === isAnswer ? body : refuse('sealed.malformed');
}

function identityIn(list: OrganisationList, organisation: OrganisationId): boolean {
	return list.organisations.some((one) => one.organisation === organisation);
}
