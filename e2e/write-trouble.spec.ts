import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { MessageBody, readWords, RequestBody } from '#programmes/intake/model.ts';
import { makeSigningPair, networkFingerprint } from '#vault/seal/pairs.ts';
import { writeMemoryImage } from '#test/harness/memory-image.ts';
import { certify, publish } from '#test/network/found-network.ts';
import { openRequests, readSentFile } from '#test/network/staff.ts';
import { withVisitorPlace } from './visitor/place.ts';
import { fetchForm, postForm } from './visitor/post.ts';
import { words } from './visitor/words.ts';

const place = withVisitorPlace();
const w = words.ru;
const letter = { need: 'army', region: 'RU-PER', text: 'Увезли на рассвете.' };

async function texts(): Promise<string[]> {
	const requests = await openRequests(place.databaseUrl, place.network.centre);
	return requests.flatMap(({ chain }) =>
		chain.ordered.map(({ body }) =>
			readWords((RequestBody.safeParse(body).data ?? MessageBody.parse(body)).text),
		),
	);
}

/** The page is kept for some seconds: waits until it shows this network's fingerprint, or another. */
async function untilShown(fingerprint: string, wanted: boolean): Promise<void> {
	const shown = async () => (await fetch(`${place.server.address}/ru/write`)).text();
	while ((await shown()).includes(fingerprint) !== wanted) await pause(100);
}

async function inDatabase(work: (client: Client) => Promise<unknown>): Promise<void> {
	const client = new Client({ connectionString: place.databaseUrl });
	await client.connect();
	await work(client).finally(() => client.end());
}

describe('without script', () => {
	test('the same post many times at once is one request; another text after going back is a message', async () => {
		const { address } = place.server;
		const proposed = await fetchForm(address);
		const fields = { ...proposed, ...letter, text: 'Один раз.' };
		const answers = await Promise.all(
			Array.from({ length: 6 }, () => postForm(address, '/ru/write', fields)),
		);
		for (const { status, html } of answers) {
			expect(status).toBe(200);
			expect(html).toContain(proposed.code.slice(0, 4));
		}
		await postForm(address, '/ru/write', { ...fields, text: 'Я забыл написать главное.' });
		await postForm(address, '/ru/write', { ...fields, text: 'Я забыл написать главное.' });
		expect(await texts()).toEqual(['Один раз.', 'Я забыл написать главное.']);
	});

	test('what is too large or too much is refused with everything typed, and the files do not stay', async () => {
		const { address } = place.server;
		const proposed = await fetchForm(address);
		const fields = { ...proposed, ...letter, text: 'С большими файлами.' };
		const large = new File([Buffer.alloc(26 * 1024 * 1024)], 'film.mp4');
		const tooLarge = await postForm(address, '/ru/write', fields, [large]);
		expect(tooLarge.status).toBe(422);
		expect(tooLarge.html).toContain('С большими файлами.');
		expect(tooLarge.html).toContain('25 МБ');
		const many = Array.from({ length: 11 }, (_, at) => new File(['x'], `${at}.txt`));
		const tooMany = await postForm(address, '/ru/write', fields, many);
		expect(tooMany.html).toContain('не больше 10 файлов');
		const long = await postForm(address, '/ru/write', { ...fields, text: 'я'.repeat(40_000) });
		expect(long.status).toBe(422);
		expect(long.html).toContain('я'.repeat(40_000));
		expect(await texts()).not.toContain('С большими файлами.');
		expect(await readdir(path.join(place.server.dataDir, 'files', 'arriving'))).toEqual([]);
	});

	test('the server is killed and started again: the same form sent once more is one request', async () => {
		const proposed = await fetchForm(place.server.address);
		const fields = { ...proposed, ...letter, text: 'Во время пожара.' };
		const first = postForm(place.server.address, '/ru/write', fields).catch(() => undefined);
		await pause(60);
		await place.server.kill();
		await first;
		await place.server.start();
		const again = await postForm(place.server.address, '/ru/write', fields);
		expect(again.status).toBe(200);
		expect((await texts()).filter((text) => text === 'Во время пожара.')).toHaveLength(1);
	});

	test('a wrong code says the same whatever it is', async () => {
		const { address } = place.server;
		const { code } = await fetchForm(address);
		const page = async (typed: string) => {
			const { status, html } = await postForm(address, '/ru/write/follow', { code: typed });
			return { status, main: html.split('<main')[1]?.replaceAll(typed, '') };
		};
		const [one, other] = [await page(code), await page((await fetchForm(address)).code)];
		expect(one).toEqual(other);
		expect(one.status).toBe(404);
	});

	test('a core of the main process holds nothing of what was typed', async () => {
		const { server } = place;
		const planted = ['ПЛАНТЕД-7f3a-ЖЁЛУДЬ', 'plain-word-4711-hazel'];
		const codes: string[] = [];
		for (let round = 0; round < 12; round++) {
			const kept = await fetchForm(server.address);
			codes.push(kept.code);
			const text = `${planted[round % 2]} и ещё слова `.repeat(1 + round * 40);
			const fields = { ...kept, ...letter, text, word: planted[round % 2] ?? '' };
			// With files the form goes as it was typed, without as percent signs.
			const files = round % 3 === 0 ? [new File([text], 'a.txt')] : [];
			expect((await postForm(server.address, '/ru/write', fields, files)).status).toBe(200);
			// A refused form travels back, and so does what was typed into it.
			const refused = await postForm(server.address, '/ru/write', { ...kept, text });
			expect(refused.html).toContain(planted[round % 2]);
		}
		const followed = await postForm(server.address, '/ru/write/follow', { code: codes[0] ?? '' });
		expect(followed.status).toBe(200);
		await pause(500);
		const folder = await mkdtemp(path.join(os.tmpdir(), 'accord-core-'));
		try {
			const image = path.join(folder, 'image');
			writeMemoryImage(server.pid(), image);
			const core = await readFile(image);
			// What the main process does hold is found, or the image shows nothing at all.
			expect(core.includes(Buffer.from('x-accord-shell'))).toBe(true);
			const grouped = codes.map((code) => code.replaceAll(/(\d{4})(?=\d)/g, '$1 '));
			const found = [...planted, ...planted.map(encodeURIComponent), ...codes, ...grouped].filter(
				(word) => core.includes(Buffer.from(word)) || core.includes(Buffer.from(word, 'utf16le')),
			);
			expect(found).toEqual([]);
		} finally {
			await rm(folder, { recursive: true });
		}
	});
});

