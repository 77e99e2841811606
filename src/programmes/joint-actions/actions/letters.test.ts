import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { search } from '#commons/search/index.ts';
import type { Result } from '#platform/result.ts';
import type { describeOrganisation } from '#programmes/directory/actions/profile.ts';
import { must, secondOrganisation, startNetwork, type TestPerson } from '#test/builders/people.ts';
import { withRuntime } from '#test/builders/server.ts';
import type { LetterToPublish, LetterToSign } from '#vault/client/keeper/operations.ts';
import { fromBase64url, toBase64url } from '#vault/format/bytes.ts';
import { NetworkId, OrganisationId } from '#vault/format/model.ts';
import { randomBytes } from '#vault/format/sodium.ts';
import {
	lastTogether,
	letterFile,
	letterPage,
	lettersPage,
	lettersSignedBy,
	verifyLetterFile,
} from '../index.ts';
import type { LetterContent } from '../model/letter.ts';
import type { LetterAnswer } from './view.ts';

const server = withRuntime();
interface Group {
	readonly organisation: string;
	readonly coordinator: TestPerson;
}
let office: Group;
let friend: Group;
let agent: Group;
/** Belongs to the network, and was never asked. */
let stranger: Group;

const content: LetterContent = {
	title: { ru: 'О доступе', en: 'On access' },
	addressee: { ru: 'Всем', en: 'To all' },
	text: { ru: 'Пустите наблюдателей.', en: 'Let the observers in.' },
};
const another: LetterContent = { ...content, text: { ru: 'Пустите всех.', en: 'Let everybody in.' } };
const refusal = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.id);
const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const act = ({ coordinator }: Group, name: string, input: unknown) =>
	coordinator.client.act(`joint.${name}`, input as never) as Promise<Result<never>>;

async function drafted(by = office): Promise<{ organisation: string; id: string }> {
	const at = { organisation: by.organisation, id: randomUUID() };
	must(await act(by, 'draftLetter', { ...at, content, signUntil: dayFromNow(30) }));
	return at;
}
const invite = (letter: { organisation: string; id: string }, party: Group, warned: string[] = []) =>
	act(office, 'inviteToSign', {
		organisation: office.organisation,
		letter,
		party: party.organisation,
		warned,
	});
const read = async (by: Group, letter: { organisation: string; id: string }) =>
	must(await act(by, 'readLetter', { organisation: by.organisation, letter })) as LetterAnswer;

/** Signs what the page would show; `over` is what a server might show instead. */
async function sign(
	by: Group,
	at: { organisation: string; id: string },
	over: Partial<LetterToSign> & { warned?: string[] } = {},
): Promise<Result<unknown>> {
	const { warned = [], ...other } = over;
	const { letter, ownName } = await read(by, at);
	const { document } = must(
		await by.coordinator.client.keys.signLetter({
			letter: letter.id,
			author: letter.organisation,
			version: letter.version,
			content: letter.content,
			signer: { organisation: by.organisation, name: ownName },
			...other,
		} as LetterToSign),
	);
	return act(by, 'signLetter', {
		organisation: by.organisation,
		letter: at,
		document: toBase64url(document),
		warned,
	});
}

/** The author's browser says who signed, and publishes. */
async function publish(
	letter: { organisation: string; id: string },
	version: number,
	warned: readonly string[] = [],
): Promise<Result<never>> {
	const { signatures } = await read(office, letter);
	const word = await office.coordinator.client.keys.signPublication({
		letter: letter.id,
		author: letter.organisation,
		version,
		signatures: signatures.map((text) => fromBase64url(text) ?? new Uint8Array()),
	} as unknown as LetterToPublish);
	if (!word.ok) return word;
	return act(office, 'publishLetter', {
		...letter,
		version,
		warned,
		document: toBase64url(word.value.document),
	});
}

beforeAll(async () => {
	office = await startNetwork(server.runtime);
	const { coordinator, organisation: by } = office;
	friend = await secondOrganisation(server.runtime, coordinator, by, { name: 'Друзья' });
	agent = await secondOrganisation(server.runtime, coordinator, by, { name: 'Агент' });
	stranger = await secondOrganisation(server.runtime, coordinator, by, { name: 'Чужие' });
	must(
		await agent.coordinator.client.act<typeof describeOrganisation>('directory.describeOrganisation', {
			organisation: agent.organisation as never,
			description: {
				facts: {
					legalState: {
						audience: 'network',
						value: [{ state: 'foreign-agent', on: '2024', source: 'A register' }],
					},
				},
			},
		}),
	);
});

