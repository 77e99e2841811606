import { expect, test } from 'vitest';
import { readWords, RequestBody } from '#programmes/intake/model.ts';
import { newCallNumber } from '#vault/format/call-number.ts';
import { newFollowUpCode } from '#vault/format/follow-up-code.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { openRequests } from '#test/network/staff.ts';
import { withVisitorPlace } from './visitor/place.ts';
import { postForm } from './visitor/post.ts';
import { words } from './visitor/words.ts';

const place = withVisitorPlace();

async function requestsOf(text: string): Promise<number> {
	const requests = await openRequests(place.databaseUrl, place.network.centre);
	return requests.filter(({ chain }) => {
		const body = RequestBody.safeParse(chain.ordered[0]?.body);
		return body.success && readWords(body.data.text) === text;
	}).length;
}

test('without script, behind a long queue, the page asks again by itself until the code is there', async () => {
	await vaultReady();
	const w = words.ru;
	const page = await place.visit('/ru/write/centre', false);
	await page.getByRole('radio', { name: w.need }).check();
	await page.getByRole('textbox', { name: w.text, exact: true }).fill('В очереди.');
	const { address } = place.server;
	const crowd = Array.from({ length: 330 }, () =>
		postForm(address, '/ru/write/backup', {
			code: newFollowUpCode(),
			callNumber: newCallNumber(),
			need: 'army',
			text: 'Нас много.',
		}).catch(() => undefined),
	);
	await new Promise((resolve) => setTimeout(resolve, 1_000));
	await page.getByRole('button', { name: w.send, exact: true }).click({ timeout: 30_000 });
	await page.getByRole('heading', { name: 'Сейчас пишут многие' }).waitFor({ timeout: 30_000 });
	// Nobody touches it.
	await page.getByRole('heading', { name: w.sent }).waitFor({ timeout: 120_000 });
	expect((await page.locator('[data-code]').textContent())?.replaceAll(/\D/g, '')).toMatch(/^\d{24}$/);
	await Promise.all(crowd);
	expect(await requestsOf('В очереди.')).toBe(1);
	await page.context().close();
});

test('with script, a device too slow for the work waits its turn and is told so', async () => {
	const w = words.en;
	const page = await place.visit('/en/write/centre', true);
	const { address } = place.server;
	const zeros = Buffer.alloc(32).toString('base64url');
	const somebodyElse = { entry: 'AAAA', boxes: [], files: [], locatorHash: zeros, authenticationHash: zeros };
	const facts = { need: 'army', region: null, urgent: false };
	let turns = 0;
	await page.route('**/api/act/intake.handIn', async (route) => {
		const { work, ...given } = route.request().postDataJSON() as Record<string, unknown>;
		expect(work, 'this machine is quick enough').toBeTypeOf('string');
		// The first time somebody else without work was a moment earlier.
		if (turns++ === 0) {
			await fetch(`${address}/api/act/intake.handIn`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', origin: address },
				body: JSON.stringify({ ...somebodyElse, facts, cover: 'AAAA' }),
			});
		}
		await route.continue({ postData: JSON.stringify(given) });
	});
	await page.getByRole('radio', { name: w.need }).check();
	await page.getByRole('textbox', { name: w.text, exact: true }).fill('On an old telephone.');
	await page.getByRole('button', { name: w.send, exact: true }).click();
	await page.getByText(/Your letter waits its turn/).waitFor();
	await page.getByRole('heading', { name: w.sent }).waitFor({ timeout: 30_000 });
	expect(turns).toBeGreaterThan(1);
	expect(await requestsOf('On an old telephone.')).toBe(1);
	await page.context().close();
});
