import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readWords, RequestBody } from '#programmes/intake/model.ts';
import { uploadToken } from '#programmes/intake/uploads.ts';
import { toBase64url } from '#vault/format/bytes.ts';
import { vaultReady } from '#vault/format/sodium.ts';
import { startFile } from '#vault/seal/file.ts';
import { openRequests, readSentFile } from '#test/network/staff.ts';
import { withVisitorPlace } from './visitor/place.ts';
import { words } from './visitor/words.ts';

const place = withVisitorPlace();
const w = words.ru;
const megabyte = 1024 * 1024;

async function begin(text: string): Promise<Page> {
	const page = await place.visit('/ru/write/centre', true);
	await page.getByRole('radio', { name: w.need }).check();
	await page.getByRole('textbox', { name: w.text, exact: true }).fill(text);
	return page;
}
const send = (page: Page) => page.getByRole('button', { name: w.send, exact: true }).click();

/** The files of the request with this text, as the desk opens them. */
async function filesOf(text: string): Promise<Buffer[]> {
	const { databaseUrl, network, server } = place;
	const bodies = (await openRequests(databaseUrl, network.centre)).flatMap(({ chain }) => {
		const body = RequestBody.safeParse(chain.ordered[0]?.body);
		return body.success && readWords(body.data.text) === text ? [body.data] : [];
	});
	expect(bodies).toHaveLength(1);
	return Promise.all(
		(bodies[0]?.files ?? []).map((file) => readSentFile(server.dataDir, network.centre, file)),
	);
}

describe('a sender’s files', () => {
	test('a hundred megabytes: progress, stopped, gone on with from there, whole at the desk', async () => {
		const folder = await mkdtemp(path.join(os.tmpdir(), 'accord-file-'));
		try {
			const film = randomBytes(100 * megabyte);
			const at = path.join(folder, 'съёмка — площадь (1).MOV');
			await writeFile(at, film);
			const page = await begin('Сто мегабайт.');
			await page.getByLabel(w.files).setInputFiles(at);
			const put: string[] = [];
			page.on(
				'requestfinished',
				(request) => void (request.method() === 'PUT' && put.push(request.url().split('/').at(-1) ?? '')),
			);
			await send(page);
			await page.getByText(/Отправляем\. .* 1\d %/).waitFor({ timeout: 60_000 });
			await page.getByRole('button', { name: 'Остановить отправку' }).click();
			await page.getByRole('link', { name: /Отправка остановлена/ }).waitFor();
			expect(await page.getByRole('textbox', { name: w.text, exact: true }).inputValue()).toBe(
				'Сто мегабайт.',
			);
			const before = put.length;
			expect(before).toBeLessThan(400);
			await send(page);
			await page.getByRole('heading', { name: w.sent }).waitFor({ timeout: 120_000 });
			// Nothing went up twice but the piece that was on its way.
			expect(put.length - new Set(put).size).toBeLessThanOrEqual(1);
			const [file] = await filesOf('Сто мегабайт.');
			expect(file?.equals(film)).toBe(true);
			await page.context().close();
		} finally {
			await rm(folder, { recursive: true });
		}
	});

	test('a real photograph loses where it was taken and can still be seen', async () => {
		const page = await begin('Снимок.');
		const drawn = await page.evaluate(async () => {
			const canvas = document.createElement('canvas');
			canvas.width = 64;
			canvas.height = 48;
			const pen = canvas.getContext('2d');
			if (pen) pen.fillRect(8, 8, 20, 20);
			const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg'));
			return blob ? [...new Uint8Array(await blob.arrayBuffer())] : [];
		});
		const jpeg = Buffer.from(drawn);
		const taken = Buffer.concat([jpeg.subarray(0, 2), gps, jpeg.subarray(2)]);
		await page
			.getByLabel(w.files)
			.setInputFiles([{ name: 'IMG_0001', mimeType: 'application/octet-stream', buffer: taken }]);
		await send(page);
		await page.getByRole('heading', { name: w.sent }).waitFor();
		const [file] = await filesOf('Снимок.');
		if (!file) throw new Error('The photograph is missing');
		expect(taken.includes('Exif')).toBe(true);
		expect(file.includes('Exif')).toBe(false);
		expect(file.includes(Buffer.from([0, 0, 0, 55, 0, 0, 0, 1]))).toBe(false);
		const size = await page.evaluate(
			async (bytes) => {
				const seen = await createImageBitmap(new Blob([Uint8Array.from(bytes)]));
				return [seen.width, seen.height];
			},
			[...file],
		);
		expect(size).toEqual([64, 48]);
		await page.context().close();
	});

	test('a photograph that cannot be cut is not sent as if it had been', async () => {
		const page = await begin('Айфон.');
		const heic = Buffer.concat([
			Buffer.from([0, 0, 0, 24]),
			Buffer.from('ftypheic\0\0\0\0mif1heicExif 55.75'),
		]);
		const note = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') };
		await page.getByLabel(w.files).setInputFiles([note, { name: 'IMG.HEIC', mimeType: '', buffer: heic }]);
		await send(page);
		await page.getByRole('link', { name: /Из снимка номер 2/ }).waitFor();
		await page.getByLabel('Убрать из снимков место').uncheck();
		await send(page);
		await page.getByRole('heading', { name: w.sent }).waitFor();
		expect((await filesOf('Айфон.')).map((file) => file.length)).toEqual([1, heic.length]);
		await page.context().close();
	});
});

