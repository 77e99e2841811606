import { sha256, type Manifest } from './manifest.ts';

/** One difference between what was built and what a server hands out. */
export interface Difference {
	readonly kind: 'other' | 'missing' | 'foreign-script' | 'inline-script';
	readonly path: string;
}

/** Pages on which code runs that may see what is opened. */
const pages = ['/ru/desk', '/en/desk', '/ru/write', '/en/write', '/ru/write/follow', '/en/write/follow'];

/** The one inline script that a page may hold: the framework's, which only starts files of ours. */
const starter =
	/^\s*\{\s*(?:const|let|var)?[\s\S]{0,400}?Promise\.all\(\[\s*import\("(\/_app\/immutable\/entry\/start\.[\w-]+\.js)"\),\s*import\("(\/_app\/immutable\/entry\/app\.[\w-]+\.js)"\)\s*\]\)\.then\(\(\[kit, app\]\) => \{\s*kit\.start\(app, element(?:, \{[\s\S]{0,400}?\})?\);\s*\}\);\s*\}\s*$/;

/**
 * Fetches every file of the manifest from the server and compares it; then reads the pages that run code
 * and refuses any script that is not one of these files.
 */
export async function verifyServed(
	origin: string,
	manifest: Manifest,
	progress?: (done: number) => void,
): Promise<Difference[]> {
	const differences: Difference[] = [];
	let done = 0;
	for (const [path, hash] of manifest) {
		const answer = await fetch(new URL(path, origin));
		const bytes = new Uint8Array(await answer.arrayBuffer());
		if (!answer.ok) differences.push({ kind: 'missing', path });
		else if (sha256(bytes) !== hash) differences.push({ kind: 'other', path });
		done += 1;
		progress?.(done);
	}
	for (const page of pages) {
		const answer = await fetch(new URL(page, origin));
		differences.push(...scriptsOf(await answer.text(), page, manifest));
	}
	return differences;
}

/** Scripts of a page that the manifest does not account for. */
export function scriptsOf(html: string, page: string, manifest: Manifest): Difference[] {
	const found: Difference[] = [];
	for (const [, attributes = '', text = ''] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi)) {
		const source = /\bsrc\s*=\s*"([^"]*)"/i.exec(attributes)?.[1];
		if (source !== undefined) {
			if (!manifest.has(source)) found.push({ kind: 'foreign-script', path: `${page} → ${source}` });
			continue;
		}
		const [, start, app] = starter.exec(text) ?? [];
		const known = start !== undefined && app !== undefined && manifest.has(start) && manifest.has(app);
		if (!known) found.push({ kind: 'inline-script', path: page });
	}
	if (/\son\w+\s*=|javascript:/i.test(html.replaceAll(/<script\b[\s\S]*?<\/script\s*>/gi, ''))) {
		found.push({ kind: 'inline-script', path: page });
	}
	return found;
}
