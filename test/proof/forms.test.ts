/**
 * A browser notes what is typed, in clear, to restore a tab and to propose it later; in a form with
 * `autocomplete="off"` it does not. Every form says which it is, and only where somebody signs in is it on: there
 * a manager of passwords may help.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { expect, test } from 'vitest';

const src = path.join(import.meta.dirname, '..', '..', 'src');
const whereOneSignsIn = ['BeginPage', 'KeepPassphrase', 'OfflineEntry', 'OfflineSwitch', 'SignInSteps'];

/** What each form of a component says of itself. */
function sayings(source: string): string[] {
	const found: string[] = [];
	const look = (node: unknown): void => {
		if (Array.isArray(node)) return node.forEach(look);
		if (typeof node !== 'object' || node === null) return;
		const { type, name, attributes } = node as Partial<AST.RegularElement>;
		if (type === 'RegularElement' && name === 'form') {
			const said = attributes?.find((one) => one.type === 'Attribute' && one.name === 'autocomplete');
			found.push(said ? source.slice(said.start, said.end) : 'nothing');
		}
		for (const value of Object.values(node)) look(value);
	};
	look(parse(source, { modern: true }).fragment);
	return found;
}

test('every form says whether the browser may note what is typed into it', async () => {
	const files = (await readdir(src, { recursive: true })).filter(
		(file) => file.endsWith('.svelte') && !file.includes(`stories${path.sep}`),
	);
	const wrong: string[] = [];
	let forms = 0;
	for (const file of files) {
		const signsIn = whereOneSignsIn.includes(path.basename(file, '.svelte'));
		for (const said of sayings(await readFile(path.join(src, file), 'utf8'))) {
			forms++;
			const may = said === 'autocomplete="off"' || (signsIn && said === 'autocomplete="on"');
			if (!may) wrong.push(`${file}: ${said}`);
		}
	}
	expect(wrong).toEqual([]);
	expect(forms).toBeGreaterThan(20);
});
