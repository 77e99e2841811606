/** The server door of folders: what programmes and the intake call beside their own rows. */
import './tables.ts';

export * as folderActions from './actions.ts';
export { findHolding, holdersOf, holdsVault, ownersOfFolder, readersOfFolder } from './access.ts';
export {
	adoptChunks,
	mostChunk,
	readStoredChunk,
	removeChunks,
	writeChunk,
	type FilePlace,
} from './chunks.ts';
export { placeOf, readChunkAddress, receiveChunk, sendChunk } from './files.ts';
export { keepCover, keepDestruction, keepEntries, keepFolder, touchFolder, type Kept } from './keep.ts';
export { AppendEntries, CreateFolder, DestroyFolder, ShareFolder } from './model.ts';
export { addressedTo } from './reading.ts';
export { insertFile } from './store/files.ts';
export { insertShare, updateShareState } from './store/write.ts';
