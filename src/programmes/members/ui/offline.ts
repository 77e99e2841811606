import { ok, refuse, type Result } from '#platform/result.ts';
import { keepOffline, settleOffline, switchOnOffline } from '../sealed/offline.ts';
import { deviceTagOf } from '../sealed/passphrase.ts';
import { browserDesk } from './browser-desk.ts';
import { dropShell, keepShell, shellPossible } from './desk-shell.ts';
import { offlineShelf } from './offline-shelf.ts';

/** Whether this device opens the desk of a person without a line. */
export async function isOnHere(person: string): Promise<boolean> {
	return (await offlineShelf.list()).some((one) => one.person === person);
}

/** The wrapped keys and the desk's own files, or neither: what is switched on works. */
export async function switchOnHere(
	person: string,
	loginName: string,
	passphrase: string,
): Promise<Result<void>> {
	if (!shellPossible()) return refuse('offline.not-possible');
	const on = await switchOnOffline(browserDesk(), offlineShelf, loginName, passphrase);
	if (!on.ok || (await keepShell())) return on;
	await switchOffHere(person);
	return refuse('offline.not-kept');
}

/** Takes everything of it off this device; the files stay only where somebody else still needs them. */
export async function switchOffHere(person: string): Promise<void> {
	await offlineShelf.forget(person);
	if ((await offlineShelf.list()).length === 0) await dropShell();
}

/** After a new passphrase: the old one must open nothing here. */
export async function renewHere(
	person: string,
	loginName: string,
	passphrase: string,
): Promise<Result<void>> {
	if (!(await isOnHere(person))) return ok(undefined);
	await offlineShelf.forget(person);
	const desk = browserDesk();
	const secret = await desk.device.find(loginName);
	if (!secret) return refuse('offline.device-unknown');
	return keepOffline(
		desk,
		offlineShelf,
		{ loginName, deviceTag: deviceTagOf(secret, loginName) },
		passphrase,
	);
}

/** At each contact: what the server no longer allows goes from this device. */
export async function settleOfflineHere(): Promise<void> {
	const before = await offlineShelf.list();
	if (before.length > 0 && (await settleOffline(browserDesk(), offlineShelf)) === 0) await dropShell();
}
