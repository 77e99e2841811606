import type { Browser, Page } from 'playwright-core';
import { words } from '../visitor/words.ts';

/** Somebody who writes to the desk of these proofs, in Russian and without script. */
export interface Sender {
	readonly visit: (path: string) => Promise<Page>;
	/** A letter to `zastupa`; gives its code. */
	readonly write: (
		text: string,
		more?: { readonly region?: string; readonly not?: string },
	) => Promise<string>;
	/** Opens the dialogue with the code. */
	readonly follow: (code: string) => Promise<Page>;
}

const say = words.ru;

export function makeSender(browser: () => Browser, address: () => string): Sender {
	const visit = async (path: string) => {
		const context = await browser().newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(address() + path);
		return page;
	};
	return {
		visit,
		async write(text, { region, not } = {}) {
			const page = await visit('/ru/write/zastupa');
			await page.getByRole('radio', { name: say.need }).check();
			if (region) await page.getByLabel(say.region).selectOption({ label: region });
			await page.getByRole('textbox', { name: say.text, exact: true }).fill(text);
			if (not) {
				await page.locator('summary').filter({ hasText: say.more }).click();
				const choice = page.getByLabel('Кому нельзя это читать');
				const labels = await choice.locator('option').allTextContents();
				await choice.selectOption({ label: labels.find((one) => one.includes(not)) ?? '' });
			}
			await page.getByRole('button', { name: say.send, exact: true }).click();
			await page.getByRole('heading', { name: say.sent }).waitFor();
			const code = ((await page.locator('[data-code]').textContent()) ?? '').replaceAll(/\D/g, '');
			await page.context().close();
			return code;
		},
		async follow(code) {
			const page = await visit('/ru/write/follow');
			await page.getByLabel(say.code).fill(code);
			await page.getByRole('button', { name: say.open }).click();
			return page;
		},
	};
}
