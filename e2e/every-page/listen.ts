import type { BrowserContext, Page } from 'playwright-core';

/**
 * Listens to everything that the pages of a context say and ask for. What it writes down must stay empty:
 * a word in the console, a request that failed or was refused, a request to anybody else.
 * `expected` are documents that are asked for although they are refused: a form with a fault, a page not there.
 */
export function listen(context: BrowserContext, origin: string, complaints: string[]): Expected {
	const expected: Expected = { refusals: false };
	const say = (page: Page, text: string) => void complaints.push(`${page.url()}: ${text}`);
	context.on('page', (page) => {
		page.on('pageerror', (error) => say(page, error.message));
		page.on('console', (message) => {
			if (!['error', 'warning'].includes(message.type())) return;
			if (expected.refusals && /^Failed to load resource: .* (400|404|409|422)/.test(message.text())) return;
			say(page, `says ${message.text()}`);
		});
	});
	context.on('request', (request) => {
		const url = request.url();
		if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url))
			complaints.push(`somebody else is asked: ${url}`);
	});
	context.on('requestfailed', (request) => {
		// Leaving a page ends what it was still listening to or fetching.
		const { errorText } = request.failure() ?? {};
		if (errorText !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${errorText}`);
	});
	context.on('response', (response) => {
		if (response.status() >= 400 && !expected.refusals)
			complaints.push(`${response.url()}: ${response.status()}`);
	});
	return expected;
}

/** Whether a refusal in words is what is asked for just now. */
export interface Expected {
	refusals: boolean;
}
