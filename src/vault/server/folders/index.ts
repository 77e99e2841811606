/** The server door of folders: what programmes and the intake call beside their own rows. */
import './tables.ts';

export { folderActions } from './actions.ts';
export { holdsVault, ownsFolder } from './access.ts';
export { keepBroughtBack } from './bring-back.ts';
export { adoptChunks, mostChunk, readStoredChunk, removeChunks, writeChunk } from './chunks.ts';
export { readChunkAddress, receiveChunk, sendChunk } from './files.ts';
export { keepEntries, keepFolder, touchFolder } from './keep.ts';
export { sweepOrphans, sweepOrphansTask } from './orphans.ts';
export { AppendEntries, BringBackFolder, CreateFolder } from './model.ts';
export { updateShareState } from './store/write.ts';