describe('with script', () => {
	const write = async (text: string, hash = '') => {
		const page = await place.visit(`/ru/write${hash}`, true);
		await page.locator('[data-with-script]').first().waitFor({ state: 'attached' });
		await page.waitForFunction(
			() => document.querySelector<HTMLElement>('[data-without-script]')?.hidden === true,
		);
		await page.getByRole('radio', { name: w.need }).check();
		await page.getByLabel(w.region).selectOption({ label: w.perm });
		await page.getByRole('textbox', { name: w.text, exact: true }).fill(text);
		return page;
	};
	const send = (page: Awaited<ReturnType<typeof write>>) =>
		page.getByRole('button', { name: w.send, exact: true }).click();

	afterEach(async () => {
		const { network } = place;
		await inDatabase(async (client) => {
			await client.query('delete from accord.public_document');
			await publish(client, network, new Date());
			await certify(client, network, network.centre, new Date(), network.backup);
		});
		await untilShown(networkFingerprint(network.signing.public), true);
	});

	test.each([
		{
			what: 'a swapped intake key',
			says: /другой организаци|подменён|не той организации|ключ/i,
			alter: (client: Client) =>
				certify(client, place.network, place.network.centre, new Date(), undefined, makeSigningPair()),
		},
		{
			what: 'altered routing',
			says: /правила|изменен/i,
			alter: async (client: Client) => {
				const bytes = await client.query<{ bytes: Buffer }>(
					`select bytes from accord.public_document where kind = 'routing'`,
				);
				const altered = Buffer.from(bytes.rows[0]?.bytes ?? []);
				altered[60] = (altered[60] ?? 0) ^ 1;
				await client.query(`update accord.public_document set bytes = $1 where kind = 'routing'`, [altered]);
			},
		},
		{
			what: 'an expired certificate',
			says: /срок|истёк/i,
			alter: (client: Client) =>
				certify(client, place.network, place.network.centre, new Date(Date.now() - 31 * 86_400_000)),
		},
	])('$what is refused with a sentence, and nothing is sent', async ({ what, says, alter }) => {
		await inDatabase(alter);
		const page = await write(`Не отправлять: ${what}`);
		const sent: string[] = [];
		page.on('request', (request) => void sent.push(request.url()));
		await send(page);
		const notice = page.locator('.notice[role], .error-summary').locator('visible=true').first();
		await notice.waitFor();
		expect(await notice.textContent()).toMatch(says);
		expect(await page.getByRole('textbox', { name: w.text, exact: true }).inputValue()).toContain(what);
		expect(sent.filter((url) => /handIn|beginUpload/.test(url))).toEqual([]);
		await page.context().close();
	});

	test('a network key that is not the one on the poster is refused', async () => {
		const fingerprint = networkFingerprint(place.network.signing.public);
		const right = await write('По верной ссылке.', `#network=${fingerprint}`);
		await send(right);
		await right.getByRole('heading', { name: w.sent }).waitFor();
		await inDatabase(async (client) => {
			await client.query('delete from accord.public_document');
			await publish(client, place.network, new Date(), { signing: makeSigningPair() });
		});
		await untilShown(fingerprint, false);
		// At once, before anything is typed: the telephone, and nothing can be sent.
		const page = await place.visit(`/ru/write#network=${fingerprint}`, true);
		const notice = page.locator('[data-other-network]');
		await notice.waitFor();
		expect(await notice.textContent()).toContain('8 800 555-01-23');
		expect(await page.getByRole('button', { name: w.send, exact: true }).isDisabled()).toBe(true);
		// A server that shows the poster's own fingerprint beside another network's documents is found out on sending.
		const lying = await place.visit('/ru/write', true);
		await lying.evaluate((shown) => {
			const element = document.querySelector<HTMLElement>('[data-fingerprint]');
			if (element) element.dataset.fingerprint = shown;
		}, fingerprint);
		await lying.getByRole('radio', { name: w.need }).check();
		await lying.getByRole('textbox', { name: w.text, exact: true }).fill('По подменённой.');
		await send(lying);
		const refusal = lying.locator('.notice[role], .error-summary').locator('visible=true').first();
		await refusal.waitFor();
		expect(await refusal.textContent()).toMatch(/отпечат|ключ/i);
		expect(await texts()).not.toContain('По подменённой.');
	});

	test('a large file goes on where it was when the server comes back; photographs lose where they were taken', async () => {
		const page = await write('С фильмом.');
		const film = Buffer.alloc(12 * 1024 * 1024, 'film');
		const photograph = Buffer.concat([
			Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 22]),
			Buffer.from('Exif\0\0MM\0*GPS 55.75'.padEnd(20, '\0'), 'latin1'),
			Buffer.from([0xff, 0xda, 0, 3, 1, 0xaa, 0xff, 0xd9]),
		]);
		await page.getByLabel(w.files).setInputFiles([
			{ name: 'film.mp4', mimeType: 'video/mp4', buffer: film },
			{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: photograph },
		]);
		const chunks: string[] = [];
		page.on('requestfinished', (request) => void (request.method() === 'PUT' && chunks.push(request.url())));
		await send(page);
		while (chunks.length < 5) await pause(20);
		await place.server.kill();
		await pause(500);
		await place.server.start();
		await page.getByRole('heading', { name: w.sent }).waitFor({ timeout: 60_000 });
		const request = (await openRequests(place.databaseUrl, place.network.centre)).at(-1);
		const body = RequestBody.parse(request?.chain.ordered[0]?.body);
		expect(readWords(body.text)).toBe('С фильмом.');
		const [one, two] = body.files;
		if (!one || !two) throw new Error('A file is missing');
		expect((await readSentFile(place.server.dataDir, place.network.centre, one)).equals(film)).toBe(true);
		const cleaned = await readSentFile(place.server.dataDir, place.network.centre, two);
		expect(cleaned.includes('GPS')).toBe(false);
		expect(cleaned.includes(Buffer.from([1, 0xaa, 0xff, 0xd9]))).toBe(true);
		await page.context().close();
	});

	test('nothing is stored in the browser, and no request leaves the host', async () => {
		const page = await write('Только в памяти.');
		const hosts = new Set<string>();
		page.on('request', (request) => void hosts.add(new URL(request.url()).host));
		await send(page);
		await page.getByRole('heading', { name: w.sent }).waitFor();
		const kept = await page.evaluate(async () => [
			document.cookie,
			localStorage.length,
			sessionStorage.length,
			(await indexedDB.databases()).length,
			(await caches.keys()).length,
		]);
		expect(kept).toEqual(['', 0, 0, 0, 0]);
		expect([...hosts]).toEqual([new URL(place.server.address).host]);
		await page.context().close();
	});
});
