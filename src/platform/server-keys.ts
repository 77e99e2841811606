import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What the server must know and the database must not: one 32-byte secret in a file outside it
 * (0600, in sealed backups). From it come the key for data at rest (e-mail addresses, second-factor
 * secrets) and others, each for one purpose.
 */
export interface ServerKeys {
	/** A 32-byte key for one named purpose. */
	readonly derive: (purpose: string) => Buffer;
	/** Seals a small value for rest in the database (AES-256-GCM; random nonce in front). */
	readonly sealAtRest: (purpose: string, plain: string) => Buffer;
	/** Opens what `sealAtRest` made for the same purpose; throws when it was altered. */
	readonly openAtRest: (purpose: string, sealed: Buffer) => string;
}

/** Reads the secret of this data folder, making it on the first start. */
export async function readServerKeys(dataDir: string): Promise<ServerKeys> {
	const folder = join(dataDir, 'keys');
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const path = join(folder, 'server.key');
	let secret: Buffer;
	try {
		secret = await readFile(path);
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
		secret = randomBytes(32);
		const file = await open(path, 'wx', 0o600);
		await file.writeFile(secret);
		await file.sync();
		await file.close();
	}
	if (secret.length !== 32) throw new Error('keys/server.key has not 32 bytes; restore it from a backup');
	return keysFrom(secret);
}

/** The keys that follow from a secret. */
export function keysFrom(secret: Buffer): ServerKeys {
	const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `accord/1/${purpose}`, 32));
	return {
		derive,
		sealAtRest(purpose, plain) {
			const nonce = randomBytes(12);
			const cipher = createCipheriv('aes-256-gcm', derive(`at-rest/${purpose}`), nonce);
			return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
		},
		openAtRest(purpose, sealed) {
			// A shorter one would have a shorter tag, which is easier to guess.
			if (sealed.length < 12 + 16) throw new Error('This was not sealed here');
			const decipher = createDecipheriv('aes-256-gcm', derive(`at-rest/${purpose}`), sealed.subarray(0, 12), {
				authTagLength: 16,
			});
			decipher.setAuthTag(sealed.subarray(-16));
			return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8');
		},
	};
}
