import { beforeAll, describe, expect, test } from 'vitest';
import type { Colleague, TestOrganisation } from '#test/builders/colleagues.ts';
import { listedOrganisations } from '#test/builders/listed-network.ts';
import { must } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import type { Act } from '#platform/act.ts';
import { messageKeyOf, sayRefusal } from '#platform/refusal-words.ts';
import { ok, type Result } from '#platform/result.ts';
import { toBase64url } from '../../format/bytes.ts';
import type { SealedIntroduction, SignedDocument } from '../../format/envelope.ts';
import { headerBytes, packFrame, readFrame } from '../../format/frame.ts';
import { newId } from '../../format/ids.ts';
import { IntroductionHeader } from '../../format/introduction.ts';
import { IntroductionId, NetworkId } from '../../format/model.ts';
import { randomBytes } from '../../format/sodium.ts';
import { openIntroduction } from '../../open/introduction.ts';
import { signDocument } from '../../seal/documents.ts';
import { hashIntroduction, introductionMessage } from '../../seal/introduction.ts';
import { allIntroductionPairs, certifyIntroductions } from '../../seal/introduction-key.ts';
import { makeSigningPair, sign } from '../../seal/pairs.ts';
import { makeCoordinator, removeMember } from '../membership/members.ts';
import { settle } from '../membership/settle.ts';
import {
	answerIntroduction,
	askIntroduction,
	openIntroductions,
	type GivenIntroduction,
} from './messages.ts';

const server = withRuntime();
let ours: TestOrganisation;
let theirs: TestOrganisation;
let third: TestOrganisation;
let list: Awaited<ReturnType<typeof listedOrganisations>>['list'];
let office: TestOrganisation;
const text = 'Давайте вместе ходить в суд на Заречной улице.';

beforeAll(async () => {
	const network = await listedOrganisations(server.runtime, 3);
	[ours, theirs, third] = network.others as [TestOrganisation, TestOrganisation, TestOrganisation];
	({ list, office } = network);
});

const secretsOf = ({ founder, organisation }: TestOrganisation) => {
	const { secrets, state } = must(founder.ring.read(organisation));
	if (!secrets) throw new Error('Their founder is a coordinator');
	return { secrets, state };
};
const ask = async (from = ours, to = theirs, by: Colleague = from.founder, said = text) => {
	const id = newId(IntroductionId);
	const made = await askIntroduction(by, {
		organisation: from.organisation,
		to: to.organisation,
		id,
		text: said,
	});
	if (!made.ok) return made;
	const { message } = made.value;
	return ok<GivenIntroduction>({
		id,
		from: from.organisation,
		to: to.organisation,
		ask: message,
		answer: null,
	});
};
const answer = async (introduction: GivenIntroduction, said: 'accepted' | 'declined' = 'accepted') =>
	must(
		await answerIntroduction(theirs.founder, {
			organisation: theirs.organisation,
			introduction,
			answer: said,
			text: 'Приходите в среду.',
		}),
	).message;
const open = async ({ founder, organisation }: TestOrganisation, introduction: GivenIntroduction) => {
	const [opened] = must(await openIntroductions(founder, { organisation, introductions: [introduction] }));
	if (!opened) throw new Error('One was given');
	return opened;
};
/** By name; each must have a sentence of its own in both languages. */
function why(result: Result<unknown> | null): string | undefined {
	if (!result || result.ok) return undefined;
	const { refusal } = result;
	for (const locale of ['ru', 'en'] as const) {
		expect(sayRefusal(refusal, locale), messageKeyOf(refusal.id)).not.toBe(
			sayRefusal({ id: 'unknown' }, locale),
		);
	}
	return refusal.id;
}
/** Somebody at a new device whose server lies in one answer. */
const lyingTo = ({ founder }: TestOrganisation, about: string, value: unknown): Act =>
	(async (name: string, input: never, more: never) =>
		name === about ? ok(value) : founder.act(name, input, more)) as unknown as Act;
const atDesk = async (one: TestOrganisation, act: Act) => {
	const who = one.founder.elsewhere(one.founder.act);
	await who.refresh();
	return { ...who, act };
};

