import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a build hands to browsers: address → SHA-256 in hex. */
export type Manifest = ReadonlyMap<string, string>;

/** Reads what a build would serve. */
export async function readManifest(client: string): Promise<Manifest> {
	const entries = await readdir(client, { withFileTypes: true, recursive: true });
	const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	const pairs = await Promise.all(
		files.map(
			async (path) =>
				[`/${path.slice(client.length + 1).replaceAll('\\', '/')}`, sha256(await readFile(path))] as const,
		),
	);
	return new Map(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One number for the whole of it, to be published and compared by telephone: SHA-256 of the sorted list. */
export function digestOf(manifest: Manifest): string {
	return sha256(Buffer.from([...manifest].map(([path, hash]) => `${hash}  ${path}\n`).join('')));
}

export function sha256(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}
