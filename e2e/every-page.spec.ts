/**
 * Every page as people meet it: real server, real Chromium, both languages, by day and by night, wide and
 * narrow. Which pages there are is read from the route files: one without parameters is looked at as soon as
 * it is there; for one with parameters this file says where an example stands.
 */
import { describe, expect, test } from 'vitest';
import { languages, withPlace, type Reader } from './every-page/place.ts';
import { listPages, type RoutePage } from './every-page/route-files.ts';
import { words as deskWords } from './desk/people.ts';
import { sendWords } from './every-page/send-words.ts';

const place = withPlace('demo');
const pages = await listPages();

/** Where examples of pages with parameters stand; those inside the desk are reached by `openRequest`. */
const examples: Readonly<Record<string, readonly string[]>> = {
	'/write/[org]': ['/write/zastupa'],
	'/directory/regions/[code]': ['/directory/regions/RU-TUL', '/directory/regions/RU-CHU'],
	'/directory/towns/[town]': ['/directory/towns/tula', '/directory/towns/yefremov'],
	'/directory/[org]/correct': ['/directory/zastupa/correct'],
	'/directory/[org]': ['/directory/zastupa', '/directory/belaya-pristan'],
	'/desk/directory/[org]': ['/desk/directory/zastupa'],
	'/desk/introductions/ask/[org]': ['/desk/introductions/ask/zastupa'],
	'/desk/services/[service]': ['/desk/services/5e1f7c2a-3b0d-4a6e-9c41-0a7d2f6b8e01'],
	'/letters/[slug]': ['/letters/let-public-observers-into-the-detention-centres'],
	'/[...nothing]': ['/nothing-here'],
	'/desk/requests/[org]/[id]': [],
	// Reached by its author: `joint-actions.spec.ts`.
	'/desk/letters/[org]/[id]': [],
	'/desk/actions/[org]/[id]': [],
};
/** Pages that are not looked at here, each with the reason. */
const excused: Readonly<Record<string, string>> = {
	'': 'the address without a language leads to one by Accept-Language, and shows nothing',
};
/** Its refusal is what the page shows. */
const refused = '/[...nothing]';
/** Leads somebody who is not signed in to where one signs in; looked at in `empty-network.spec.ts`. */
const afterBeginning = '/desk/protect';

const addressesOf = (page: RoutePage): readonly string[] =>
	page.hasParameters ? (examples[page.path] ?? []) : [page.path];

test('every page of the route files has an example', () => {
	const unknown = pages.filter(({ path, place: where, hasParameters }) =>
		where === 'root' ? excused[path] === undefined : hasParameters && examples[path] === undefined,
	);
	expect(
		unknown.map(({ path }) => path),
		'add an example address, or an excuse with its reason',
	).toEqual([]);
	const gone = Object.keys(examples).filter((path) => !pages.some((page) => page.path === path));
	expect(gone, 'examples of pages that are gone').toEqual([]);
});

/** The same walk in both languages at once: there are two cores. */
async function inBothLanguages(walk: (reader: Reader) => Promise<void>, script = true): Promise<void> {
	const { faults, complaints } = place.findings;
	await Promise.all(
		languages.map(async (language) => {
			const reader = await place.reader(language, { script });
			await walk(reader).catch((error: unknown) => {
				throw new Error(`${language} at ${reader.page.url()}: ${String(error)}`, { cause: error });
			});
			await reader.context.close();
		}),
	);
	expect(faults.splice(0)).toEqual([]);
	expect(complaints.splice(0)).toEqual([]);
}

describe('a visitor', () => {
	test('meets no barrier on any public page', () =>
		inBothLanguages(async ({ visit, expected }) => {
			for (const page of pages.filter((one) => one.place === 'public')) {
				expected.refusals = page.path === refused;
				for (const address of addressesOf(page)) await visit(address);
			}
		}));

	test.each([true, false])('meets none while writing in and coming back (script: %s)', (script) =>
		inBothLanguages((reader) => sendWords(reader), script),
	);
});

describe('a member', () => {
	test('meets no barrier before the desk', () =>
		inBothLanguages(async ({ visit }) => {
			const doors = pages.filter((one) => one.place === 'door' && one.path !== afterBeginning);
			for (const page of doors) {
				for (const address of addressesOf(page)) await visit(address);
			}
		}));

	test.each(['office', 'lawyer'])('meets none inside it (%s)', (name) =>
		inBothLanguages(async (reader) => {
			await enter(reader, name);
			for (const page of pages.filter((one) => one.place === 'inside')) {
				for (const address of addressesOf(page)) await reader.visit(address);
			}
			if (name === 'lawyer') await openRequest(reader);
		}),
	);
});

