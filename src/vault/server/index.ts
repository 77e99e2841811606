/** The server door of the vault: it keeps and checks what is sealed, and opens nothing. */
import './tables.ts';
import * as documents from './actions/documents.ts';
import * as introductions from './actions/introductions.ts';
import * as log from './actions/log.ts';
import { readPartnerLog } from './actions/partners.ts';
import * as recovery from './actions/recovery.ts';
import * as vaults from './actions/vaults.ts';

/** For `app/actions.ts`. */
export const vaultActions = {
	beginOrganisation: log.beginOrganisation,
	extendLog: log.extendLog,
	shareSecrets: log.shareSecrets,
	proposeRestoration: log.proposeRestoration,
	readOrganisation: log.readOrganisation,
	listOwnOrganisations: log.listOwnOrganisations,
	readPartnerLog,
	openEpoch: vaults.openEpoch,
	grantVault: vaults.grantVault,
	sealToRecovery: vaults.sealToRecovery,
	keepCheckpoint: documents.keepCheckpoint,
	fetchCheckpoints: documents.fetchCheckpoints,
	certifyIntake: documents.certifyIntake,
	publishDocument: documents.publishDocument,
	fetchDocument: documents.fetchDocument,
	publishIntroductionKey: introductions.publishIntroductionKey,
	readIntroductionKey: introductions.readIntroductionKey,
	listIntroductionKeys: introductions.listIntroductionKeys,
	bringBackLog: recovery.bringBackLog,
	bringBackEpoch: recovery.bringBackEpoch,
	confirmRecovery: recovery.confirmRecovery,
};

export { readState } from './append.ts';
export { followLive } from './live.ts';
export { findPublicDocument } from './store/documents.ts';
export { nextChange } from './store/change.ts';
export { checkIntegrity } from './integrity.ts';
