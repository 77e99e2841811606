// Generates the words and types, and builds the pages, when what they are made from has changed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { besides, run } from './child.mjs';
import { projectNode } from './node.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { at, filesBelow, fingerprint, refuse, remember, remembered } from './places.mjs';

const settings = ['package-lock.json', 'project.inlang/settings.json', 'tsconfig.json', 'vite.config.ts'];
const isSource = (file) => file !== 'src/words' && !/\.(test|spec)\.ts$|\.md$/.test(file);

/** What the words and the types are made from; of the routes, only which there are. */
const wordsWanted = () =>
	fingerprint(
		[...filesBelow(['messages']), ...filesBelow(settings)],
		filesBelow(['src/routes'], (file) => !file.endsWith('.test.ts')),
	);

/** What the pages are made from. */
const pagesWanted = () =>
	fingerprint(filesBelow(['src', 'messages', 'static', 'package.json', ...settings], isSource));

const stamp = at('build', '.stamp');

function builtFrom() {
	try {
		return readFileSync(stamp, 'utf8');
	} catch {
		return undefined;
	}
}

const bin = (part, file) => at('node_modules', ...part.split('/'), ...file.split('/'));

/** The tools that generate, as arguments for Node. */
export const generators = [
	[
		bin('@inlang/paraglide-js', 'bin/run.js'),
		'compile',
		'--silent',
		'--project=./project.inlang',
		'--outdir=./src/words',
		'--strategy=globalVariable',
		'--strategy=baseLocale',
		// One file a language: the server reads them as they are, and thousands would slow its start.
		'--output-structure=locale-modules',
		'--no-emit-readme',
		'--no-emit-prettier-ignore',
	],
	[bin('@sveltejs/kit', 'svelte-kit.js'), 'sync'],
];

async function step(name, args, env = {}) {
	const code = await run(projectNode(), args, {
		stdio: besides,
		env: { ...process.env, NODE_ENV: 'production', ...env },
	});
	if (code !== 0) refuse(`${name} failed (see above). Nothing was started.`, code);
}

/**
 * The generated words make a new Intl.PluralRules for every plural, a twentieth of the work of a public page.
 * One a language is enough; a generator that writes it otherwise stops here rather than being slow unseen.
 */
export function keepPluralRules() {
	const file = at('src', 'words', 'registry.js');
	const text = readFileSync(file, 'utf8');
	if (text.includes('const rulesOf')) return;
	const made = 'new Intl.PluralRules(locale, options).select(';
	if (!text.includes(made))
		refuse('The generator of words makes plurals in another way: see bootstrap/build.mjs.', 1);
	const kept = `const rules = new Map();
const rulesOf = (locale, options) => {
	const key = locale + (options?.type ?? '');
	const held = rules.get(key) ?? new Intl.PluralRules(locale, options);
	rules.set(key, held);
	return held;
};
`;
	writeFileSync(file, `${kept}\n${text.replace(made, 'rulesOf(locale, options).select(')}`);
}

async function generateNow(wanted) {
	for (const args of generators) await step('Generating the words and types', args);
	keepPluralRules();
	remember('words', { wanted });
}

const wordsAreFresh = (wanted) =>
	remembered('words')?.wanted === wanted && existsSync(at('src', 'words', 'messages.js'));

/** Makes sure that src/words and the framework's types are there. */
export async function generate() {
	const wanted = wordsWanted();
	if (wordsAreFresh(wanted)) return;
	await oneAtATime(async () => {
		if (wordsAreFresh(wanted)) return;
		console.error('Generating the words and types…');
		await generateNow(wanted);
	});
}

/** Makes sure that build/ is made from what is there now. */
export async function build() {
	await generate();
	const wanted = pagesWanted();
	if (builtFrom() === wanted) return;
	await oneAtATime(async () => {
		if (builtFrom() === wanted) return;
		console.error('Building the pages…');
		// What it is made from names the build: a clock would make every one of them another.
		const env = { ACCORD_BUILD: wanted.slice(0, 16) };
		await step('Building', [bin('vite', 'bin/vite.js'), 'build', '--logLevel=error'], env);
		writeFileSync(stamp, wanted);
	});
}
