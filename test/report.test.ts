import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { add, count, slowest } from './report.ts';

const place = mkdtempSync(path.join(os.tmpdir(), 'accord-report-'));
afterAll(() => rmSync(place, { recursive: true }));

function written(...results: { name: string; status: string; tests: string[]; seconds: number }[]): string {
	const file = path.join(place, `${results.length}.json`);
	const testResults = results.map(({ name, status, tests, seconds }) => ({
		name: path.join(import.meta.dirname, '..', name),
		status,
		startTime: 1000,
		endTime: 1000 + seconds * 1000,
		message: status === 'failed' && tests.length === 0 ? 'Cannot find module' : '',
		assertionResults: tests.map((test) => ({
			status: test,
			fullName: `somebody ${test}`,
			failureMessages: test === 'failed' ? ['\u001b[31mexpected\u001b[39m one\nto be two'] : [],
		})),
	}));
	writeFileSync(file, JSON.stringify({ testResults }));
	return file;
}

const good = { name: 'src/a.test.ts', status: 'passed', tests: ['passed', 'passed', 'skipped'], seconds: 2 };

test('adds up what passed, failed and was not run', () => {
	const bad = { name: 'src/b.test.ts', status: 'failed', tests: ['passed', 'failed'], seconds: 5 };
	const sum = count(written(good, bad), 1);
	expect(sum).toMatchObject({ passed: 3, failed: 1, skipped: 1 });
	expect(slowest(sum.files, 1)).toEqual([{ name: 'src/b.test.ts', seconds: 5 }]);
	expect(add(sum, sum)).toMatchObject({ passed: 6, failed: 2, skipped: 2 });
});

test('a file that could not even be read is a failure', () => {
	const broken = { name: 'src/c.test.ts', status: 'failed', tests: [], seconds: 0 };
	expect(count(written(broken), 1)).toMatchObject({
		failed: 1,
		failures: [{ file: 'src/c.test.ts', said: 'Cannot find module' }],
	});
});

test('what failed is said again at the end, by file and name, with the first of what it said', () => {
	const bad = { name: 'src/b.test.ts', status: 'failed', tests: ['passed', 'failed'], seconds: 5 };
	expect(count(written(good, bad), 1).failures).toEqual([
		{ file: 'src/b.test.ts', test: 'somebody failed', said: 'expected one\n    to be two' },
	]);
});

test('so is a run that ended badly with every test content, or that wrote nothing', () => {
	expect(count(written(good), 1).failed).toBe(1);
	expect(count(path.join(place, 'none.json'), 0).failed).toBe(1);
});
