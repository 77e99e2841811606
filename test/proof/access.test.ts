/**
 * Access proof: every action of the registry, tried by everybody who should not reach another's objects.
 * The list of actions with their rules is a committed file, so that its growth is seen in review.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { actions, sessionActions } from '#app/actions.ts';
import { perform } from '#platform/action/index.ts';
import { withRuntime } from '#test/builders/server.ts';
import { attempts } from './matrix/inputs.ts';
import { fingerprint, makeWorld, roles, type World } from './matrix/world.ts';

const server = withRuntime();
let world: World;
beforeAll(async () => {
	world = await makeWorld(server.runtime);
});

const names = [...actions.keys()].toSorted();
const denied = /^(access\.(denied|sign-in|second-factor)|[a-z-]+\.unknown)$/;
/** What a stranger must not learn from any answer. */
const ids = () => [world.folder, world.file, world.vault, world.invitation, world.duty];

async function tryAs(name: string, actor: Awaited<ReturnType<World['actors']['visitor']>>) {
	const declared = actions.get(name);
	const attempt = attempts[name];
	if (!declared || !attempt)
		throw new Error(`No attempt is written for ${name}: add a line to matrix/inputs.ts`);
	const given: unknown = JSON.parse(JSON.stringify(attempt.input(world)));
	return perform(server.runtime, declared, actor, given);
}

describe('the list of actions', () => {
	test('with their rules is the committed one', async () => {
		const lines = names.map((name) => {
			const declared = actions.get(name);
			const door = sessionActions.has(name) ? 'session' : 'act';
			return `${name} | ${door} | ${declared?.writes ? 'writes' : 'reads'} | ${declared?.access.says}`;
		});
		const doors = await routeDoors();
		const now = `${[...lines, '', ...doors].join('\n')}\n`;
		const file = path.join(import.meta.dirname, 'access.txt');
		if (process.env.ACCORD_UPDATE === '1' || !existsSync(file)) writeFileSync(file, now);
		expect(now, 'look at what changed, then ACCORD_UPDATE=1').toBe(readFileSync(file, 'utf8'));
	});

	test('has an attempt for each, and no attempt for one that is gone', () => {
		expect(Object.keys(attempts).toSorted()).toEqual(names);
	});
});

describe('every action', () => {
	test.each(names)('%s is closed to whoever has no standing, and tells and changes nothing', async (name) => {
		const attempt = attempts[name];
		const before = await fingerprint(server.runtime, world);
		const reached: string[] = [];
		for (const role of roles) {
			if (attempt?.may?.[role] !== undefined || attempt?.open) continue;
			// One's own account is one's own: what is to be seen is that nobody else's changes.
			const ownAccount = attempt?.own && role !== 'visitor';
			if (ownAccount && role === 'passphrase') continue;
			const answer = await tryAs(name, await world.actors[role]());
			if (!ownAccount && (answer.ok || !denied.test(answer.refusal.id))) {
				reached.push(`${role}: ${answer.ok ? 'done' : answer.refusal.id}`);
			}
			if (answer.ok && ids().some((id) => JSON.stringify(answer.value).includes(id))) {
				reached.push(`${role}: was told of it`);
			}
		}
		if (attempt?.open) await tryAs(name, await world.actors.visitor());
		expect(reached).toEqual([]);
		expect(await fingerprint(server.runtime, world), 'what is in the database').toBe(before);
	});
});

describe('the attempts are real ones', () => {
	const closed = names.filter((name) => !attempts[name]?.own && !attempts[name]?.open);
	// The same input, sent by who may: whatever is refused then is not refused for want of standing or of form.
	test.each(closed)('%s, sent by who may, passes its rule', async (name) => {
		const by = attempts[name]?.office && attempts[name]?.may?.office ? world.officer : world.rightful;
		const answer = await tryAs(name, await by.actor());
		if (name === 'vault.publishDocument') return expect(answer.ok).toBe(false);
		expect(answer.ok ? '' : answer.refusal.id).not.toMatch(/^(access\.|input\.)/);
	});
	const shaped = names.filter((name) => attempts[name]?.own || attempts[name]?.open);
	test.each(shaped)('%s is sent in its own form', (name) => {
		const parsed = actions
			.get(name)
			?.input.safeParse(JSON.parse(JSON.stringify(attempts[name]?.input(world))));
		expect(parsed?.error?.issues ?? []).toEqual([]);
	});
});

/** Every address that is not a page: each has checks of its own. */
async function routeDoors(): Promise<string[]> {
	const routes = path.join(import.meta.dirname, '..', '..', 'src', 'routes');
	const files = await readdir(routes, { recursive: true });
	return files
		.filter((file) => path.basename(file) === '+server.ts')
		.map((file) => `/${path.dirname(file).split(path.sep).join('/')}`)
		.toSorted();
}
