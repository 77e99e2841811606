/**
 * What seals and opens in the sender's browser. It is heavy, so `main.ts` fetches it when somebody begins to
 * write, and every form of the page is handed here from then on.
 */
import { vaultReady } from '#vault/format/sodium.ts';
import { submitFollow } from './follow.ts';
import { endProgress } from './page.ts';
import { confirmKept, submitLetter, wouldLose } from './write.ts';

/** Rejects where the browser cannot seal (no WebAssembly after all). */
export async function beginSealing(): Promise<void> {
	await vaultReady();
	addEventListener('beforeunload', (event) => {
		if (wouldLose()) event.preventDefault();
	});
}

/** A form of the page was submitted: everything typed stays in this browser. */
export async function submitHere(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
	try {
		if (form.matches('[data-write]')) await submitLetter(form, submitter);
		else if (form.matches('[data-kept]')) await confirmKept(form);
		else await submitFollow(form);
	} catch {
		// The line broke while a page was fetched: everything typed is still in this one.
		endProgress(form);
		const line = form.querySelector<HTMLElement>('[data-progress]');
		if (!line) return;
		line.hidden = false;
		line.textContent = line.dataset.failed ?? '';
	}
}
