/** `npm start`: the network itself. The first start prints a one-time link that creates it. */
import { readConfig } from '#platform/config.ts';
import { serveOn } from './serve-on.ts';
import { untilStopped } from './until-stopped.ts';

const serving = await serveOn(readConfig(process.env));
untilStopped(serving);
process.stdout.write(`Accord is ready at ${serving.address}\n`);
