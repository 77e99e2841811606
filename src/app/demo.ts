/** `npm run demo`: the same server on the invented demonstration network. */
import { start } from './start.ts';

await start({ demonstration: true });