async function publishList(of: readonly Group[]): Promise<void> {
	const network = await server.runtime.publicDb.selectFrom('network').select('id').executeTakeFirstOrThrow();
	const organisations = [];
	for (const { organisation, coordinator } of of) {
		const id = OrganisationId.parse(organisation);
		const { identity } = must(await coordinator.client.keys.viewOrganisation({ organisation: id }));
		const row = await server.runtime.publicDb
			.selectFrom('organisation')
			.select('sign_public')
			.where('id', '=', organisation)
			.executeTakeFirstOrThrow();
		organisations.push({
			organisation: id,
			identity,
			signing: toBase64url(new Uint8Array(row.sign_public ?? Buffer.alloc(0))) as never,
		});
	}
	must(
		await office.coordinator.client.keys.publishNetworkDocument({
			office: OrganisationId.parse(office.organisation),
			content: {
				kind: 'organisations',
				network: NetworkId.parse(network.id),
				followUpSalt: randomBytes(16),
				organisations,
			},
		}),
	);
}

describe('an open letter', () => {
	it('cannot be signed by whom the network’s list does not name', async () => {
		const letter = await drafted();
		expect(refusal(await sign(office, letter))).toBe('letter.not-listed');
		await publishList([office, friend, agent]);
		expect(refusal(await sign(office, letter))).toBe('done');
	});

	it('is drafted, signed by two, published, found, and verified by an outsider', async () => {
		const letter = await drafted();
		must(await invite(letter, friend));
		expect(refusal(await publish(letter, 1, []))).toBe('letter.author-first');
		must(await sign(office, letter));
		must(await sign(friend, letter));
		expect((await read(friend, letter)).parties.map(({ standing }) => standing)).toEqual([
			'signed',
			'signed',
		]);
		const { slug } = must(await publish(letter, 1, [])) as {
			slug: string;
		};
		expect(slug).toBe('on-access');
		const page = await letterPage(server.runtime, slug);
		expect(page?.signers.map(({ name }) => name.ru)).toEqual(['Бюро сети', 'Друзья']);
		expect(await lettersPage(server.runtime)).toMatchObject([{ slug, signatures: 2 }]);
		const file = (await letterFile(server.runtime, slug)) ?? '';
		expect(verifyLetterFile(file)).toMatchObject({ ok: true });
		expect(refusal(verifyLetterFile(file.replace('Пустите', 'Впустите')))).toBe('letter.signature-wrong');
		expect(await lettersSignedBy(server.runtime, friend.organisation)).toMatchObject([{ slug }]);
		expect(await lettersSignedBy(server.runtime, stranger.organisation)).toEqual([]);
		const together = (...of: Group[]) =>
			lastTogether(
				server.runtime,
				of.map(({ organisation }) => organisation),
			);
		expect(await together(stranger, friend, office)).toMatchObject({ slug, title: { ru: content.title.ru } });
		expect(await together(stranger, friend)).toBeUndefined();
		expect(await together(friend)).toBeUndefined();
		const found = await search(server.runtime.publicDb, {
			term: 'наблюдателей',
			locale: 'ru',
			page: 1,
			narrowing: {},
		});
		expect(JSON.stringify(found)).toContain(`/letters/${slug}`);
		// What is published stays as it is.
		for (const [by, name, input] of [
			[friend, 'takeSignatureBack', { organisation: friend.organisation, letter }],
			[friend, 'declineToSign', { organisation: friend.organisation, letter, again: false }],
			[office, 'reviseLetter', { ...letter, version: 1, content: another, signUntil: dayFromNow(3) }],
			[office, 'dropLetter', letter],
		] as const)
			expect(refusal(await act(by, name, input)), name).toBe('letter.published');
	});

	it('of the same title gets an address of its own', async () => {
		const letter = await drafted();
		must(await sign(office, letter));
		const done = must(await publish(letter, 1, []));
		expect(done).toEqual({ slug: 'on-access-2' });
	});

	it('is signed anew when its text changes, and not when its last day does', async () => {
		const letter = await drafted();
		must(await invite(letter, friend));
		must(await sign(friend, letter));
		const revise = (more: object) => act(office, 'reviseLetter', { ...letter, version: 1, ...more });
		expect(must(await revise({ content, signUntil: dayFromNow(40) }))).toEqual({ version: 1 });
		expect((await read(friend, letter)).parties[1]?.standing).toBe('signed');
		expect(must(await revise({ content: another, signUntil: dayFromNow(40) }))).toEqual({ version: 2 });
		expect((await read(friend, letter)).parties[1]?.standing).toBe('signed-before');
		expect(refusal(await revise({ content, signUntil: dayFromNow(40) }))).toBe('letter.moved-on');
		must(await sign(office, letter));
		expect(refusal(await sign(friend, letter, { version: 1, content }))).toBe('letter.moved-on');
		const published = must(await publish(letter, 2, [])) as {
			slug: string;
		};
		expect((await letterPage(server.runtime, published.slug))?.signers).toHaveLength(1);
		const signed = await lettersSignedBy(server.runtime, friend.organisation);
		expect(signed.map(({ slug }) => slug)).not.toContain(published.slug);
	});

	it('takes no signature of another text, another name, another organisation, or with no key at all', async () => {
		const letter = await drafted();
		must(await invite(letter, friend));
		expect(refusal(await sign(friend, letter, { content: another }))).toBe('letter.moved-on');
		const ownName = { ru: 'Не друзья', en: 'Not friends' };
		const signer = { organisation: friend.organisation as never, name: ownName };
		expect(refusal(await sign(friend, letter, { signer }))).toBe('letter.other-name');
		const { coordinator } = friend;
		const asOffice = await coordinator.client.keys.signLetter({
			letter: letter.id as never,
			author: letter.organisation as never,
			version: 1,
			content,
			signer: { organisation: office.organisation as never, name: ownName },
		});
		expect(asOffice.ok).toBe(false);
		const forged = { organisation: friend.organisation, letter, document: 'AAAA', warned: [] };
		expect(refusal(await act(friend, 'signLetter', forged))).toBe('sealed.other-kind');
	});

	it('is there for its author and those who are asked, and for nobody else', async () => {
		const letter = await drafted();
		for (const name of ['readLetter', 'takeSignatureBack'])
			expect(refusal(await act(stranger, name, { organisation: stranger.organisation, letter }))).toBe(
				'letter.unknown',
			);
		const theirs = must(await act(stranger, 'viewLetters', { organisation: stranger.organisation }));
		expect((theirs as { letters: unknown[] }).letters).toEqual([]);
		const drafts = (await lettersPage(server.runtime)).length;
		expect(drafts).toBe(3);
		must(await act(office, 'dropLetter', letter));
		expect(refusal(await act(office, 'dropLetter', letter))).toBe('letter.unknown');
	});

	it('is declined, reconsidered, signed, and the signature taken back', async () => {
		const letter = await drafted();
		must(await invite(letter, friend));
		const on = { organisation: friend.organisation, letter };
		must(await sign(friend, letter));
		must(await act(friend, 'declineToSign', { ...on, again: false }));
		expect((await read(office, letter)).parties[1]).toMatchObject({ standing: 'declined', signed: null });
		must(await act(friend, 'declineToSign', { ...on, again: true }));
		must(await sign(friend, letter));
		must(await act(friend, 'takeSignatureBack', on));
		expect((await read(office, letter)).parties[1]?.standing).toBe('invited');
		expect(refusal(await act(friend, 'takeSignatureBack', on))).toBe('letter.unsigned');
	});

	it('is signed after its last day by nobody', async () => {
		const at = { organisation: office.organisation, id: randomUUID() };
		must(await act(office, 'draftLetter', { ...at, content, signUntil: dayFromNow(0) }));
		server.passTime(25 * 60 * 60 * 1000);
		try {
			expect(refusal(await sign(office, at))).toBe('letter.too-late');
		} finally {
			server.passTime(-25 * 60 * 60 * 1000);
		}
	});
});

describe('beside a body whose legal state endangers', () => {
	it('nobody asks, signs or publishes before they were shown the warning; it is shown to both', async () => {
		const letter = await drafted();
		const of = [agent.organisation];
		const weighed = must(
			await act(office, 'weighPartner', { organisation: office.organisation, slug: 'agent' }),
		);
		expect(weighed).toMatchObject({ endangering: [{ organisation: of[0], states: ['foreign-agent'] }] });
		expect(refusal(await invite(letter, agent))).toBe('letter.warning-unread');
		must(await invite(letter, agent, of));
		must(await invite(letter, friend));
		for (const by of [office, friend, agent])
			expect((await read(by, letter)).endangering).toEqual([
				{ organisation: of[0], states: ['foreign-agent'] },
			]);
		expect(refusal(await sign(friend, letter))).toBe('letter.warning-unread');
		must(await sign(friend, letter, { warned: of }));
		must(await sign(office, letter, { warned: of }));
		// Of itself it need not be warned.
		must(await sign(agent, letter));
		expect(refusal(await publish(letter, 1, []))).toBe('letter.warning-unread');
		must(await publish(letter, 1, of));
	});
});
