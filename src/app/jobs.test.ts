import { expect, test } from 'vitest';
import { parseCrontab } from 'graphile-worker';
import { jobTable } from './jobs.ts';

test('every line of the crontab can be read, and names a task that there is', () => {
	const lines = parseCrontab(jobTable.crontab);
	expect(lines.length).toBe(jobTable.crontab.trim().split('\n').length);
	for (const { task } of lines) expect(Object.keys(jobTable.tasks)).toContain(task);
});
