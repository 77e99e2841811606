import { readConfig, type Config } from '#platform/config.ts';
import { makeLog, scrub } from '#platform/log/log.ts';
import { serveOn, type Serving } from './serve-on.ts';
import { untilStopped } from './until-stopped.ts';

/**
 * Starts the server of a command, says where it is, and stops with it. What prevents the start is one
 * sentence on stderr, never a stack trace.
 */
export async function start(
	mode: { demonstration: boolean },
	more: Parameters<typeof serveOn>[1] & {
		/** What else is said with the address, in the same breath: whoever waits for one line has both. */
		says?: (address: string) => string;
	} = {},
): Promise<Serving> {
	process.on('unhandledRejection', (error) => {
		makeLog((line) => process.stdout.write(line)).problem('unhandled', { error });
	});
	let config: Config | undefined;
	try {
		config = readConfig(process.env, mode);
		const serving = await serveOn(config, more);
		untilStopped(serving);
		process.stdout.write(`Accord is ready at ${serving.address}\n${more.says?.(serving.address) ?? ''}`);
		return serving;
	} catch (error) {
		process.stderr.write(`${sentenceOf(error, config)}\n`);
		process.exit(1);
	}
}

/** What prevents a start, as one sentence; never a value from inside an error that is not ours. */
export function sentenceOf(error: unknown, config?: Config): string {
	const { code } = error as NodeJS.ErrnoException;
	if (code === 'EADDRINUSE')
		return `The port ${config?.port} is taken. Name another in PORT; nothing was changed.`;
	if (code === 'EACCES')
		return `The port ${config?.port} or the data folder may not be used by this user. Nothing was changed.`;
	if (code === 'ERR_MODULE_NOT_FOUND')
		return 'The pages are not built. Start with npm, which builds them: npm start.';
	// Our own sentences are meant for people; of anything else only class and place are said.
	const ours =
		error instanceof Error && (error.constructor === Error || error.name === 'PostgresUnavailable');
	return ours ? error.message : `Accord could not start: ${JSON.stringify(scrub(error))}`;
}
