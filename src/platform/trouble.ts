/** What of the house may fail under a request without anybody's fault. */
export type Trouble = 'no-database' | 'disk-full';

const noDatabase = /^(?:57P0[123]|53300|08\w{3}|ECONNREFUSED|ECONNRESET|EPIPE)$/;
const diskFull = /^(?:53100|ENOSPC|EDQUOT|EFBIG)$/;
/** The driver names no code where a connection ended under it. */
const connectionLost = /^(?:Connection terminated|Client has encountered a connection error)/;

/** Tells a dead database and a full disk from a fault of ours, so that the page can say which. */
export function troubleOf(error: unknown): Trouble | undefined {
	if (!(error instanceof Error)) return undefined;
	const { code, syscall } = error as NodeJS.ErrnoException;
	if (typeof code === 'string' && diskFull.test(code)) return 'disk-full';
	const noSocket = code === 'ENOENT' && syscall === 'connect';
	if (noSocket || (typeof code === 'string' && noDatabase.test(code))) return 'no-database';
	return connectionLost.test(error.message) ? 'no-database' : undefined;
}
