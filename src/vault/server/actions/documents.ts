import { action, everyone, memberOf } from '#platform/action/index.ts';
import { announce } from '#platform/live/bus.ts';
import { ok, refuse } from '#platform/result.ts';
import { toBase64url } from '../../format/bytes.ts';
import { CheckpointBody } from '../../format/checkpoint.ts';
import { readFrame } from '../../format/frame.ts';
import { readDocument } from '../../seal/documents.ts';
import { readState } from '../append.ts';
import { CertifyIntake, FetchDocument, KeepCheckpoint, ListCheckpoints, PublishDocument } from '../model.ts';
import {
	findCheckpointNumber,
	findPublicDocument,
	insertCheckpoint,
	insertPublicDocument,
	listCheckpoints,
	updateIntakeKey,
} from '../store/documents.ts';
import { holdersOf } from '../folders/access.ts';
import { theOrganisation } from './log.ts';

/** Pages that show the network's signed documents or intake keys carry this tag. */
export const documentsTag = 'network-documents';

/** Keeps a signed checkpoint of a vault's heads; whoever comes second at a number reads the other's first. */
export const keepCheckpoint = action({
	name: 'vault.keepCheckpoint',
	input: KeepCheckpoint,
	access: holdersOf(),
	async run({ tx, actor, touched }, { organisation, vault, number, change, checkpoint }) {
		const frame = readFrame('checkpoint', checkpoint, CheckpointBody);
		if (!frame.ok) return frame;
		const { header } = frame.value;
		if (header.organisation !== organisation || header.vault !== vault)
			return refuse('checkpoint.other-vault');
		if (actor.kind !== 'member' || header.by !== (actor.person as string)) {
			return refuse('membership.other-actor');
		}
		const last = await findCheckpointNumber(tx, organisation, vault);
		const row = { organisation, vault, number, change, person: header.by, bytes: checkpoint };
		if (number !== last + 1 || !(await insertCheckpoint(tx, row))) return refuse('checkpoint.moved-on');
		touched('vault', vault);
		return ok({ number });
	},
});

/** The checkpoints after one's own, oldest first. */
export const fetchCheckpoints = action({
	name: 'vault.fetchCheckpoints',
	input: ListCheckpoints,
	access: holdersOf(),
	writes: false,
	async run({ tx }, { organisation, vault, after }) {
		const rows = await listCheckpoints(tx, organisation, vault, after);
		return ok({
			checkpoints: rows.map(({ number, change, bytes }) => ({
				number,
				change,
				checkpoint: toBase64url(bytes),
			})),
		});
	},
});

/** Publishes the organisation's word for its intake vault's key: of the declared epoch, and newer than before. */
export const certifyIntake = action({
	name: 'vault.certifyIntake',
	input: CertifyIntake,
	access: memberOf(theOrganisation),
	async run({ tx, now, touched }, { organisation, vault, certificate }) {
		const state = await readState(tx, organisation);
		if (!state.ok) return state;
		const read = readDocument('intake', certificate, state.value.keys.signing);
		if (!read.ok) return read;
		const { value } = read;
		if (value.organisation !== organisation || value.vault !== vault) return refuse('document.other-vault');
		const record = state.value.vaults.get(value.vault);
		const declared = record?.epochs.get(record.current);
		if (declared?.epoch !== value.epoch || declared.key !== value.key)
			return refuse('grant.epoch-not-declared');
		const expires_at = new Date(value.expires);
		if (expires_at <= now) return refuse('trust.expired');
		await updateIntakeKey(tx, { organisation, vault, epoch: value.epoch, bytes: certificate, expires_at });
		await announce(tx, { kind: 'pages', tags: [documentsTag] });
		touched('vault', vault);
		return ok({ expires: value.expires });
	},
});

/** Publishes the next version of the network's list or routing, signed with the office's key. */
export const publishDocument = action({
	name: 'vault.publishDocument',
	input: PublishDocument,
	access: memberOf(theOrganisation, { office: true, coordinator: true }),
	async run({ tx, touched }, { organisation, kind, document }) {
		const state = await readState(tx, organisation);
		if (!state.ok) return state;
		const read = readDocument(kind, document, state.value.keys.signing);
		if (!read.ok) return read;
		const last = await findPublicDocument(tx, kind);
		const { version } = read.value;
		const next = version === (last?.version ?? 0) + 1;
		if (!next || !(await insertPublicDocument(tx, { kind, version, bytes: document }))) {
			return refuse('document.moved-on');
		}
		await announce(tx, { kind: 'pages', tags: [documentsTag] });
		touched('document', `${kind} ${version}`);
		return ok({ version });
	},
});

/** The newest version of one of the network's documents, for whoever checks or follows it. */
export const fetchDocument = action({
	name: 'vault.fetchDocument',
	input: FetchDocument,
	access: everyone('signed for strangers, who check it themselves'),
	writes: false,
	async run({ tx }, { kind }) {
		const found = await findPublicDocument(tx, kind);
		return ok({ document: found ? toBase64url(found.bytes) : null });
	},
});
