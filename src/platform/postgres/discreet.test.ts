import { expect, test } from 'vitest';
import { discreet } from './discreet.ts';

test('what the server was asked is kept out of its log, over as many lines as it took', () => {
	const lines = [
		'PANIC:  could not write to file "pg_wal/xlogtemp.1": No space left on device',
		'STATEMENT:  insert into note',
		"\tvalues ('Secret')",
		'LOG:  client backend (PID 7) was terminated by signal 6: Aborted',
		"DETAIL:  Failed process was running: select 'Secret'",
		'\tlimit 1',
		'LOG:  a message',
		'\tof two lines',
	];
	expect(lines.filter(discreet())).toEqual([lines[0], lines[3], lines[6], lines[7]]);
});
