/** `npm start`: the network itself. The first start prints a one-time link that creates it. */
import { ensureFirstStartLink } from '#programmes/members/index.ts';
import { start } from './start.ts';

let firstStart: string | undefined;
await start(
	{ demonstration: false },
	{
		prepare: async (runtime) => {
			firstStart = await ensureFirstStartLink(runtime);
		},
		says: (address) =>
			firstStart === undefined
				? ''
				: `There is no network here yet. This link creates it, once, within a week:\n${address}${firstStart}\n`,
	},
);
