/**
 * Access proof: every action of the registry, tried by everybody who should not reach another's objects.
 * The list of actions with their rules is a committed file, so that its growth is seen in review.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { actions, sessionActions } from '#app/actions.ts';
import { perform, system } from '#platform/action/index.ts';
import { within } from '#platform/db/within.ts';
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

async function tryAs(name: string, actor: Awaited<ReturnType<World['actors']['visitor']>>, key?: string) {
	const declared = actions.get(name);
	const attempt = attempts[name];
	if (!declared || !attempt)
		throw new Error(`No attempt is written for ${name}: add a line to matrix/inputs.ts`);
	const given: unknown = JSON.parse(JSON.stringify(attempt.input(world)));
	return perform(server.runtime, declared, actor, given, key);
}

describe('the list of actions', () => {
	test('with their rules is the committed one', async () => {
		const lines = names.map((name) => {
			const declared = actions.get(name);
			const door = sessionActions.has(name) ? 'session' : 'act';
			const does = declared?.writes ? 'writes' : 'reads';
			const once = declared?.answer === 'once' ? ' | answers once' : '';
			return `${name} | ${door} | ${does} | ${declared?.access.says}${once}`;
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
		const key = actions.get(name)?.answer === 'kept' ? randomUUID() : undefined;
		const answer = await tryAs(name, await by.actor(), key);
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

describe('what is kept to answer a repeated call', () => {
	/** Ids, days, words of our own lists: nothing else may lie in clear. A code or a token is none of these. */
	const harmless =
		/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?|[a-z]{2,}([-:.][a-z]+)*|RU-[A-Z]+)$/;
	/** Public by their nature: hashes that members compare. */
	const published = new Set(['vault.beginOrganisation.identity']);

	test('holds nothing secret, whichever action was performed under a key', async () => {
		for (const name of names) {
			if (actions.get(name)?.writes) await tryAs(name, await world.rightful.actor(), randomUUID());
		}
		const { rows } = await within(server.runtime.db, system, (tx) =>
			sql<{ action: string; answer: unknown }>`select action, answer from accord.performed`.execute(tx),
		);
		expect(rows.length).toBeGreaterThan(15);
		const odd = rows.flatMap(({ action, answer }) => oddities(answer, action));
		expect(odd).toEqual([]);
	});

	test('is nothing at all of an action that opens a session or hands out codes', () => {
		const opens = [...sessionActions.values()].filter(({ writes }) => writes);
		expect(opens.filter(({ answer }) => answer !== 'once').map(({ name }) => name)).toEqual([]);
	});

	function oddities(value: unknown, where: string): string[] {
		if (typeof value === 'string') return harmless.test(value) || published.has(where) ? [] : [where];
		if (typeof value !== 'object' || value === null) return [];
		return Object.entries(value).flatMap(([key, inner]) =>
			oddities(inner, key === 'value' || key === 'ok' ? where : `${where}.${key}`),
		);
	}
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
