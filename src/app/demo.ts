/** `npm run demo`: the same server on the invented demonstration network. */
import { readConfig } from '#platform/config.ts';
import { serveOn } from './serve-on.ts';
import { untilStopped } from './until-stopped.ts';

const serving = await serveOn(readConfig(process.env, { demonstration: true }));
untilStopped(serving);
process.stdout.write(`Accord is ready at ${serving.address}\n`);
