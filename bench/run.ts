/** `npm run bench [NAME…] [--json FILE] [--write]`: prints each figure with its unit and its peer. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { demo } from './demo.ts';
import { directory } from './directory.ts';
import { desk } from './desk/desk.ts';
import { shown, type Bench, type Figure } from './figure.ts';
import { machine } from './machine.ts';
import { importing } from './import.ts';
import { intake } from './intake.ts';
import { neighbours } from './neighbours.ts';
import { publicPage } from './public-page.ts';
import { searching } from './search.ts';

const benches: readonly Bench[] = [
	demo,
	publicPage,
	intake,
	desk,
	searching,
	directory,
	neighbours,
	importing,
];

const { values, positionals } = parseArgs({
	options: { json: { type: 'string' }, write: { type: 'boolean' } },
	allowPositionals: true,
});
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
	console.error(
		`There is no bench ${unknown.join(', ')}. There are:\n${benches.map((b) => `  ${b.name.padEnd(14)} ${b.says}`).join('\n')}`,
	);
	process.exit(2);
}
const chosen = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

const measured: (Figure & { bench: string })[] = [];
console.log(machine());
for (const bench of chosen) {
	console.log(`\n${bench.name}: ${bench.says}`);
	const say = (line: string) => {
		if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K  … ${line}`);
	};
	const figures = await bench.run(say);
	if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
	for (const figure of figures) {
		measured.push({ bench: bench.name, ...figure });
		console.log(`  ${lineOf(figure)}`);
	}
}
if (values.json !== undefined)
	await writeFile(values.json, `${JSON.stringify({ machine: machine(), figures: measured }, null, '\t')}\n`);
if (values.write) await writeFile(new URL('../docs/benchmarks.md', import.meta.url), document());

function lineOf({ name, value, unit, target, peer, note }: Figure): string {
	const parts = [`${name.padEnd(44)} ${shown(value).padStart(9)} ${unit}`];
	if (peer) parts.push(`ratio ${peer.ratio.toFixed(2)} to ${peer.name} (${shown(peer.value)})`);
	if (target) parts.push(`to reach: ${target}`);
	if (note) parts.push(note);
	return parts.join(' · ');
}

/** The page of figures: medians, with the machine and the command that prints them. */
function document(): string {
	const rows = measured.map(
		({ bench, name, value, unit, target, peer, note }) =>
			`| ${name} | ${shown(value)} ${unit}${peer ? `, ratio ${peer.ratio.toFixed(2)} to ${peer.name} (${shown(peer.value)})` : ''} | ${target ?? ''} | ${note ?? ''} | \`npm run bench ${bench}\` |`,
	);
	return `# Figures\n\nMedians, measured by \`npm run bench -- --write\` on: ${machine()}. Such machines differ from day to day: ratios say\nmore than absolute figures.\n\n| What | Measured | To reach | Notes | Command |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
}
