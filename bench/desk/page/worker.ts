import { act } from '#platform/act.ts';
import { refuse } from '#platform/result.ts';
import { startFolders, type FolderEngine } from '#vault/client/folders/engine.ts';
import { browserLine } from '#vault/client/folders/files.ts';
import type { FolderKeys } from '#vault/client/folders/ground.ts';
import { openShelf } from '#vault/client/folders/shelf-in-browser.ts';
import { OrganisationId, PersonId, VaultId } from '#vault/format/model.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { joinBooks } from '#vault/seal/authors.ts';
import { deriveEpoch } from '#vault/seal/epoch.ts';
import { makePerson } from '#vault/seal/person.ts';

/** What the bench gives instead of unlocking: the secrets of one person and one epoch. */
export interface Given {
	readonly person: string;
	readonly masterKey: Uint8Array;
	readonly organisation: string;
	readonly vault: string;
	readonly secret: Uint8Array;
}

let engine: FolderEngine | undefined;

addEventListener('message', async ({ data }: MessageEvent) => {
	if (data.kind === 'start') {
		await vaultReady();
		const person = PersonId.parse(data.given.person);
		const shelf = await openShelf(person);
		engine = await startFolders({ act, keys: keysOf(data.given as Given), shelf, line: browserLine });
		postMessage({ kind: 'started', at: performance.timeOrigin + performance.now() });
		const query = {
			window: { start: 0, count: 60 },
			sort: [{ field: 'cover.lastDialogueAt', descending: true }],
			count: ['cover.need', 'cover.region', 'unread'],
		} as const;
		engine.list(query, ({ rows, total, complete }) =>
			postMessage({ kind: 'view', rows: rows.length, total, complete }),
		);
		await engine.complete();
		postMessage({ kind: 'ready', at: performance.timeOrigin + performance.now() });
	} else if (data.kind === 'search') {
		const found = await engine?.search(data.text as string);
		postMessage({ kind: 'found', hits: found?.hits, total: found?.total });
	} else if (data.kind === 'stop') {
		await engine?.stop();
		postMessage({ kind: 'stopped' });
	}
});

function keysOf({ person, masterKey, organisation, vault, secret }: Given): () => FolderKeys {
	const place = { organisation: OrganisationId.parse(organisation), vault: VaultId.parse(vault), epoch: 1 };
	const current = deriveEpoch(place, secret);
	const held = { ...place, purpose: 'intake', epochs: new Map([[1, current]]), current };
	const secrets = { ...makePerson(PersonId.parse(person)), masterKey };
	const unknown = () => refuse('ring.organisation-unknown');
	const keys: FolderKeys = {
		secrets,
		person: secrets.person,
		signer: { person: secrets.person, signing: secrets.signing },
		vault: () => ({ ok: true, value: held }),
		vaults: () => [held],
		book: () => joinBooks(new Map()),
		head: unknown,
		boxSigner: unknown,
	};
	return () => keys;
}
