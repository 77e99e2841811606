/**
 * Bad input at the doors of the house: every action with an input in which something was changed, by somebody
 * who may call it. It is done or refused by name; it never throws (which would be a 500), and nothing of the
 * house is broken afterwards.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { actions } from '#app/actions.ts';
import { perform, system, visitor } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
import { withRuntime } from '#test/builders/server.ts';
import { checkIntegrity } from '#vault/server/index.ts';
import { bent } from './bad-input/arbitraries.ts';
import { attempts } from './matrix/inputs.ts';
import { makeWorld, type World } from './matrix/world.ts';

const server = withRuntime();
let world: World;
beforeAll(async () => {
	world = await makeWorld(server.runtime);
});

const names = [...actions.keys()].toSorted();
const refusal = /^[a-z-]+(\.[a-z-]+)+$/;

describe('every action', () => {
	test.each(names)('%s does or refuses whatever it is given', async (name) => {
		const declared = actions.get(name);
		const attempt = attempts[name];
		if (!declared || !attempt) throw new Error(`No attempt is written for ${name}`);
		const valid: unknown = JSON.parse(JSON.stringify(attempt.input(world)));
		const by = attempt.office && attempt.may?.office ? world.officer : world.rightful;
		const actor = attempt.open ? visitor : await by.actor();
		const tryOne = async (given: unknown) => {
			// What cannot be spelt as JSON does not arrive.
			const arrived: unknown = JSON.parse(JSON.stringify(given) ?? 'null');
			const answer = await perform(server.runtime, declared, actor, arrived);
			if (!answer.ok) expect(answer.refusal.id).toMatch(refusal);
		};
		await fc.assert(fc.asyncProperty(bent(valid), tryOne), {
			numRuns: Number(process.env.ACCORD_RUNS ?? 40),
			interruptAfterTimeLimit: 20_000,
		});
	});
});

test('afterwards every chain is whole', async () => {
	const { findings } = await within(server.runtime.db, system, (tx) =>
		checkIntegrity(tx, server.runtime.config.dataDir),
	);
	expect(findings).toEqual([]);
});
