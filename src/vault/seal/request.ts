import type { Plain } from '../format/cbor.ts';
import type { SealedEntry, SealedFirstCover, SealedKeyBox } from '../format/envelope.ts';
import type { EntryContent } from '../format/headers.ts';
import type { ChainPlace, EntryHash, EntryId } from '../format/model.ts';
import { boxForVault, boxForVisitor, keyForAppend, makeChainKey, type ChainKey } from './chain-key.ts';
import { sealFirstCover } from './cover.ts';
import { sealEntry } from './entry.ts';
import { visitorKeys, type FollowUp } from './follow-up.ts';
import { senderFolder } from './sender-folder.ts';
import type { TrustedIntake } from './trust.ts';

/** What a sender hands over, in their browser or, without script, in the intake's child process. */
export interface RequestToSeal {
	readonly entry: EntryId;
	readonly intake: TrustedIntake;
	/** The backup's own certified intake, where the sender consents. */
	readonly backup?: TrustedIntake;
	readonly followUp: FollowUp;
	readonly sealedBy: 'browser' | 'server';
	readonly at: string;
	readonly type: EntryContent['type'];
	/** The request itself, file references included. */
	readonly body: Plain;
	/** What the desk's queue shows before anybody has opened the request. */
	readonly summary: Plain;
}

export interface SealedRequest {
	readonly place: ChainPlace;
	/** To the desk's vault, the sender, and the backup where there is one. */
	readonly boxes: readonly SealedKeyBox[];
	readonly entry: SealedEntry;
	readonly hash: EntryHash;
	readonly cover: SealedFirstCover;
	/** For sealing more in the same sitting. */
	readonly key: ChainKey;
}

/** Seals a new request: the first entry of a dialogue, signed with the key that the follow-up code gives. */
export function sealRequest(request: RequestToSeal): SealedRequest {
	const { intake, backup, followUp } = request;
	const folder = senderFolder(followUp.signing.public);
	const place: ChainPlace = {
		organisation: intake.organisation,
		vault: intake.vault,
		folder,
		chain: 'dialogue',
	};
	const key = makeChainKey(place, intake.epoch);
	const visitor = visitorKeys(followUp);
	const { sealed, hash } = sealEntry({
		key,
		id: request.entry,
		heads: [],
		signing: followUp.signing,
		content: {
			type: request.type,
			author: { kind: 'visitor', signing: visitor.signing, sealedBy: request.sealedBy },
			at: request.at,
			body: request.body,
			log: null,
			visitor,
		},
	});
	const boxes = [
		boxForVault(key, intake),
		boxForVisitor(key, visitor.sealing),
		...(backup ? [boxForVault(key, backup)] : []),
	];
	const cover = sealFirstCover(
		{ organisation: intake.organisation, vault: intake.vault, folder },
		{ epoch: intake.epoch, key: intake.key },
		request.summary,
	);
	return { place, boxes, entry: sealed, hash, cover, key };
}

/** What a sender adds later, having opened their dialogue with the code. */
export interface FurtherToSeal {
	readonly place: ChainPlace;
	readonly entry: EntryId;
	/** The keys and heads of the opened dialogue. */
	readonly keys: Iterable<ChainKey>;
	readonly heads: readonly EntryHash[];
	/** The desk's certificate as it is today: a new epoch means a new key. */
	readonly intake: TrustedIntake;
	readonly backup?: TrustedIntake;
	readonly followUp: FollowUp;
	readonly sealedBy: 'browser' | 'server';
	readonly at: string;
	readonly type: EntryContent['type'];
	readonly body: Plain;
}

/** Seals a further entry of the sender; `boxes` is empty while the key in force goes on. */
export function sealFurther(further: FurtherToSeal): Pick<SealedRequest, 'boxes' | 'entry' | 'hash' | 'key'> {
	const { place, intake, backup, followUp } = further;
	const { key, fresh, after } = keyForAppend(place, further.keys, intake.epoch);
	const { sealed, hash } = sealEntry({
		key,
		id: further.entry,
		heads: further.heads,
		signing: followUp.signing,
		content: {
			type: further.type,
			author: { kind: 'visitor', signing: followUp.signing.public, sealedBy: further.sealedBy },
			at: further.at,
			body: further.body,
			log: null,
		},
	});
	const fresher = () => [
		boxForVault(key, intake),
		boxForVisitor(key, followUp.sealing.public, after),
		...(backup ? [boxForVault(key, backup)] : []),
	];
	return { boxes: fresh ? fresher() : [], entry: sealed, hash, key };
}