describe('an honest server', () => {
	test('lets one ask, the other answer, and both read both', async () => {
		const asked = must(await ask());
		const read = await open(theirs, asked);
		expect(must(read.ask)).toMatchObject({ text, answer: null, by: 'Vera' });
		const whole = { ...asked, answer: await answer(asked) };
		for (const one of [ours, theirs]) {
			const seen = await open(one, whole);
			expect(must(seen.ask).text).toBe(text);
			expect(seen.answer && must(seen.answer)).toMatchObject({
				text: 'Приходите в среду.',
				answer: 'accepted',
			});
		}
	});

	test('cannot tell a yes from a no, nor a short question from a longer one', async () => {
		const asked = must(await ask());
		const [yes, no] = [await answer(asked, 'accepted'), await answer(asked, 'declined')];
		expect(yes.length).toBe(no.length);
		const short = must(await ask(ours, theirs, ours.founder, 'Да.'));
		expect(short.ask.length).toBe(asked.ask.length);
		expect(Buffer.from(asked.ask).includes('Заречной')).toBe(false);
	});

	test('gives the key to coordinators alone', async () => {
		const nina = await ours.join('Nina');
		expect(why(await ask(ours, theirs, nina))).toBe('organisation.secrets-not-held');
		expect(why(await ask(ours, ours))).toBe('introduction.own');
	});
});

describe('a server that swaps the key to which one seals', () => {
	const given = async (document: SignedDocument | null) => {
		const value = { document: document && toBase64url(document) };
		return why(
			await ask(ours, theirs, await atDesk(ours, lyingTo(ours, 'vault.readIntroductionKey', value))),
		);
	};
	const at = (shift = 0) => new Date(Date.now() + shift).toISOString();
	const day = 86_400_000;

	test('is refused: forged, another organisation’s, for another identity, out of time, none', async () => {
		const { secrets, state } = secretsOf(theirs);
		const of = { organisation: theirs.organisation, identity: state.identity };
		const forged = { ...secrets, signing: makeSigningPair() };
		expect(await given(certifyIntroductions(of, forged, at()))).toBe('introduction.key-forged');
		// Signed as it should be, by somebody else of the network.
		const others = secretsOf(third).secrets;
		expect(await given(certifyIntroductions(of, others, at()))).toBe('introduction.key-forged');
		const elsewhere = { ...of, organisation: third.organisation };
		expect(await given(certifyIntroductions(elsewhere, secrets, at()))).toBe('introduction.key-swapped');
		const renamed = { ...of, identity: secretsOf(third).state.identity };
		expect(await given(certifyIntroductions(renamed, secrets, at()))).toBe('introduction.key-swapped');
		expect(await given(certifyIntroductions(of, secrets, at(-91 * day)))).toBe('introduction.key-expired');
		expect(await given(certifyIntroductions(of, secrets, at(day)))).toBe('introduction.key-expired');
		expect(await given(null)).toBe('introduction.no-key');
	});

	test('is refused when it goes back to an older one', async () => {
		const { secrets, state } = secretsOf(theirs);
		const older = certifyIntroductions(
			{ organisation: theirs.organisation, identity: state.identity },
			secrets,
			at(-day),
		);
		const who = await atDesk(ours, ours.founder.act);
		must(await ask(ours, theirs, who));
		const act = lyingTo(ours, 'vault.readIntroductionKey', { document: toBase64url(older) });
		expect(why(await ask(ours, theirs, { ...who, act }))).toBe('introduction.key-older');
	});

	test('is refused with a list of its own making', async () => {
		const own = makeSigningPair();
		const document = signDocument(
			{
				kind: 'organisations',
				network: newId(NetworkId),
				version: 99,
				issued: at(),
				expires: at(day),
				previous: null,
				followUpSalt: randomBytes(16),
				organisations: [],
			},
			own,
		);
		const who = await atDesk(ours, ours.founder.act);
		must(await ask(ours, theirs, who));
		const act = lyingTo(ours, 'vault.fetchDocument', { document: toBase64url(document) });
		expect(why(await ask(ours, theirs, { ...who, act }))).toBe('trust.network-key-swapped');
	});

	test('cannot publish one in an organisation’s name', async () => {
		const { secrets, state } = secretsOf(theirs);
		const of = { organisation: theirs.organisation, identity: state.identity };
		const publish = (document: SignedDocument) =>
			theirs.founder.act('vault.publishIntroductionKey', {
				organisation: theirs.organisation,
				document: toBase64url(document),
			} as never);
		const forged = certifyIntroductions(of, { ...secrets, signing: makeSigningPair() }, at());
		expect(why(await publish(forged))).toBe('document.other-signer');
		const renamed = { ...of, organisation: third.organisation };
		expect(why(await publish(certifyIntroductions(renamed, secrets, at())))).toBe('introduction.key-swapped');
		expect(why(await publish(certifyIntroductions(of, secrets, at(-day))))).toBe('document.moved-on');
	});
});

