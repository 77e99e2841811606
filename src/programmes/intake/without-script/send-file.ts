import { buffer } from 'node:stream/consumers';
import type { ServerResponse } from 'node:http';
import type { SealedChunk } from '#vault/format/envelope.ts';
import { readStoredChunk } from '#vault/server/folders/index.ts';
import { openFile } from '#vault/without-script/index.ts';
import { choiceOf } from '../request-form.ts';
import type { PageAsked } from './answer-page.ts';
import { dialoguePage } from './dialogue-page.ts';
import type { Following } from './following.ts';

/** Opens a file of an answer, chunk by chunk, and sends it to be saved; the browser never shows it as a page. */
export async function sendFile(asked: Following, response: ServerResponse): Promise<PageAsked | undefined> {
	const { house, post, dialogue } = asked;
	const wanted = choiceOf(post.fields, 'file');
	const reference = dialogue.answers.flatMap(({ body }) => body.files).find(({ file }) => file === wanted);
	if (!reference) return dialoguePage(asked, dialogue);
	const opener = openFile(reference);
	const place = {
		dataDir: house.dataDir,
		organisation: dialogue.followed.organisation,
		file: reference.file,
	};
	response.writeHead(200, {
		'content-type': 'application/octet-stream',
		'content-length': reference.size,
		'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(reference.name || 'file').replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
		'content-security-policy': "sandbox; default-src 'none'",
		'cache-control': 'no-store',
	});
	for (let index = 0; index < reference.chunks; index++) {
		const stored = await readStoredChunk(place, index);
		const opened = stored && opener.openNext((await buffer(stored.stream)) as Uint8Array as SealedChunk);
		// A chunk that is missing or altered: the connection breaks off, so that the file is seen to be incomplete.
		if (!opened?.ok) {
			response.destroy();
			return undefined;
		}
		const plain = opened.value;
		const flowing = response.write(plain, () => plain.fill(0));
		if (!flowing) await new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
		if (response.destroyed) return undefined;
	}
	response.end();
	return undefined;
}
