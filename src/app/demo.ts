/** `npm run demo`: the same server on the invented demonstration network. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { clearHalfFilled } from '#demo/clear-half-filled.ts';
import { demonstrationState } from '#demo/state.ts';
import { readConfig, type Config } from '#platform/config.ts';
import { sentenceOf } from './sentence-of.ts';
import { start } from './start.ts';

let config: Config | undefined;
try {
	config = readConfig(process.env, { demonstration: true });
	const state = await demonstrationState(config.dataDir);
	if (state === 'filling') {
		process.stdout.write('The demonstration was left half filled; it is made anew.\n');
		await clearHalfFilled(config);
	}
	if (state !== 'filled') await fill();
} catch (error) {
	process.stderr.write(`${sentenceOf(error, config)}\n`);
	process.exit(1);
}
await start({ demonstration: true });
process.stdout.write(`
The first three minutes:
  1. Open the address, choose “Write to us” and send a few lines. Keep the code.
  2. In another browser choose “For members: the desk” and enter as “lawyer”.
     Take the request, read it, reply.
  3. Back in the first, choose “Read an answer” and type the code.

Accounts: office, lawyer, monitor, editor, coordinator, neighbour, operator,
librarian, teacher, delegate. Passphrase of all: demonstration network only
Everybody in it is invented. Ctrl-C stops everything.
`);

/** In a process of its own, which ends with us: the pipe to it closes, however we go. */
async function fill(): Promise<void> {
	if (!process.stderr.isTTY) process.stdout.write('Filling the demonstration network…\n');
	const filling = spawn(
		process.execPath,
		[fileURLToPath(new URL('fill-demonstration.ts', import.meta.url))],
		{ stdio: ['pipe', 'inherit', 'inherit'] },
	);
	const pass = (signal: NodeJS.Signals) => filling.kill(signal);
	process.on('SIGTERM', pass).on('SIGINT', pass);
	const [code] = (await once(filling, 'exit')) as [number | null];
	process.off('SIGTERM', pass).off('SIGINT', pass);
	if (code !== 0) process.exit(code ?? 1);
}
