import { randomBytes, randomUUID } from 'node:crypto';
import { sealed, type Attempt } from './attempt.ts';
import { directoryAttempts } from './directory.ts';
import { jointAttempts } from './joint.ts';
import type { World } from './world.ts';

/** Bytes of the right kind, which is all that is looked at before access is. */
const bytes = (length: number) => randomBytes(length).toString('base64url');
const token = () => bytes(32);
const folder = ({ organisation, folder }: World) => ({ organisation, folder });
const atVault = ({ organisation, vault }: World) => ({ organisation, vault });
const entries = () => ({ entries: [sealed('entry')] });
const proof = () => ({ locator: bytes(16), authentication: bytes(32) });
const ofSender = () => ({ ...proof(), entry: sealed('entry'), boxes: [], files: [] });
const ofOrganisation = ({ organisation }: World) => ({ organisation });
const invitation = () => ({ invitation: randomUUID(), tokenHash: bytes(32) });
const nothing = () => ({});
const everyMember = { unprogrammed: 'every member of the organisation reads and carries its log' } as const;
const account = () => ({
	person: randomUUID(),
	loginName: `new${randomUUID().slice(0, 8)}`,
	displayName: 'Somebody',
	locale: 'ru',
	signing: bytes(32),
	sealing: bytes(32),
	sealedPairs: bytes(64),
	passphrase: passphrase(),
});
const passphrase = () => ({ registrationRecord: bytes(192), wrapped: bytes(64), deviceTag: bytes(32) });
const credential = () => ({
	id: bytes(32),
	rawId: bytes(32),
	type: 'public-key',
	response: {},
	clientExtensionResults: {},
});
const facts = {
	name: { ru: 'Группа', en: 'Group' },
	town: { ru: 'Тверь', en: 'Tver' },
	region: 'RU-TVE',
	telephone: '',
};

const newFolder = (world: World) => ({
	...atVault(world),
	folder: randomUUID(),
	kind: 'request',
	...entries(),
	keys: [sealed('keyBox')],
});

