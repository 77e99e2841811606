import { fromBase64url } from '../format/bytes.ts';
import { hash } from '../format/hash.ts';
import { idOf } from '../format/ids.ts';
import { FolderId, type SigningKey } from '../format/model.ts';

/**
 * The id of the folder that a follow-up code begins. It commits to the sender's signing key, so that a server
 * can neither put another sender in the place of the first nor forge their wish to have the folder destroyed:
 * whoever knows the id, and has opened nothing, knows whose signature counts. One code, one folder.
 */
export function senderFolder(signing: SigningKey): FolderId {
	const key = fromBase64url(signing) ?? new Uint8Array();
	return idOf(FolderId, hash('accord/v1/sender-folder', key, 16));
}
