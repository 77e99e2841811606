/**
 * The desk's own files on this device, kept by a service worker: for the desk in either language, and for its
 * worker, which a browser asks for under its own address. Nothing else is in its scope.
 */
const SCOPES = ['/ru/desk', '/en/desk', '/_app/'];
const WAIT = 120_000;

/** Whether this browser, at this address, can keep them. */
export function shellPossible(): boolean {
	return 'serviceWorker' in navigator && 'caches' in globalThis && 'indexedDB' in globalThis;
}

/** Keeps the files; false where the browser or the line would not have it. */
export async function keepShell(): Promise<boolean> {
	try {
		for (const scope of SCOPES) {
			const options = { scope, updateViaCache: 'none', type: 'module' } as const;
			const kept = await navigator.serviceWorker.register('/service-worker.js', options);
			if (!(await settled(kept))) return false;
		}
		return true;
	} catch {
		return false;
	}
}

/** Takes all of it away. */
export async function dropShell(): Promise<void> {
	if (!shellPossible()) return;
	try {
		const registrations = await navigator.serviceWorker.getRegistrations();
		await Promise.all(registrations.map((one) => one.unregister()));
		const names = await caches.keys();
		await Promise.all(
			names.filter((name) => name.startsWith('accord-desk ')).map((name) => caches.delete(name)),
		);
	} catch {
		// A browser that keeps nothing has nothing to take away.
	}
}

function settled({ installing, waiting, active }: ServiceWorkerRegistration): Promise<boolean> {
	const worker = installing ?? waiting ?? active;
	return new Promise((resume) => {
		const look = () => {
			if (worker?.state === 'activated' || worker?.state === 'redundant')
				resume(worker.state === 'activated');
		};
		worker?.addEventListener('statechange', look);
		setTimeout(() => resume(false), WAIT);
		look();
	});
}