describe('a message', () => {
	test('is open to the two and to no third organisation, whatever the server says of it', async () => {
		const asked = must(await ask());
		expect(why((await open(third, { ...asked, to: third.organisation })).ask)).toBe('introduction.moved');
		const { state } = secretsOf(ours);
		const expected = {
			introduction: asked.id,
			answers: null,
			signing: state.keys.signing,
			from: { organisation: ours.organisation, identity: state.identity },
			to: { organisation: theirs.organisation, identity: secretsOf(theirs).state.identity },
		};
		const pairs = allIntroductionPairs(secretsOf(third).secrets).map(({ sealing }) => sealing);
		for (const as of ['to', 'own'] as const) {
			expect(why(openIntroduction(asked.ask, as, expected, pairs))).toBe('introduction.not-for-us');
			// Nor where the key's name is taken for their own.
			const { key } = must(readFrame('introduction', asked.ask, IntroductionHeader)).header[
				as === 'to' ? 'to' : 'from'
			];
			const posing = pairs.map((pair) => ({ ...pair, public: key }));
			expect(why(openIntroduction(asked.ask, as, expected, posing))).toBe('sealed.not-for-us');
		}
	});

	test('is refused when it was altered, forged, taken for another’s, or replayed', async () => {
		const asked = must(await ask());
		const altered = asked.ask.slice() as SealedIntroduction;
		altered[altered.length - 100] = (altered.at(-100) ?? 0) ^ 1;
		expect((await open(theirs, { ...asked, ask: altered })).ask.ok).toBe(false);
		expect(why((await open(theirs, { ...asked, id: newId(IntroductionId) })).ask)).toBe('introduction.moved');
		expect(why((await open(theirs, { ...asked, from: third.organisation })).ask)).toBe(
			'introduction.signature-wrong',
		);
		// A third one signs the sealed parts of another's question as their own.
		const frame = must(readFrame('introduction', asked.ask, IntroductionHeader));
		const { state, secrets } = secretsOf(third);
		const from = { ...frame.header.from, organisation: third.organisation, identity: state.identity };
		const header = headerBytes(IntroductionHeader, { ...frame.header, from });
		const message = introductionMessage(header, frame.content);
		const signature = sign('accord/v1/introduction', message, secrets.signing.secret);
		const stolen = packFrame('introduction', header, frame.content, signature);
		expect(why((await open(theirs, { ...asked, from: third.organisation, ask: stolen })).ask)).toBe(
			'sealed.moved',
		);
	});

	test('is refused as the answer to a question that it does not answer', async () => {
		const [first, second] = [must(await ask()), must(await ask())];
		const replayed = await open(ours, { ...second, answer: await answer(first) });
		expect(why(replayed.answer)).toBe('introduction.moved');
		expect(why((await open(ours, { ...first, answer: first.ask })).answer)).toBe(
			'introduction.signature-wrong',
		);
		// The same question once more, with a text of today: another question, which nobody answered.
		expect(hashIntroduction(first.ask)).not.toBe(hashIntroduction(second.ask));
	});

	test('stays readable after a coordinator left, who cannot read what comes after', async () => {
		const before = must(await ask());
		const leaver = await theirs.join('Raisa');
		const { organisation } = theirs;
		must(await makeCoordinator(theirs.founder, { organisation, person: leaver.person }));
		must(await settle(theirs.founder, organisation));
		await leaver.refresh();
		const kept = must(leaver.ring.read(organisation)).secrets;
		if (!kept) throw new Error('A coordinator has the keys');
		must(await removeMember(theirs.founder, { organisation, person: leaver.person }));
		must(await settle(theirs.founder, organisation));
		await theirs.founder.refresh();
		const after = must(await ask());
		expect(must((await open(theirs, before)).ask).text).toBe(text);
		expect(must((await open(theirs, after)).ask).text).toBe(text);
		const { key } = must(readFrame('introduction', after.ask, IntroductionHeader)).header.to;
		const hers = allIntroductionPairs(kept).map(({ sealing }) => sealing.public);
		expect(hers).not.toContain(key);
	});

	test('is neither sealed nor read where the network does not list the organisation', async () => {
		const asked = must(await ask());
		await list([office, theirs, third]);
		expect(why(await ask())).toBe('introduction.own-not-listed');
		expect(why((await open(theirs, asked)).ask)).toBe('introduction.not-listed');
		expect(why(await ask(theirs, ours))).toBe('introduction.not-listed');
		await list([office, ours, theirs, third]);
	});
});
