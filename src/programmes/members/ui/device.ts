import { openDB } from 'idb';
import type { Device } from '../sealed/desk.ts';

const name = 'accord-device';
const store = 'account-secret';
const open = () => openDB(name, 1, { upgrade: (db) => void db.createObjectStore(store) });

/**
 * Account secrets of this browser. They open nothing without the passphrase, so they may rest here in
 * clear; where the browser keeps nothing (a private window), the sheet is asked for each time.
 */
export function browserDevice(): Device {
	const quietly = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
		try {
			return await work();
		} catch {
			return undefined;
		}
	};
	return {
		label: describeBrowser(navigator.userAgent),
		find: (loginName) =>
			quietly(async () => (await (await open()).get(store, loginName)) as Uint8Array | undefined),
		keep: async (loginName, secret) => {
			await quietly(async () => (await open()).put(store, secret.slice(), loginName));
		},
		forget: async (loginName) => {
			await quietly(async () => (await open()).delete(store, loginName));
		},
	};
}

/** A word by which a person tells their own devices apart; the person's own list alone shows it. */
export function describeBrowser(userAgent: string): string {
	const browser = /Firefox|Edg|YaBrowser|OPR|Chrome|Safari/.exec(userAgent)?.[0] ?? '';
	const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(userAgent)?.[0] ?? '';
	const names: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS X': 'macOS' };
	return [names[browser] ?? browser, names[system] ?? system].filter(Boolean).join(', ');
}
