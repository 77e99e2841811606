import { randomBytes, randomUUID } from 'node:crypto';
import { sampleService } from '#test/directory/samples.ts';
import { sealed, type Attempt } from './attempt.ts';
import { importAttempts } from './import.ts';
import type { World } from './world.ts';

const ofOrganisation = ({ organisation }: World) => ({ organisation });
const reads = {
	unprogrammed: 'every member of the organisation reads what it needs, offers and does',
} as const;

/** What each is shown, the table test of audiences proves. */
const everyOrganisation = {
	stranger: 'the network knows its organisations',
	office: 'the same',
	unprogrammed: 'the same',
} as const;

/** How the actions of the directory are tried. */
export const directoryAttempts: Readonly<Record<string, Attempt>> = {
	'directory.answerIntroduction': {
		input: ({ organisation, elsewhere }) => ({
			organisation,
			from: elsewhere.organisation,
			id: randomUUID(),
			message: sealed('introduction'),
		}),
	},
	'directory.askIntroduction': {
		input: ({ organisation, elsewhere }) => ({
			organisation,
			id: randomUUID(),
			to: elsewhere.organisation,
			message: sealed('introduction'),
		}),
	},
	...importAttempts,
	'directory.assureService': { input: ({ organisation }) => ({ organisation, id: randomUUID() }) },
	'directory.browseListings': { input: ofOrganisation, may: reads },
	'directory.carryOnAgreement': {
		input: ({ organisation, elsewhere }) => ({
			organisation,
			listing: { organisation, id: randomUUID() },
			with: elsewhere.organisation,
			step: 'accept',
		}),
	},
	'directory.changeListing': {
		input: ({ organisation }) => ({
			organisation,
			id: randomUUID(),
			from: null,
			until: null,
			quantity: null,
			words: 'A hall',
			audience: 'network',
		}),
	},
	'directory.claimEntry': { input: ({ organisation }) => ({ organisation, slug: 'nobody' }) },
	'directory.compareEntries': {
		office: true,
		may: { office: 'the office looks at two entries' },
		input: () => ({ keep: 'nobody', away: 'nobody-else' }),
	},
	'directory.endClaim': { input: ({ organisation }) => ({ organisation, entry: randomUUID() }) },
	'directory.findOwnEntries': { input: ofOrganisation },
	'directory.findTwins': {
		office: true,
		may: { office: 'the office finds entries of one organisation' },
		input: () => ({}),
	},
	'directory.mergeEntries': {
		office: true,
		may: { office: 'the office merges, and never what has members' },
		input: ({ organisation, elsewhere }) => ({
			keep: elsewhere.organisation,
			away: organisation,
			choices: [],
			sure: true,
		}),
	},
	'directory.recordClaimCallBack': {
		office: true,
		may: { office: 'the office calls back' },
		input: ({ organisation }) => ({ organisation, entry: randomUUID() }),
	},
	'directory.viewClaims': { input: () => ({}), may: everyOrganisation },
	'directory.vouchForClaim': {
		input: ({ organisation, elsewhere }) => ({
			organisation: elsewhere.organisation,
			entry: randomUUID(),
			by: organisation,
		}),
	},
	'directory.declineCorrection': { input: ({ organisation }) => ({ organisation, id: randomUUID() }) },
	'directory.proposeCorrection': {
		open: true,
		input: () => ({
			slug: 'nobody',
			id: randomUUID(),
			field: 'telephone',
			text: '+7 000',
			source: '',
			locale: 'ru',
		}),
	},
	'directory.takeCorrection': { input: ({ organisation }) => ({ organisation, id: randomUUID() }) },
	'directory.viewCorrections': {
		input: () => ({}),
		own: true,
		may: {
			stranger: 'a coordinator sees what is said of their own',
			office: 'the office of entries of no member',
		},
	},
	'directory.describeOrganisation': {
		input: (w) => ({ ...ofOrganisation(w), description: { facts: {} } }),
	},
	'directory.describeSealed': {
		input: (w) => ({
			...ofOrganisation(w),
			folder: w.folder,
			entries: [sealed('entry')],
			description: { facts: {} },
		}),
	},
	'directory.keepWishes': {
		input: (w) => ({
			...ofOrganisation(w),
			list: sealed('wishes'),
			rows: Array.from({ length: 16 }, () => ({
				token: randomBytes(32).toString('base64url'),
				proof: randomBytes(32).toString('base64url'),
			})),
		}),
	},
	'directory.keepService': {
		input: (w) => ({ ...ofOrganisation(w), id: randomUUID(), service: sampleService }),
	},
	'directory.listNetwork': { input: () => ({}), may: everyOrganisation },
	'directory.placeListing': {
		input: ({ organisation }) => ({
			organisation,
			id: randomUUID(),
			side: 'need',
			kind: 'room',
			reach: { is: 'own-region' },
			from: null,
			until: null,
			quantity: null,
			words: 'A hall',
			audience: 'network',
		}),
	},
	'directory.proposeAgreement': {
		input: ({ organisation, elsewhere }) => ({
			organisation,
			listing: { organisation: elsewhere.organisation, id: randomUUID() },
			mine: null,
		}),
	},
	'directory.readOwnProfile': {
		input: ofOrganisation,
		may: { unprogrammed: 'every member reads their organisation’s page' },
	},
	'directory.readProfile': { input: () => ({ slug: 'nobody' }), may: everyOrganisation },
	'directory.viewIntroductions': { input: ofOrganisation },
	'directory.viewWishes': { input: ofOrganisation },
	'directory.viewNeeds': { input: ofOrganisation, may: reads },
	'directory.viewNeighbours': { input: ofOrganisation, may: reads },
	'directory.viewServices': { input: ofOrganisation, may: reads },
	'directory.withdrawListing': { input: ({ organisation }) => ({ organisation, id: randomUUID() }) },
};
