import library from 'libsodium-wrappers-sumo';

/**
 * libsodium, once it is ready. Every function of the vault is synchronous and expects that
 * `vaultReady()` was awaited once in this process, page or worker. It is not awaited while the module
 * loads: a shared worker would lose the first messages that arrive meanwhile.
 */
export const sodium = library;

/** Loads the WebAssembly of libsodium; rejects where the browser has none. Await it before anything else. */
export function vaultReady(): Promise<void> {
	return sodium.ready;
}

/** Overwrites secrets that are no longer needed. JavaScript may hold copies; these at least are gone. */
export function forget(...secrets: readonly (Uint8Array | undefined)[]): void {
	for (const secret of secrets) if (secret) sodium.memzero(secret);
}

/** Random bytes from the operating system or the browser. */
export function randomBytes(length: number): Uint8Array {
	return sodium.randombytes_buf(length);
}
