/** Reads what vitest wrote about a run. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

export type FileTime = { name: string; seconds: number };
export type Count = { passed: number; failed: number; skipped: number; files: FileTime[] };

const report = z.object({
	testResults: z.array(
		z.object({
			name: z.string(),
			status: z.string(),
			startTime: z.number(),
			endTime: z.number(),
			assertionResults: z.array(z.object({ status: z.string() })),
		}),
	),
});

/** Adds up one run. Whatever went wrong outside a test (a file that cannot be read, a crash) counts as one failed. */
export function count(file: string, exitCode: number): Count {
	let written: z.infer<typeof report>;
	try {
		written = report.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch {
		return { passed: 0, failed: 1, skipped: 0, files: [] };
	}
	const sum: Count = { passed: 0, failed: 0, skipped: 0, files: [] };
	for (const { name, status, startTime, endTime, assertionResults } of written.testResults) {
		const failed = assertionResults.filter((test) => test.status === 'failed').length;
		const passed = assertionResults.filter((test) => test.status === 'passed').length;
		sum.passed += passed;
		sum.failed += failed === 0 && status === 'failed' ? 1 : failed;
		sum.skipped += assertionResults.length - passed - failed;
		sum.files.push({
			name: path.relative(path.join(import.meta.dirname, '..'), name),
			seconds: (endTime - startTime) / 1000,
		});
	}
	if (exitCode !== 0 && sum.failed === 0) sum.failed = 1;
	return sum;
}

export function add(one: Count, other: Count): Count {
	return {
		passed: one.passed + other.passed,
		failed: one.failed + other.failed,
		skipped: one.skipped + other.skipped,
		files: [...one.files, ...other.files],
	};
}

/** The files that took longest. */
export function slowest(files: FileTime[], how: number): FileTime[] {
	return files.toSorted((a, b) => b.seconds - a.seconds).slice(0, how);
}
