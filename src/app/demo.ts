/** `npm run demo`: the same server on the invented demonstration network. */
import { fillDemonstration } from '#demo/fill.ts';
import { start } from './start.ts';

await start(
	{ demonstration: true },
	{
		prepare: (runtime) =>
			fillDemonstration(runtime, (line) => {
				if (process.stderr.isTTY) process.stderr.write(`\r\u001b[KFilling the demonstration: ${line}`);
			}),
	},
);
