import type { Page } from 'playwright-core';

/** What this browser keeps for the desk. */
export interface KeptInBrowser {
	readonly caches: readonly string[];
	/** Addresses of what is cached. */
	readonly paths: readonly string[];
	/** Scopes of service workers. */
	readonly workers: readonly string[];
	/** People whose wrapped keys are kept. */
	readonly offline: number;
	/** Every value of every database and storage, bytes as hexadecimal. */
	readonly values: string;
}

/** Reads all of it, as a script of the same origin could. */
export function keptInBrowser(page: Page): Promise<KeptInBrowser> {
	return page.evaluate(async () => {
		const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
		const spell = (value: unknown) =>
			JSON.stringify(value, (_, one: unknown) => (one instanceof Uint8Array ? hex(one) : one));
		const path = (address: string) => new URL(address).pathname;
		const values = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
		let offline = 0;
		for (const { name = '' } of await indexedDB.databases()) {
			const database = await new Promise<IDBDatabase>((done) => {
				const asked = indexedDB.open(name);
				asked.addEventListener('success', () => done(asked.result));
			});
			for (const store of database.objectStoreNames) {
				const rows = await new Promise<unknown[]>((done) => {
					const asked = database.transaction(store).objectStore(store).getAll() as IDBRequest<unknown[]>;
					asked.addEventListener('success', () => done(asked.result));
				});
				values.push(...rows.map(spell));
				if (name === 'accord-offline') offline += rows.length;
			}
			database.close();
		}
		const names = await caches.keys();
		const paths: string[] = [];
		for (const name of names) {
			const cache = await caches.open(name);
			paths.push(...(await cache.keys()).map(({ url }) => path(url)));
		}
		const workers = (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => path(scope));
		return { caches: names, paths, workers, offline, values: values.join('\n') };
	});
}
