import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import type { Runtime } from '../runtime.ts';

export interface KeptLetter {
	readonly id: string;
	readonly subject: string;
	readonly text: string;
	/** When it was written to the folder, ISO 8601. */
	readonly at: string;
}
const most = 20;

/**
 * Letters to some addresses, the newest first, from the folder where they are put when no mail server is
 * configured. For the demonstration, whose people have no mail boxes.
 */
export async function readKeptLetters(runtime: Runtime, to: readonly string[]): Promise<KeptLetter[]> {
	const folder = join(runtime.config.dataDir, 'mail');
	const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
	const dated = await Promise.all(
		names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtime })),
	);
	const found: KeptLetter[] = [];
	for (const { name, at } of dated.toSorted((a, b) => b.at.getTime() - a.at.getTime())) {
		const letter = await PostalMime.parse(await readFile(join(folder, name)));
		if (!letter.to?.some(({ address }) => address !== undefined && to.includes(address))) continue;
		const id = name.slice(0, -'.eml'.length);
		found.push({ id, subject: letter.subject ?? '', text: letter.text ?? '', at: at.toISOString() });
		if (found.length === most) break;
	}
	return found;
}
