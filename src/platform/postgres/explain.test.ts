import { expect, test } from 'vitest';
import { explain } from './explain.ts';

/** What the server says, as it says it. */
const said = {
	'disk-full': 'PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device',
	'in-use': 'FATAL:  lock file "postmaster.pid" already exists',
	'other-version': 'FATAL:  database files are incompatible with server',
	'no-permission': 'FATAL:  could not open file "global/pg_control": Permission denied',
	'no-memory': 'FATAL:  could not map anonymous shared memory: Cannot allocate memory',
	damaged: 'PANIC:  could not locate a valid checkpoint record at 0/1527A60',
	'not-started': 'something that nobody has seen before',
};

test.each(Object.entries(said))('%s is told with the folder or the cause, and what to do', (reason, line) => {
	const problem = explain(['LOG:  starting', line], '/srv/accord/data');
	expect(problem.reason).toBe(reason);
	expect(problem.message).toMatch(/\/srv\/accord\/data|memory/);
});