describe('the pages', () => {
	const bare = async (address: string) => {
		const response = await fetch(new URL(address, place.server.address), {
			headers: { accept: 'text/html' },
		});
		return { address, response, html: await response.text() };
	};

	test('lead nowhere that is not there', async () => {
		const { links } = place.findings;
		expect(links.size).toBeGreaterThan(20);
		const dead: string[] = [];
		for (const [address, from] of links) {
			const { response } = await bare(address);
			if (!response.ok && !/nothing-here/.test(address))
				dead.push(`${address} (${response.status}), from ${from}`);
		}
		expect(dead).toEqual([]);
	});

	test('hold no script but those where one writes, no cookie, and a policy that allows nothing else', async () => {
		const wrong: string[] = [];
		const open = pages.filter((page) => page.place === 'public').flatMap((page) => addressesOf(page));
		for (const path of open) {
			for (const language of languages) {
				const { address, response, html } = await bare(`/${language}${path}`);
				const scripts = [...html.matchAll(/<script[^>]*>/gi)].length;
				const most = /^\/(ru|en)\/write(\/|$)/.test(address) ? 1 : 0;
				if (scripts > most) wrong.push(`${address}: ${scripts} scripts`);
				if (/\son[a-z]+\s*=\s*"/i.test(html)) wrong.push(`${address}: a handler in the page`);
				for (const other of languages) {
					if (!html.includes(`hreflang="${other}" href="${place.server.address}/${other}${path}"`))
						wrong.push(`${address}: no ${other}`);
				}
				const policy = response.headers.get('content-security-policy') ?? '';
				if (!policy.includes("default-src 'none'") || /unsafe-inline|'unsafe-eval'|https?:/.test(policy))
					wrong.push(`${address}: ${policy}`);
				if (response.headers.has('set-cookie')) wrong.push(`${address}: a cookie`);
			}
		}
		expect(wrong).toEqual([]);
	});
});

describe('a page seen before', () => {
	test.each(['/desk/sign-in', '/desk/recover', '/write', '/join', ''])(
		'is whole again, with its own policy (%s)',
		async (path) => {
			const { page, context } = await place.reader('ru');
			const policies: (string | undefined)[] = [];
			for (let times = 0; times < 3; times++) {
				const response = await page.goto(`/ru${path}`);
				await page.locator('h1').first().waitFor();
				policies.push((await response?.allHeaders())?.['content-security-policy']);
				// Its style is there as well: under a policy that is not its own it would not be.
				expect(await page.evaluate('getComputedStyle(document.body).fontFamily')).toContain('PT ');
			}
			expect(policies[0]).toContain('style-src');
			// "Not modified" may come without one, and the browser keeps the one it had; never another.
			expect(new Set(policies.filter((one) => one !== undefined)).size).toBe(1);
			await context.close();
			expect(place.findings.complaints.splice(0)).toEqual([]);
		},
	);
});

test('the eye sees: what is planted on a page is found', async () => {
	const { page, look, context } = await place.reader('en');
	await page.goto('/en');
	await page.evaluate(`
		document.title = '';
		document.documentElement.lang = 'ru';
		document.body.insertAdjacentHTML('beforeend', '<h1>Two</h1><a href="#nowhere">There</a><img src="data:,">' +
			'<p id="faint">Faint</p><p id="wide">Wide</p>');
		document.getElementById('faint').style.cssText = 'color: #bbb; background: #fff';
		document.getElementById('wide').style.inlineSize = '500px';
		console.warn('a word in the console');
		fetch('/ru/not-there').catch(() => undefined);
		fetch('https://elsewhere.example/').catch(() => undefined);
	`);
	await look('planted');
	await page.goto(place.server.address.replace('localhost', '127.0.0.1'));
	await context.close();
	const faults = place.findings.faults.splice(0).join('\n');
	for (const one of [
		/color-contrast #faint/,
		/image-alt/,
		/lang is "ru"/,
		/no title/,
		/2 headings/,
		/#nowhere/,
		/px wider/,
	])
		expect(faults).toMatch(one);
	const complaints = place.findings.complaints.splice(0).join('\n');
	for (const one of [
		/a word in the console/,
		/not-there: 404/,
		/elsewhere\.example/,
		/somebody else is asked: http:\/\/127/,
	])
		expect(complaints).toMatch(one);
});

/** In the demonstration one enters by a button. A second tab keeps the keys while pages are loaded anew. */
async function enter({ language, context, page }: Reader, name: string): Promise<void> {
	await page.goto(`/${language}/desk/sign-in`);
	await page.getByRole('button', { name, exact: true }).click();
	await page.waitForURL(/\/desk$/);
	await page.locator('h1').first().waitFor();
	const keeping = await context.newPage();
	await keeping.goto(`/${language}/desk/account`);
	await keeping.locator('h1').first().waitFor();
}

async function openRequest({ language, page, look, visit }: Reader): Promise<void> {
	const say = deskWords[language];
	await visit('/desk');
	await page.getByRole('button', { name: say.all, exact: true }).click();
	const queue = page.getByRole('listbox', { name: say.queue });
	await queue.getByRole('option').first().click();
	await page.getByRole('article').first().waitFor();
	await look('a request');
	for (const tab of [say.notes, say.history]) {
		await page.getByRole('tab', { name: tab }).click();
		await look(`a request, ${tab}`);
	}
}
