// Where things are. Plain JavaScript and nothing but Node: this runs before anything is installed.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const at = (...parts) => path.join(root, ...parts);

/** What the bootstrap remembers; gone together with what it tells about. */
const memory = at('node_modules', '.accord');

/** What a step left behind when it last ended well; undefined when it never did. */
export function remembered(step) {
	try {
		return JSON.parse(readFileSync(path.join(memory, `${step}.json`), 'utf8'));
	} catch {
		return undefined;
	}
}

/** Notes that a step ended well. */
export function remember(step, note) {
	mkdirSync(memory, { recursive: true });
	writeFileSync(path.join(memory, `${step}.json`), JSON.stringify(note));
}

/** Every file below the given files and folders that `wanted` lets through, sorted. */
export function filesBelow(names, wanted = () => true) {
	const found = [];
	const visit = (name) => {
		let entries;
		try {
			entries = readdirSync(at(name), { withFileTypes: true });
		} catch (problem) {
			if (problem.code === 'ENOTDIR') found.push(name);
			else if (problem.code !== 'ENOENT') throw problem;
			return;
		}
		for (const entry of entries) {
			const below = `${name}/${entry.name}`;
			if (!wanted(below)) continue;
			if (entry.isDirectory()) visit(below);
			else found.push(below);
		}
	};
	for (const name of names) visit(name);
	return found.sort();
}

/** One fingerprint of the names and contents of files. */
export function fingerprint(files, ...more) {
	const hash = createHash('sha256');
	for (const file of files) {
		const content = readFileSync(at(file));
		hash.update(`${file}\0${content.length}\0`).update(content);
	}
	return hash.update(JSON.stringify(more)).digest('hex');
}

/** Ends with a sentence for the person, not with a stack. */
export function refuse(sentence, code = 1) {
	console.error(sentence);
	process.exit(code);
}
