// No file that a person must read whole may be longer than a person reads whole.
import { readFileSync } from 'node:fs';
import { at, filesBelow } from './places.mjs';

const most = 400;
const medianMost = 100;

/** Data tables and vectors are looked things up in, not read. */
const isData = (file) => /\.(?:data|vectors)\.ts$|\/vectors\//.test(file);

const isWritten = (file) => file !== 'src/words' && !isData(file);
const isCode = (file) => /\.(?:ts|mjs|svelte)$/.test(file);

/** One sentence for each file that is too long, and one when the median is. */
export function oversized() {
	const lengths = filesBelow(['src', 'test', 'e2e', 'bench', 'bootstrap'], isWritten)
		.filter(isCode)
		.map((file) => ({
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
