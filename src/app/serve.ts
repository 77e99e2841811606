/** `npm start`: the network itself. The first start prints a one-time link that creates it. */
import { readConfig } from '#platform/config.ts';
import { ensureFirstStartLink } from '#programmes/members/index.ts';
import { serveOn } from './serve-on.ts';
import { untilStopped } from './until-stopped.ts';

let firstStart: string | undefined;
const serving = await serveOn(readConfig(process.env), {
	prepare: async (runtime) => {
		firstStart = await ensureFirstStartLink(runtime);
	},
});
untilStopped(serving);
process.stdout.write(`Accord is ready at ${serving.address}\n`);
if (firstStart !== undefined) {
	process.stdout.write(
		`There is no network here yet. This link creates it, once, within a week:\n${serving.address}${firstStart}\n`,
	);
}
