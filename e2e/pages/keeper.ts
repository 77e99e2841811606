import { openKeeper } from '#vault/client/keeper/open-keeper.ts';

/** A page with nothing but a line to the keeper, for the test of the worker itself. */
const keeper = openKeeper();
const heard: unknown[] = [];
keeper.watch('state', undefined, (state) => void heard.push(state));
Object.assign(globalThis, { keeper, heard });
