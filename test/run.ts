/**
 * `npm test`: installs the system's programmes that tests need, runs every test (first those beside
 * the code, then those in a real browser), says which files took longest, and ends with
 * `N passed, N failed` alone on the last line. Arguments are handed on: `npm test -- src/vault`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installProgrammes } from './programmes.ts';
import { add, count, NOTHING, slowest } from './report.ts';
import { stopAll, vitest } from './vitest.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'accord-test-run-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		stopAll();
		process.exitCode = 130;
	});
}

const missing = await installProgrammes();
if (missing.length > 0) {
	console.error(`These programmes are missing, and tests need them:\n  apt-get install ${missing.join(' ')}`);
	console.log('0 passed, 1 failed');
	process.exit(1);
}

const began = performance.now();
let total = NOTHING;
for (const project of ['unit', 'e2e']) {
	if (process.exitCode === 130) break;
	const file = path.join(folder, `${project}.json`);
	const code = await vitest(project, file, process.argv.slice(2));
	total = add(total, count(file, code));
}

const minutes = ((performance.now() - began) / 60_000).toFixed(1);
console.log(`\nThe slowest files (of ${total.files.length}, in ${minutes} minutes):`);
for (const { name, seconds } of slowest(total.files, 10))
	console.log(`  ${seconds.toFixed(1).padStart(6)} s  ${name}`);
// Again at the end: where only the end of a long record is kept, it still says what failed.
if (total.failures.length > 0) console.log('\nWhat failed:');
for (const { file, test, said } of total.failures) console.log(`  ${file} › ${test}\n    ${said}`);
if (total.skipped > 0) console.log(`${total.skipped} were not run.`);
if (total.passed + total.failed === 0) {
	console.error('No test was found, and that is a failure too.');
	total = { ...total, failed: 1 };
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode ||= total.failed === 0 ? 0 : 1;