/** What a telephone writes into a photograph: GPS latitude 55°, behind a pointer of its own. */
const gps = (() => {
	const tiff = Buffer.from([
		0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0, 0, 1, 0, 2,
		0, 5, 0, 0, 0, 1, 0, 0, 0, 44, 0, 0, 0, 0, 0, 0, 0, 55, 0, 0, 0, 1,
	]);
	const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
	return Buffer.concat([Buffer.from([0xff, 0xe1, 0, content.length + 2]), content]);
})();

describe('pieces of a file', () => {
	test('come in any order and twice; displaced, altered, cut, or somebody else’s are refused', async () => {
		await vaultReady();
		const { address } = place.server;
		const started = startFile(2 * megabyte);
		if (!started.ok) throw new Error(started.refusal.id);
		const sealer = started.value;
		const pieces = Array.from({ length: sealer.chunks }, () => {
			const sealed = sealer.sealNext(new Uint8Array(sealer.wants()));
			if (!sealed.ok) throw new Error(sealed.refusal.id);
			return sealed.value;
		});
		const token = toBase64url(uploadToken(randomBytes(32), sealer.file));
		const act = async (claim: unknown) =>
			(await (
				await fetch(`${address}/api/act/intake.beginUpload`, {
					method: 'POST',
					headers: { 'content-type': 'application/json', origin: address },
					body: JSON.stringify(claim),
				})
			).json()) as { ok: boolean; refusal?: { id: string } };
		const put = async (index: number, bytes: Uint8Array, by = token) => {
			const response = await fetch(`${address}/api/intake/files/${sealer.file}/${index}`, {
				method: 'PUT',
				headers: { 'accord-upload': by, 'content-type': 'application/octet-stream', origin: address },
				body: Buffer.from(bytes),
			});
			const answer = (await response.json()) as { ok: boolean; refusal?: { id: string } };
			return answer.ok ? 'kept' : answer.refusal?.id;
		};
		const [one, two, three] = pieces;
		if (!one || !two || !three) throw new Error('Too few pieces');
		expect(await put(0, one), 'before it was begun').toBe('file.unknown');
		expect(await act({ file: sealer.file, chunks: sealer.chunks, token })).toMatchObject({ ok: true });
		expect(await act({ file: sealer.file, chunks: sealer.chunks, token })).toMatchObject({ ok: true });
		const other = toBase64url(randomBytes(32));
		expect(await act({ file: sealer.file, chunks: sealer.chunks, token: other })).toMatchObject({
			refusal: { id: 'file.id-taken' },
		});
		expect(await put(2, three)).toBe('kept');
		expect(await put(0, one)).toBe('kept');
		expect(await put(0, one), 'the same again').toBe('kept');
		expect(await put(1, one), 'in another’s place').toBe('file.chunk-misplaced');
		const altered = Uint8Array.from(one);
		altered[100_000] = (altered[100_000] ?? 0) ^ 1;
		expect(await put(0, altered), 'other bytes in its place').toBe('file.chunk-taken');
		expect(await put(0, one.subarray(0, 1_000)), 'cut').toMatch(/^file\.chunk-/);
		expect(await put(1, two.subarray(0, 20)), 'cut within its head').toBe('file.chunk-altered');
		expect(await put(1, new Uint8Array(400 * 1024)), 'too large').toMatch(/^file\.chunk-/);
		expect(await put(1, two, other), 'somebody else').toBe('file.unknown');
		expect(await put(1, two)).toBe('kept');
	});
});
