import { createHmac, randomBytes } from 'node:crypto';
import { held } from './held.ts';
import type { Runtime } from './runtime.ts';

/** So many tries at once, and one more each so many seconds. */
export interface Allowance {
	readonly name: string;
	readonly atOnce: number;
	readonly secondsEach: number;
}

interface Held {
	key: Buffer;
	keyMadeAt: number;
	readonly spent: Map<string, { tries: number; at: number }>;
}
const hour = 3_600_000;

/**
 * Takes one try from the budget of a key, or says in how many seconds there is one again. Budgets are in
 * memory only, under names that nobody can read back: the key they are hashed with is thrown away each hour.
 */
export function takeTry(runtime: Runtime, allowance: Allowance, of: string): { wait: number } {
	const { spent, name, now } = budgetOf(runtime, allowance, of);
	const before = spent.get(name);
	// A clock that is put back refills nothing; it must not take away either.
	const refilled = before ? Math.max(0, now - before.at) / 1000 / allowance.secondsEach : 0;
	const tries = Math.max(0, (before?.tries ?? 0) - refilled);
	if (tries > allowance.atOnce - 1) {
		return { wait: Math.max(1, Math.ceil((tries - allowance.atOnce + 1) * allowance.secondsEach)) };
	}
	spent.set(name, { tries: tries + 1, at: now });
	return { wait: 0 };
}

/** Gives the try back: it was not a wrong one. */
export function giveBack(runtime: Runtime, allowance: Allowance, of: string): void {
	const { spent, name } = budgetOf(runtime, allowance, of);
	const before = spent.get(name);
	if (before) spent.set(name, { ...before, tries: Math.max(0, before.tries - 1) });
}

function budgetOf(runtime: Runtime, allowance: Allowance, of: string) {
	const now = runtime.now().getTime();
	const state = held<Held>(runtime, `budget.${allowance.name}`, () => ({
		key: randomBytes(32),
		keyMadeAt: now,
		spent: new Map(),
	}));
	// Also when the clock was put back: else whoever hammered before would be waited out for as long.
	if (now < state.keyMadeAt || now - state.keyMadeAt > hour) {
		state.key = randomBytes(32);
		state.keyMadeAt = now;
		state.spent.clear();
	}
	const name = createHmac('sha256', state.key).update(of).digest('base64');
	return { spent: state.spent, name, now };
}
