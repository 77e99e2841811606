import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { entryTypes, MessageBody, readWords, RequestBody } from '#programmes/intake/model.ts';
import { answerRequest, openRequests, readSentFile } from '#test/network/staff.ts';
import { withVisitorPlace } from './visitor/place.ts';
import { words } from './visitor/words.ts';

const place = withVisitorPlace();

const photograph = Buffer.from('\xff\xd8\xff not really a photograph', 'latin1');
const recording = Buffer.alloc(1_300_000, 'voice ');

/** The digits of the card. */
async function codeOn(page: Page): Promise<string> {
	return ((await page.locator('[data-code]').textContent()) ?? '').replaceAll(/\D/g, '');
}

describe.each([
	{ lang: 'ru', script: false },
	{ lang: 'en', script: false },
	{ lang: 'ru', script: true },
	{ lang: 'en', script: true },
] as const)('somebody writes and comes back ($lang, script: $script)', ({ lang, script }) => {
	const w = words[lang];
	const text = `Пришли в пять утра <b>"без бумаг"</b> & увели брата. ${lang} ${script}`;
	let code = '';

	test('a refused form comes back as it was typed, and the page says who will read', async () => {
		const page = await place.visit(`/${lang}/write`, script);
		await page.getByRole('textbox', { name: w.text, exact: true }).fill(text);
		await page.getByLabel(w.region).selectOption({ label: w.perm });
		await page.getByRole('button', { name: w.send, exact: true }).click();
		await page.getByRole('link', { name: w.needMissing }).waitFor();
		expect(await page.getByRole('textbox', { name: w.text, exact: true }).inputValue()).toBe(text);
		expect(await page.getByLabel(w.region).inputValue()).toBe('RU-PER');
		expect(await page.getByText(w.safe).count()).toBe(1);
		await page.getByRole('radio', { name: w.need }).check();
		await page.getByRole('button', { name: w.who }).click();
		await page.locator('.notice-done', { hasText: w.reader }).waitFor();
		expect(await page.getByRole('textbox', { name: w.text, exact: true }).inputValue()).toBe(text);
		expect(page.problems.filter((problem) => !/status of 422/.test(problem))).toEqual([]);
		await page.context().close();
	});

	test('a request with files is handed in, its code is shown and must be kept', async () => {
		const page = await place.visit(`/${lang}/write`, script);
		await page.getByRole('radio', { name: w.need }).check();
		await page.getByLabel(w.region).selectOption({ label: w.perm });
		await page.getByRole('textbox', { name: w.text, exact: true }).fill(text);
		await page.getByLabel(w.files).setInputFiles([
			{ name: 'снимок 1.jpg', mimeType: 'image/jpeg', buffer: photograph },
			{ name: 'voice.ogg', mimeType: 'audio/ogg', buffer: recording },
		]);
		await page.getByText(w.more).click();
		await page.getByLabel(w.word).fill('рябина');
		await page.getByLabel(w.backup).check();
		await page.getByRole('button', { name: w.send, exact: true }).click();
		await page.getByRole('heading', { name: w.sent }).waitFor();
		code = await codeOn(page);
		expect(code).toMatch(/^\d{24}$/);
		expect(await page.locator('.qr').count()).toBe(1);
		await page.getByLabel(w.last).fill('0000');
		await page.getByRole('button', { name: w.goOn }).click();
		await page.getByRole('link', { name: w.lastWrong }).waitFor();
		expect(await codeOn(page)).toBe(code);
		await page.getByLabel(w.last).fill(code.slice(-4));
		await page.getByRole('button', { name: w.goOn }).click();
		await page.getByRole('heading', { name: w.next }).waitFor();
		await page.context().close();
	});

	test('the desk opens what was written, and nobody else has it', async () => {
		const { databaseUrl, network, server } = place;
		const mine = (await openRequests(databaseUrl, network.centre)).filter(({ chain }) => {
			const body = RequestBody.safeParse(chain.ordered[0]?.body);
			return body.success && readWords(body.data.text) === text;
		});
		expect(mine).toHaveLength(1);
		const [request] = mine;
		const body = RequestBody.parse(request?.chain.ordered[0]?.body);
		expect(request?.facts).toMatchObject({
			need: 'army',
			region: 'RU-PER',
			urgent: false,
			status: 'received',
		});
		expect(request?.facts.sealed_by).toBe(script ? 'browser' : 'server');
		expect(request?.facts.backup).toBe(network.backup.id);
		expect(body.clear).toEqual({ need: 'army', region: 'RU-PER', urgent: false });
		expect(request?.cover).toMatchObject({ need: 'army', word: 'рябина', callNumber: body.callNumber });
		expect(body.files.map(({ name, size }) => [name, size])).toEqual([
			['снимок 1.jpg', photograph.length],
			['voice.ogg', recording.length],
		]);
		for (const [at, bytes] of [photograph, recording].entries()) {
			const reference = body.files[at];
			if (!reference) throw new Error('A file is missing');
			expect((await readSentFile(server.dataDir, network.centre, reference)).equals(bytes)).toBe(true);
		}
		if (!request) return;
		const file = { name: 'жалоба (образец).pdf', bytes: Buffer.alloc(300_000, 'образец ') };
		await answerRequest(databaseUrl, server.dataDir, network.centre, request, {
			text: 'Не <подписывайте> ничего.\nЖдите звонка.',
			file,
		});
	});

	test('with the code the answer is read, its file saved, the answer cleared', async () => {
		const page = await place.visit(`/${lang}/write/follow`, script);
		await page.getByLabel(w.code).fill(code.replaceAll(/(\d{4})/g, '$1 '));
		await page.getByRole('button', { name: w.open }).click();
		await page.getByText('Не <подписывайте> ничего.').waitFor();
		expect(await page.getByText(w.answered).count()).toBe(1);
		expect(await page.content()).not.toContain('увели брата');
		const saved = page.waitForEvent('download');
		await page.getByRole('button', { name: w.saveFile }).click();
		const download = await saved;
		expect(download.suggestedFilename()).toBe('жалоба (образец).pdf');
		expect((await readFile(await download.path())).equals(Buffer.alloc(300_000, 'образец '))).toBe(true);
		await page.getByRole('button', { name: w.clear }).click();
		await page.getByText(w.cleared).waitFor();
		await page.getByText(w.none).waitFor();
		await page.context().close();
	});

	test('one writes again with a file, and the same post twice is one message', async () => {
		const page = await place.visit(`/${lang}/write/follow`, script);
		await page.getByLabel(w.code).fill(code);
		await page.getByRole('button', { name: w.open }).click();
		await page.getByText(w.none).waitFor();
		await page.getByLabel(w.again).fill('Его нашли.');
		await page
			.getByLabel(w.files)
			.setInputFiles([{ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('abc') }]);
		await page.getByRole('button', { name: w.send, exact: true }).click();
		await page.getByText(w.written).waitFor();
		if (!script) {
			await page.reload();
			await page.getByText(w.written).waitFor();
		}
		const request = (await openRequests(place.databaseUrl, place.network.centre)).find(({ chain }) => {
			const body = RequestBody.safeParse(chain.ordered[0]?.body);
			return body.success && readWords(body.data.text) === text;
		});
		const messages = request?.chain.ordered.filter(({ type }) => type === entryTypes.message) ?? [];
		expect(messages.map(({ body }) => readWords(MessageBody.parse(body).text))).toEqual(['Его нашли.']);
		expect(request?.chain.ordered.filter(({ type }) => type === entryTypes.cleared)).toHaveLength(1);
		expect(request?.chain.problems).toEqual([]);
		await page.context().close();
	});

	test('malformed codes are told which group, wrong ones open nothing', async () => {
		const page = await place.visit(`/${lang}/write/follow`, script);
		await page.getByLabel(w.code).fill('1234 5678 90x2 1234 5678 9012');
		await page.getByRole('button', { name: w.open }).click();
		await page.getByRole('link', { name: w.digits }).waitFor();
		expect(await page.getByLabel(w.code).inputValue()).toBe('1234 5678 90x2 1234 5678 9012');
		await page.getByLabel(w.code).fill('572572572572572572572572'.replace(/^5/, '5'));
		await page.context().close();
	});

	test('destroying asks once, and then there is nothing', async () => {
		const page = await place.visit(`/${lang}/write/follow`, script);
		await page.getByLabel(w.code).fill(code);
		await page.getByRole('button', { name: w.open }).click();
		await page.getByRole('button', { name: w.destroy }).click();
		await page.getByRole('heading', { name: w.destroyTitle }).waitFor();
		await page.getByRole('button', { name: w.destroyNow }).click();
		await page.getByText(w.notSure).waitFor();
		await page.getByLabel(w.sure).check();
		await page.getByRole('button', { name: w.destroyNow }).click();
		await page.getByRole('heading', { name: w.destroyed }).waitFor();
		await page.goto(`${place.server.address}/${lang}/write/follow`);
		await page.getByLabel(w.code).fill(code);
		await page.getByRole('button', { name: w.open }).click();
		await page.getByRole('link', { name: w.unknown }).waitFor();
		await page.context().close();
	});
});
