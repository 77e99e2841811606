/**
 * Fills an empty data folder with the demonstration, in a process of its own: hundreds of keys are made and
 * thousands of things sealed, and the server that starts afterwards shall not carry that memory.
 */
import { fillDemonstration } from '#demo/fill.ts';
import { readConfig, type Config } from '#platform/config.ts';
import { withDatabase } from './commands/with-database.ts';
import { composeRuntime } from './compose.ts';
import { endWithParent } from './end-with-parent.ts';
import { sentenceOf } from './sentence-of.ts';

endWithParent();
const tell = (line: string) => {
	if (process.stderr.isTTY) process.stderr.write(`\r\u001b[KFilling the demonstration: ${line}`);
};

let config: Config | undefined;
try {
	config = readConfig(process.env, { demonstration: true });
	const settings = config;
	await withDatabase(settings, async (url) => {
		const { runtime, close } = await composeRuntime(settings, url);
		try {
			await fillDemonstration(runtime, tell);
		} finally {
			await close();
		}
	});
	if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
} catch (error) {
	process.stderr.write(`${sentenceOf(error, config)}\n`);
	process.exitCode = 1;
}
// The invented people's keepers would wait a quarter of an hour before they lock; nobody is there to wait for.
process.exit();
