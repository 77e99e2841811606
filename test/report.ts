/** Reads what vitest wrote about a run. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

export type FileTime = { name: string; seconds: number };
/** A test that failed, with the first lines of what it said. */
export type Failure = { file: string; test: string; said: string };
export type Count = {
	passed: number;
	failed: number;
	skipped: number;
	files: FileTime[];
	failures: Failure[];
};

export const NOTHING: Count = { passed: 0, failed: 0, skipped: 0, files: [], failures: [] };

/** Enough of a failure to know where to look; the whole stands where it happened. */
const LINES_SAID = 6;

const report = z.object({
	testResults: z.array(
		z.object({
			name: z.string(),
			status: z.string(),
			startTime: z.number(),
			endTime: z.number(),
			message: z.string().default(''),
			assertionResults: z.array(
				z.object({
					status: z.string(),
					fullName: z.string().default(''),
					failureMessages: z.array(z.string()).nullish(),
				}),
			),
		}),
	),
});

/** Adds up one run. Whatever went wrong outside a test (a file that cannot be read, a crash) counts as one failed. */
export function count(file: string, exitCode: number): Count {
	let written: z.infer<typeof report>;
	try {
		written = report.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch {
		return { ...NOTHING, failed: 1 };
	}
	const sum: Count = { ...NOTHING, files: [], failures: [] };
	for (const { name, status, startTime, endTime, message, assertionResults } of written.testResults) {
		const inTests = assertionResults.filter((test) => test.status === 'failed');
		const failed = inTests.length;
		const passed = assertionResults.filter((test) => test.status === 'passed').length;
		sum.passed += passed;
		sum.failed += failed === 0 && status === 'failed' ? 1 : failed;
		sum.skipped += assertionResults.length - passed - failed;
		const file = path.relative(path.join(import.meta.dirname, '..'), name);
		sum.files.push({ name: file, seconds: (endTime - startTime) / 1000 });
		for (const { fullName, failureMessages } of inTests)
			sum.failures.push({ file, test: fullName, said: beginning((failureMessages ?? []).join('\n')) });
		if (failed === 0 && status === 'failed')
			sum.failures.push({ file, test: '(the file itself)', said: beginning(message) });
	}
	if (exitCode !== 0 && sum.failed === 0) sum.failed = 1;
	return sum;
}

function beginning(message: string): string {
	return stripVTControlCharacters(message).split('\n').slice(0, LINES_SAID).join('\n    ');
}

export function add(one: Count, other: Count): Count {
	return {
		passed: one.passed + other.passed,
		failed: one.failed + other.failed,
		skipped: one.skipped + other.skipped,
		files: [...one.files, ...other.files],
		failures: [...one.failures, ...other.failures],
	};
}

/** The files that took longest. */
export function slowest(files: FileTime[], how: number): FileTime[] {
	return files.toSorted((a, b) => b.seconds - a.seconds).slice(0, how);
}
