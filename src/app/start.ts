import { readConfig, type Config } from '#platform/config.ts';
import { makeLog } from '#platform/log/log.ts';
import { sentenceOf } from './sentence-of.ts';
import { serveOn, type Serving } from './serve-on.ts';
import { untilStopped } from './until-stopped.ts';

/**
 * Starts the server of a command, says where it is, and stops with it. What prevents the start is one
 * sentence on stderr, never a stack trace.
 */
export async function start(
	mode: { demonstration: boolean },
	more: Parameters<typeof serveOn>[1] & {
		/** Asked before anything is started; what it throws prevents the start. */
		before?: (config: Config) => Promise<void>;
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
		await more.before?.(config);
		const serving = await serveOn(config, more);
		untilStopped(serving);
		process.stdout.write(`Accord is ready at ${serving.address}\n${more.says?.(serving.address) ?? ''}`);
		return serving;
	} catch (error) {
		process.stderr.write(`${sentenceOf(error, config)}\n`);
		process.exit(1);
	}
}
