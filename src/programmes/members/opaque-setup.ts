import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ready, server } from '@serenity-kit/opaque';
import { held } from '#platform/held.ts';
import { ok, refuse, type Result } from '#platform/result.ts';
import type { Runtime } from '#platform/runtime.ts';

/**
 * The server's half of every passphrase: a file outside the database (0600, in sealed backups). Without
 * it a stolen database allows no guess at all; when it is lost, everybody enrols anew.
 */
export function opaqueSetup(runtime: Runtime): Promise<string> {
	return held(runtime, 'members.opaque-setup', () => readSetup(runtime.config.dataDir));
}

async function readSetup(dataDir: string): Promise<string> {
	await ready;
	const folder = join(dataDir, 'keys');
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const path = join(folder, 'opaque.setup');
	try {
		const file = await open(path, 'wx', 0o600);
		await file.writeFile(server.createSetup());
		await file.sync();
		await file.close();
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
	}
	return (await readFile(path, 'utf8')).trim();
}

/** The server's half of an exchange. Bytes that are no message of it are refused; the library would throw. */
export function answerOpaque<T>(answer: () => T): Result<T> {
	try {
		return ok(answer());
	} catch {
		return refuse('input.invalid');
	}
}
