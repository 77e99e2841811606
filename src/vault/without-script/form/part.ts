import type { Result } from '#platform/result.ts';

/** What stands at the head of one part of a form: the name of the field, and of the file if it is one. */
export interface PartHead {
	/** A name of ours; other names are read past. */
	readonly name: string;
	readonly file?: { readonly name: string; readonly mediaType: string };
}

/** Takes the bytes of one part as they come. What it is given is zeroed afterwards: it keeps copies. */
export interface PartSink {
	readonly take: (bytes: Buffer) => void | Promise<void>;
	readonly close: () => void | Promise<void>;
}

/** Chooses who takes a part; nobody: its bytes are read past. */
export type OpenPart = (head: PartHead) => PartSink | undefined;

/** Reads a body piece by piece. Once `push` has refused, nothing more is read. */
export interface FormParser {
	readonly push: (chunk: Buffer) => Promise<Result<void>>;
	/** Whether the body ended where it should. */
	readonly end: () => Promise<Result<void>>;
	/** Zeroes what is still held of the body. */
	readonly forget: () => void;
}

/** More than any form of ours has. */
export const bounds = { parts: 64, headBytes: 8 * 1024, nameBytes: 128, boundaryBytes: 70 } as const;
