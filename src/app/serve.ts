/** `npm start`: the network itself. The first start prints a one-time link that creates it. */
import { demonstrationState } from '#demo/state.ts';
import { ensureFirstStartLink } from '#programmes/members/index.ts';
import { start } from './start.ts';

let firstStart: string | undefined;
await start(
	{ demonstration: false },
	{
		before: async ({ dataDir }) => {
			// Accounts whose passphrase everybody knows must never stand where real people work.
			if ((await demonstrationState(dataDir)) === 'none') return;
			throw new Error(
				`${dataDir} holds the demonstration. Name another folder in ACCORD_DATA for your network, or delete that one. Nothing was changed.`,
			);
		},
		prepare: async (runtime) => {
			firstStart = await ensureFirstStartLink(runtime);
		},
		says: (address) =>
			firstStart === undefined
				? ''
				: `There is no network here yet. This link creates it, once, within a week:\n${address}${firstStart}\n`,
	},
);
