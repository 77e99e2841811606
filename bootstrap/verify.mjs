// `npm run verify`: what a contributor runs before pushing. One line a check, and what a failing one said.
// `npm run verify -- lint types` runs only the checks whose names hold one of the words.
import { spawn } from 'node:child_process';
import os from 'node:os';
import { generators, keepPluralRules } from './build.mjs';
import { missingFromLock } from './complete-lock.mjs';
import { at, refuse, root } from './places.mjs';
import { oversized } from './sizes.mjs';

const bin = (name) => at('node_modules', '.bin', name);

/** Runs a tool in silence; resolves with what it said, and whether it was content. */
function tool(command, args) {
	return () =>
		new Promise((resolve) => {
			const said = [];
			const child = spawn(command, args, {
				cwd: root,
				env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
			});
			child.stdout.on('data', (chunk) => said.push(chunk));
			child.stderr.on('data', (chunk) => said.push(chunk));
			child.on('error', (problem) => resolve({ passed: false, said: problem.message }));
			child.on('close', (code) =>
				resolve({ passed: code === 0, said: Buffer.concat(said).toString().trim() }),
			);
		});
}

/** A check of ours: the sentences it gives back are what is wrong. */
const rule = (find) => async () => {
	const wrong = await find();
	return { passed: wrong.length === 0, said: wrong.join('\n') };
};

/** Everything after stands on these. */
const foundations = [
	{
		name: 'words compile',
		async run() {
			const result = await tool(process.execPath, generators[0])();
			if (result.passed) keepPluralRules();
			return result;
		},
	},
	{ name: 'framework types', run: tool(process.execPath, generators[1]) },
];

/** The longest first, so that two cores end together. */
const checks = [
	{
		name: 'types (svelte-check, which reads every .ts too)',
		run: tool(bin('svelte-check'), [
			'--tsconfig',
			'./tsconfig.json',
			'--fail-on-warnings',
			'--output',
			'human',
		]),
	},
	{
		name: 'rooms and doors (dependency-cruiser)',
		run: tool(bin('depcruise'), ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'src']),
	},
	{
		name: 'types of the service worker (tsc)',
		run: tool(bin('tsc'), ['--project', 'src/service-worker/tsconfig.json']),
	},
	{ name: 'nothing unused (knip)', run: tool(bin('knip'), ['--no-progress']) },
	{ name: 'lint (oxlint)', run: tool(bin('oxlint'), ['--deny-warnings']) },
	{ name: 'format (oxfmt)', run: tool(bin('oxfmt'), ['--check']) },
	{ name: 'sizes of files', run: rule(oversized) },
	{ name: 'lock file is whole', run: rule(missingFromLock) },
];

async function show({ name, run }) {
	const began = performance.now();
	const { passed, said } = await run();
	const seconds = ((performance.now() - began) / 1000).toFixed(1);
	console.log(`${passed ? '✓' : '✗'} ${name} ${seconds} s`);
	if (!passed && said) console.log(said.replaceAll(/^/gm, '    '));
	return passed;
}

const words = process.argv.slice(2);
const chosen = checks.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (chosen.length === 0) {
	refuse(`No check is called that. There are:\n${checks.map(({ name }) => `  ${name}`).join('\n')}`, 2);
}
const total = chosen.length;
let failed = 0;
for (const check of foundations) if (!(await show(check))) failed += 1;
if (failed === 0) {
	const waiting = chosen;
	const worker = async () => {
		for (let next = waiting.shift(); next; next = waiting.shift()) if (!(await show(next))) failed += 1;
	};
	await Promise.all(Array.from({ length: Math.min(2, os.availableParallelism()) }, worker));
}
console.log(
	failed === 0 ? 'Every check passed.' : `${failed} of ${foundations.length + total} checks failed.`,
);
process.exitCode = failed === 0 ? 0 : 1;
