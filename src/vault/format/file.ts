import { z } from 'zod';
import { Bytes } from './frame.ts';
import { FileId } from './model.ts';

/** Plaintext of every chunk but the last. */
export const CHUNK_BYTES = 256 * 1024;
export const MOST_FILE_BYTES = 100 * 1024 * 1024;

/**
 * What an entry says of a file: its key and how to check that all of it is there. The name and type are
 * the sender's words and are never interpreted by the server.
 */
export const FileReference = z.strictObject({
	file: FileId,
	key: Bytes.refine((key) => key.length === 32),
	header: Bytes.refine((header) => header.length === 24),
	size: z.int().min(0).max(MOST_FILE_BYTES),
	chunks: z.int().min(1),
	name: z.string().max(255),
	mediaType: z.string().max(127),
});
export type FileReference = z.infer<typeof FileReference>;

/** The clear head of a chunk: which one it is. Authenticated with its content. */
export const ChunkHeader = z.strictObject({ file: FileId, index: z.int().min(0), last: z.boolean() });
export type ChunkHeader = z.infer<typeof ChunkHeader>;
