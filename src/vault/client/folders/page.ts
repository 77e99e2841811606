import type { Called } from '../keeper/rpc.ts';
import type { FolderDesk, FolderRef, Live, Progress } from './model.ts';
import type { FolderOperations, FolderTopics } from './operations.ts';

/** The folders as a page holds them, over its line to the keeper. */
export function folderDesk(keeper: Called<FolderOperations, FolderTopics>): FolderDesk {
	/** A subscription that is not moved by its page. */
	const still = ({ stop }: { stop: () => void }): Live => ({ change: () => undefined, stop });
	return {
		list: (query, show) => keeper.watch('folders', query, show),
		open: (folder: FolderRef, show) => still(keeper.watch('folder', folder, show)),
		async search(text, options) {
			const found = await keeper.searchFolders({ text, options });
			return found.ok ? found.value : { hits: [], total: 0, complete: false };
		},
		create: (folder) => keeper.createFolder(folder),
		append: (folder, chain, entry) => keeper.appendEntry({ folder, chain, entry }),
		updateCover: (folder, cover, heads) => keeper.updateCover({ folder, cover, heads }),
		async markSeen(folder, seen = true) {
			await keeper.markFolderSeen({ folder, seen });
		},
		share: (folder, to, by) => keeper.shareFolder({ folder, to, by }),
		destroy: (folder, by) => keeper.destroyFolder({ folder, by }),
		keepDraft: (name, draft) => keeper.keepDraft({ name, draft }),
		readDraft: (name) => keeper.readDraft({ name }),
		attach: (folder, chain, file, { signal, ...named }, progress) =>
			keeper.attachFile({ folder, chain, file, ...named }, { signal, progress }),
		openFile: (folder, file, piece, signal) =>
			keeper.readFile(
				{ folder, file },
				{
					signal,
					progress: ({ bytes, done }: { bytes: Uint8Array<ArrayBuffer>; done: Progress }) =>
						piece(bytes, done),
				},
			),
		outbox: (show) => still(keeper.watch('outbox', undefined, show)),
		async saveUnsent() {
			const saved = await keeper.saveUnsent();
			return saved.ok ? saved.value : new Uint8Array();
		},
		restoreUnsent: (saved) => keeper.restoreUnsent({ saved }),
		async dismiss(item) {
			await keeper.dismissUnsent({ item });
		},
		standing: (show) => still(keeper.watch('standing', undefined, show)),
	};
}
