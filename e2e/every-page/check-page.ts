import axe from 'axe-core';
import type { Page } from 'playwright-core';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What the colours of day and night decide; everything else is the same in both. */
const colours = ['color-contrast', 'link-in-text-block'];

/** What axe finds against WCAG 2.2 AA, each with its place. */
async function findBarriers(page: Page, runOnly: readonly string[]): Promise<string[]> {
	if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
	const found = (await page.evaluate(
		`axe.run(document, { resultTypes: ['violations'], runOnly: ${JSON.stringify(runOnly)} })`,
	)) as axe.AxeResults;
	return found.violations.flatMap(({ id, nodes }) =>
		nodes.map(
			({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary?.replaceAll(/\s+/g, ' ')}`,
		),
	);
}

/**
 * Waits until a page has come to rest: nothing changes in it for a moment, no letter is still to be loaded.
 * A desk never falls silent (it listens for what happens), so the network says nothing about it.
 */
export async function settle(page: Page): Promise<void> {
	await page.evaluate(`document.fonts.ready.then(() => new Promise((resolve) => {
		let timer = setTimeout(resolve, 120);
		new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(resolve, 120); })
			.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
		setTimeout(resolve, 5000);
	}))`);
}

/**
 * Everything that is wrong with the page as it stands: wide and narrow, by day and by night, and at 320 px.
 * Nothing is loaded anew between them. Empty: nothing is wrong.
 */
export async function findFaults(page: Page, what: string): Promise<string[]> {
	const wrong: string[] = [];
	for (const width of [1280, 360]) {
		await page.setViewportSize({ width, height: 800 });
		await settle(page);
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			const found = await findBarriers(page, colorScheme === 'light' ? standards : colours);
			wrong.push(...found.map((one) => `${width} px, ${colorScheme}: ${one}`));
		}
	}
	await page.setViewportSize({ width: 320, height: 700 });
	await settle(page);
	wrong.push(
		...((await page.evaluate(beyondTheEdge)) as string[]),
		...((await page.evaluate(head)) as string[]),
	);
	await page.setViewportSize({ width: 1280, height: 800 });
	return [...new Set(wrong)].map((one) => `${what}: ${one}`);
}

/** Whether the page scrolls sideways, and what sticks out. */
const beyondTheEdge = `(() => {
	const beyond = document.documentElement.scrollWidth - innerWidth;
	if (beyond <= 0) return [];
	const out = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
	return ['at 320 px ' + beyond + ' px wider: ' + out.slice(-3).map((one) => one.outerHTML.slice(0, 120)).join(' … ')];
})()`;

/** One heading of the first level, a title, the language of the address; no link to a place that is not there. */
const head = `(() => {
	const wrong = [];
	const { lang } = document.documentElement;
	if (!location.pathname.startsWith('/' + lang) || lang === '') wrong.push('lang is "' + lang + '"');
	if (document.title.trim() === '') wrong.push('no title');
	const headings = document.querySelectorAll('h1').length;
	if (headings !== 1) wrong.push(headings + ' headings of the first level');
	for (const link of document.querySelectorAll('a[href^="#"]')) {
		const id = decodeURIComponent(link.getAttribute('href').slice(1));
		if (id !== '' && !document.getElementById(id)) wrong.push('a link to #' + id + ', which is nowhere');
	}
	return wrong;
})()`;

/** Addresses of our own that the page leads to, without fragments. */
export async function linksOf(page: Page): Promise<string[]> {
	return (await page.evaluate(
		`[...new Set([...document.querySelectorAll('a[href]')].filter((link) => link.origin === location.origin)
			.map((link) => link.pathname + link.search))]`,
	)) as string[];
}
