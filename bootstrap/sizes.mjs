// No file that a person must read whole may be longer than a person reads whole.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { at, root } from './places.mjs';

const most = 400;
const medianMost = 100;

/** Data tables and vectors are looked things up in, not read. */
const isData = (file) => /\.(?:data|vectors)\.ts$|\/vectors\//.test(file);

function trackedFiles() {
	const said = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
		cwd: root,
		encoding: 'utf8',
	});
	return said
		.split('\0')
		.filter((file) => /\.(?:ts|mjs|svelte)$/.test(file) && !isData(file) && existsSync(at(file)));
}

/** One sentence for each file that is too long, and one when the median is. */
export function oversized() {
	const lengths = trackedFiles().map((file) => ({
		file,
		lines: readFileSync(at(file), 'utf8').split('\n').length - 1,
	}));
	const wrong = lengths
		.filter(({ lines }) => lines > most)
		.map(({ file, lines }) => `${file} has ${lines} lines; ${most} is the most.`);
	const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
	const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
	if (median >= medianMost)
		wrong.push(`The median file has ${median} lines; it should be under ${medianMost}.`);
	return wrong;
}
