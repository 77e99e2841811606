import { randomBytes, randomUUID } from 'node:crypto';
import type { Attempt } from './attempt.ts';
import type { World } from './world.ts';

const reads = { unprogrammed: 'every member of the organisation reads its letters' } as const;
const onLetter = ({ organisation, elsewhere }: World) => ({
	organisation,
	letter: { organisation: elsewhere.organisation, id: randomUUID() },
});
const onOwn = ({ organisation }: World) => ({ organisation, id: randomUUID() });
const written = (world: World) => ({
	...onOwn(world),
	content: {
		title: { ru: 'Письмо', en: '' },
		addressee: { ru: 'Всем', en: '' },
		text: { ru: 'Текст', en: '' },
	},
	signUntil: new Date().toISOString().slice(0, 10),
});

/** How the actions of joint actions are tried. */
export const jointAttempts: Readonly<Record<string, Attempt>> = {
	'joint.declineToSign': { input: (w) => ({ ...onLetter(w), again: false }) },
	'joint.draftLetter': { input: written },
	'joint.dropLetter': { input: onOwn },
	'joint.inviteToSign': { input: (w) => ({ ...onLetter(w), party: w.elsewhere.organisation, warned: [] }) },
	'joint.publishLetter': { input: (w) => ({ ...onOwn(w), version: 1, warned: [], document: 'AAAA' }) },
	'joint.readLetter': { input: onLetter, may: reads },
	'joint.reviseLetter': { input: (w) => ({ ...written(w), version: 1 }) },
	'joint.signLetter': {
		input: (w) => ({ ...onLetter(w), document: randomBytes(64).toString('base64url'), warned: [] }),
	},
	'joint.takeSignatureBack': { input: onLetter },
	'joint.viewLetters': { input: ({ organisation }) => ({ organisation }), may: reads },
	'joint.weighPartner': { input: ({ organisation }) => ({ organisation, slug: 'nobody' }), may: reads },
};
