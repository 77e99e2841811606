import { randomUUID } from 'node:crypto';
import type { Runtime } from '#platform/runtime.ts';
import type { inviteToSign } from '#programmes/joint-actions/actions/invite.ts';
import type { publishLetter } from '#programmes/joint-actions/actions/publish.ts';
import type { signLetter as signAction } from '#programmes/joint-actions/actions/sign.ts';
import type { readLetter } from '#programmes/joint-actions/actions/view.ts';
import type { draftLetter } from '#programmes/joint-actions/actions/write.ts';
import {
	signLetter,
	signPublication,
	type LetterToPublish,
	type LetterToSign,
} from '#vault/client/membership/letters.ts';
import { fromBase64url, toBase64url } from '#vault/format/bytes.ts';
import { must } from './client.ts';
import { letters } from './data/index.ts';
import type { DemoLetter } from './data/model.ts';
import type { DemoDesk, DemoPeople } from './people.ts';

const MONTH = 30 * 24 * 60 * 60 * 1000;

/** Open letters are drafted, signed by the coordinators' own keys, and published. */
export async function fillLetters(runtime: Runtime, { desks }: DemoPeople): Promise<void> {
	const deskOf = (slug: string) => {
		const desk = desks.get(slug);
		if (!desk) throw new Error(`The demonstration has no desk of ${slug}`);
		return desk;
	};
	for (const letter of letters) {
		const author = deskOf(letter.by);
		const signers = letter.signedBy.map(deskOf);
		const id = randomUUID();
		const signUntil = new Date(runtime.now().getTime() + MONTH).toISOString().slice(0, 10);
		const { act } = author.coordinator;
		const organisation = author.organisation as never;
		const { content } = letter;
		must(await act<typeof draftLetter>('joint.draftLetter', { organisation, id, content, signUntil }));
		const at = { organisation: author.organisation as string, id };
		for (const { organisation: party } of signers)
			must(
				await act<typeof inviteToSign>('joint.inviteToSign', { organisation, letter: at, party, warned: [] }),
			);
		for (const desk of [author, ...signers]) await sign(desk, author, id, letter);
		const { signatures } = must(
			await act<typeof readLetter>('joint.readLetter', { organisation, letter: at }),
		);
		const word = must(
			await signPublication(author.coordinator.acting(), {
				letter: id,
				author: author.organisation,
				version: 1,
				signatures: signatures.map((text) => fromBase64url(text) ?? new Uint8Array()),
			} as unknown as LetterToPublish),
		);
		const document = toBase64url(word.document);
		must(
			await act<typeof publishLetter>('joint.publishLetter', {
				organisation,
				id,
				version: 1,
				warned: [],
				document,
			}),
		);
	}
}

async function sign(desk: DemoDesk, author: DemoDesk, id: string, { content }: DemoLetter): Promise<void> {
	const signed = must(
		await signLetter(desk.coordinator.acting(), {
			letter: id,
			author: author.organisation,
			version: 1,
			content,
			signer: { organisation: desk.organisation, name: desk.data.names },
		} as LetterToSign),
	);
	must(
		await desk.coordinator.act<typeof signAction>('joint.signLetter', {
			organisation: desk.organisation as never,
			letter: { organisation: author.organisation, id },
			document: toBase64url(signed.document),
			warned: [],
		}),
	);
}