/** One line an action. An action without one fails the proof: whoever adds an action says how it is tried. */
export const attempts: Readonly<Record<string, Attempt>> = {
	...directoryAttempts,
	'firstDay.readStarterKit': {
		input: ({ organisation }) => ({ organisation }),
		may: { unprogrammed: 'every member may read how an organisation begins' },
	},
	...jointAttempts,
	'folders.addChainKeys': { input: (w) => ({ ...atVault(w), keys: [sealed('keyBox')] }) },
	'folders.appendEntries': { input: (w) => ({ ...folder(w), ...entries() }) },
	'folders.bringBack': { input: (w) => ({ ...newFolder(w), restore: randomUUID(), seen: 1 }) },
	'folders.bringBackDestruction': {
		input: (w) => ({
			...folder(w),
			vault: w.vault,
			kind: 'request',
			order: sealed('destruction'),
			restore: randomUUID(),
		}),
	},
	'folders.createFolder': { input: newFolder },
	'folders.destroyFolder': { input: (w) => ({ ...folder(w), order: sealed('destruction') }) },
	'folders.findFile': { input: ({ organisation, file }) => ({ organisation, file }) },
	'folders.listChanges': { input: (w) => ({ ...atVault(w), after: 0 }) },
	'folders.readFolder': { input: folder },
	'folders.replaceCover': {
		input: (w) => ({
			...folder(w),
			through: { organisation: w.organisation, vault: w.vault },
			cover: sealed('cover'),
		}),
	},
	'folders.shareFolder': {
		input: (w) => ({
			...folder(w),
			with: { organisation: w.elsewhere.organisation, vault: w.elsewhere.vault },
			keys: [sealed('keyBox')],
		}),
	},
	'folders.startFile': { input: (w) => ({ ...folder(w), chain: 'internal', file: randomUUID(), chunks: 1 }) },
	'intake.answerRequest': { input: (w) => ({ ...folder(w), ...entries() }) },
	'intake.assignRequest': { input: (w) => ({ ...folder(w), to: w.rightful.person }) },
	'intake.bringBackRequest': {
		input: (w) => ({
			...newFolder(w),
			restore: randomUUID(),
			seen: 1,
			locatorHash: bytes(32),
			authenticationHash: bytes(32),
			facts: {
				need: 'other',
				region: null,
				urgent: false,
				status: 'received',
				sealedBy: 'browser',
				arrivedOn: '2026-11-23',
				takenBy: null,
				takenAt: null,
				desk: w.organisation,
				alerted: false,
				alertAfter: null,
				backup: null,
				outcome: null,
			},
		}),
	},
	'intake.closeRequest': { input: (w) => ({ ...folder(w), ...entries(), outcome: 'advised' }) },
	'intake.declineRequest': { input: (w) => ({ ...folder(w), ...entries() }) },
	'intake.enterRequest': {
		input: (w) => ({
			...newFolder(w),
			facts: { need: 'other', region: null, urgent: false },
			follow: { locatorHash: bytes(32), authenticationHash: bytes(32) },
		}),
	},
	'intake.giveBackRequest': { input: folder },
	'intake.remindBackupDesk': { input: folder },
	'intake.handOverRequest': { input: (w) => ({ ...folder(w), to: w.elsewhere.organisation }) },
	'intake.markRequest': { input: (w) => ({ ...folder(w), ...entries(), marks: { urgent: true } }) },
	'intake.putOnDuty': {
		input: (w) => ({
			organisation: w.organisation,
			id: randomUUID(),
			person: w.rightful.person,
			startsAt: new Date(Date.now() + 3_600_000).toISOString(),
			endsAt: new Date(Date.now() + 7_200_000).toISOString(),
		}),
	},
	'intake.readNetworkDesks': {
		input: nothing,
		may: {
			stranger: 'names and public certificates of the network’s desks',
			office: 'the same',
			unprogrammed: 'the same',
		},
	},
	'intake.reopenRequest': { input: (w) => ({ ...folder(w), ...entries() }) },
	'intake.takeOffDuty': { input: ({ organisation, duty }) => ({ organisation, id: duty }) },
	'intake.beginUpload': { input: () => ({ file: randomUUID(), chunks: 1, token: bytes(32) }), open: true },
	'intake.clearAnswers': {
		input: () => ({ ...ofSender(), answers: [randomUUID()] }),
		open: true,
	},
	'intake.destroyRequest': { input: () => ({ ...proof(), order: sealed('destruction') }), open: true },
	'intake.findDesks': { input: nothing, open: true },
	'intake.handIn': {
		input: () => ({
			entry: sealed('entry'),
			boxes: [sealed('keyBox')],
			files: [],
			locatorHash: bytes(32),
			authenticationHash: bytes(32),
			facts: { need: 'army', region: null, urgent: false },
			cover: sealed('firstCover'),
		}),
		open: true,
	},
	'intake.openFollowed': { input: () => ({ locator: bytes(16) }), open: true },
	'intake.writeAgain': { input: ofSender, open: true },
	'intake.takeRequest': { input: folder },
	'intake.viewDesk': {
		input: ofOrganisation,
		may: { unprogrammed: 'every member sees who works at the desk' },
	},
	'intake.viewRequest': { input: folder },
	'members.acceptInvitation': {
		open: true,
		input: () => ({ token: token(), account: account(), acceptance: bytes(64), label: '' }),
	},
	'members.admitApplicant': {
		office: true,
		may: { office: 'the office admits' },
		input: (w) => ({
			applicant: w.applicant,
			invitation: randomUUID(),
			organisation: w.organisation,
			token: token(),
			locale: 'ru',
		}),
	},
	'members.applyToJoin': {
		open: true,
		input: () => ({ name: 'Г', town: 'Тверь', region: 'RU-TVE', about: 'о', contact: 'x', locale: 'ru' }),
	},
	'members.askDevice': { open: true, input: () => ({ loginName: 'nobody', deviceTag: bytes(32) }) },
	'members.checkFacts': {
		open: true,
		input: () => ({ name: { ru: 'Г' }, town: { ru: 'Тверь' }, region: 'RU-TVE', reach: 'x', locale: 'ru' }),
	},
	'members.beginAnew': {
		open: true,
		input: () => ({ token: token(), account: account(), acceptance: bytes(64) }),
	},
	'members.beginNetwork': {
		open: true,
		input: () => ({
			token: token(),
			account: account(),
			label: '',
			organisation: facts,
			network: { name: facts.name, telephone: '', postalAddress: { ru: '', en: '' } },
		}),
	},
	'members.beginOrganisation': {
		open: true,
		input: () => ({ token: token(), account: account(), label: '', organisation: facts }),
	},
	'members.chooseLetters': { own: true, input: () => ({ toldOfWaiting: false, locale: 'en' }) },
	'members.confirmAddress': { open: true, input: () => ({ token: token() }) },
	'members.giveAddress': { own: true, input: () => ({ address: 'somebody@example.org', locale: 'en' }) },
	'members.myLetters': { own: true, input: nothing },
	'members.removeAddress': { own: true, input: nothing },
	'members.changePassphrase': { own: true, input: passphrase },
	'members.endSession': { own: true, input: ({ rightful }) => ({ session: rightful.session }) },
	'members.enrolAuthenticator': {
		own: true,
		input: () => ({ secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', number: '000000' }),
	},
	'members.finishRecovery': {
		open: true,
		input: () => ({ ticket: bytes(60), passphrase: passphrase(), label: '' }),
	},
	'members.finishPasskeySignIn': {
		open: true,
		input: () => ({ ticket: bytes(60), response: credential(), label: '' }),
	},
	'members.startPasskeySignIn': { open: true, input: () => ({ origin: 'http://localhost:8787' }) },
	'members.joinWithAccount': { own: true, input: () => ({ token: token(), acceptance: bytes(64) }) },
	'members.finishSignIn': {
		open: true,
		input: () => ({ ticket: bytes(60), finishLoginRequest: bytes(64), label: '' }),
	},
	'members.enrolPasskey': { own: true, input: () => ({ ticket: bytes(60), response: credential() }) },
	'members.givePasskey': { own: true, input: () => ({ ticket: bytes(60), response: credential() }) },
	'members.keepPasskeyWrap': { own: true, input: () => ({ credential: bytes(32), wrapped: bytes(64) }) },
	'members.askPasskey': { own: true, input: () => ({ origin: 'http://localhost:8787' }) },
	'members.startPasskey': { own: true, input: () => ({ origin: 'http://localhost:8787' }) },
	'members.giveNumber': { own: true, input: () => ({ number: '000000' }) },
	'members.inviteAnew': {
		input: (w) => ({ organisation: w.organisation, person: w.rightful.person, ...invitation() }),
	},
	'members.inviteMember': { input: (w) => ({ organisation: w.organisation, ...invitation() }) },
	'members.inviteOrganisation': {
		office: true,
		may: { office: 'the office’s coordinators invite organisations' },
		input: (w) => ({ organisation: randomUUID(), by: w.organisation, ...invitation() }),
	},
	'members.keepPrintedSheet': { own: true, input: () => ({ wrapped: bytes(64), proof: bytes(32) }) },
	'members.listApplications': { own: true, input: nothing },
	'members.listColleagues': { input: ofOrganisation, may: { unprogrammed: 'colleagues know each other' } },
	'members.listDemonstrationAccounts': { open: true, input: nothing },
	'members.listMySessions': { own: true, input: nothing },
	'members.listOpenInvitations': { input: ofOrganisation },
	'members.makeBackupCodes': { own: true, input: nothing },
	'members.myKeys': { own: true, input: nothing },
	'members.proveRecovery': {
		open: true,
		input: () => ({ ticket: bytes(60), signature: bytes(64), registrationRequest: bytes(32) }),
	},
	'members.readInvitation': { open: true, input: () => ({ token: token() }) },
	'members.recordCallBack': {
		office: true,
		may: { office: 'the office calls back' },
		input: ({ applicant }) => ({ applicant }),
	},
	'members.refuseApplicant': {
		office: true,
		may: { office: 'the office refuses' },
		input: ({ applicant }) => ({ applicant }),
	},
	'members.removeFactor': { own: true, input: ({ factor }) => ({ factor }) },
	'members.settleInvitation': { input: ({ organisation, invitation }) => ({ organisation, invitation }) },
	'members.signOut': { own: true, input: nothing },
	'members.startAccount': {
		open: true,
		input: () => ({ token: token(), loginName: 'somebody', registrationRequest: bytes(32) }),
	},
	'members.startPassphrase': { own: true, input: () => ({ registrationRequest: bytes(32) }) },
	'members.startRecovery': { open: true, input: () => ({ loginName: 'somebody' }) },
	'members.startSignIn': {
		open: true,
		input: () => ({ loginName: 'somebody', startLoginRequest: bytes(96) }),
	},
	'members.vouchFor': {
		// In the name of an organisation that is not one's own.
		input: ({ applicant, organisation }) => ({ applicant, organisation }),
		may: { unprogrammed: 'every member may vouch for their organisation' },
	},
	'members.whoAmI': { open: true, input: nothing },
	'members.withdrawInvitation': { input: ({ organisation, invitation }) => ({ organisation, invitation }) },
	'vault.beginOrganisation': {
		input: (w) => ({
			organisation: w.organisation,
			record: sealed('logRecord'),
			secret: { person: w.rightful.person, bytes: sealed('organisationSecrets') },
		}),
	},
	'vault.bringBackEpoch': {
		input: (w) => ({ ...atVault(w), restore: randomUUID(), ladders: [], grants: [] }),
		may: everyMember,
	},
	'vault.bringBackLog': {
		input: (w) => ({ ...ofOrganisation(w), restore: randomUUID(), records: [sealed('logRecord')] }),
		may: everyMember,
	},
	'vault.confirmRecovery': { input: (w) => ({ ...ofOrganisation(w), period: sealed('recoveryPeriod') }) },
	'vault.certifyIntake': {
		input: (w) => ({ ...atVault(w), certificate: sealed('document') }),
		may: everyMember,
	},
	'vault.extendLog': {
		input: (w) => ({ organisation: w.organisation, record: sealed('logRecord') }),
		may: everyMember,
	},
	'vault.fetchCheckpoints': { input: (w) => ({ ...atVault(w), after: 0 }) },
	'vault.fetchDocument': { open: true, input: () => ({ kind: 'routing' }) },
	'vault.grantVault': {
		input: (w) => ({
			...atVault(w),
			record: sealed('logRecord'),
			grant: { person: w.rightful.person, bytes: sealed('grant') },
		}),
		may: everyMember,
	},
	'vault.keepCheckpoint': {
		input: (w) => ({ ...atVault(w), number: 1, change: 1, checkpoint: sealed('checkpoint') }),
	},
	'vault.listOwnOrganisations': { own: true, input: nothing },
	'vault.openEpoch': {
		input: (w) => ({
			...atVault(w),
			record: sealed('logRecord'),
			grants: [{ person: w.rightful.person, bytes: sealed('grant') }],
		}),
		may: everyMember,
	},
	'vault.proposeRestoration': {
		input: (w) => ({ organisation: w.organisation, record: sealed('logRecord') }),
		may: everyMember,
	},
	'vault.publishDocument': {
		// Only the office signs for the network; the victim here is another organisation.
		office: true,
		input: (w) => ({ organisation: w.organisation, kind: 'routing', document: sealed('document') }),
	},
	'vault.publishIntroductionKey': { input: (w) => ({ ...ofOrganisation(w), document: sealed('document') }) },
	'vault.listIntroductionKeys': {
		input: () => ({ after: null }),
		may: {
			stranger: 'public keys, signed, of all organisations',
			office: 'the same',
			unprogrammed: 'the same',
		},
	},
	'vault.readIntroductionKey': {
		input: (w) => ({ of: w.organisation }),
		may: {
			stranger: 'a public key, signed, for whoever of the network seals to it',
			office: 'the same',
			unprogrammed: 'the same',
		},
	},
	'vault.readOrganisation': { input: ofOrganisation, may: everyMember },
	'vault.readPartnerLog': { input: (w) => ({ organisation: w.partner }) },
	'vault.sealToRecovery': {
		input: (w) => ({ ...atVault(w), epoch: 1, recovery: sealed('recoveryGrant') }),
		may: everyMember,
	},
	'vault.shareSecrets': {
		input: (w) => ({
			organisation: w.organisation,
			secrets: [{ person: w.rightful.person, bytes: sealed('organisationSecrets') }],
		}),
	},
};
