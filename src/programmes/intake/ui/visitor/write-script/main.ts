/**
 * The one script of the public pages, on Write us and Follow alone: what is typed is sealed here and opened
 * here, and the server sees neither. Where it does not run, the page works as it stands.
 */
import { vaultReady } from '#vault/format/sodium.ts';
import { submitFollow } from './follow.ts';
import { endProgress, markScripted } from './page.ts';
import { confirmKept, submitLetter, wouldLose } from './write.ts';

function submit(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
	if (form.matches('[data-write]')) return submitLetter(form, submitter);
	if (form.matches('[data-kept]')) return confirmKept(form);
	return submitFollow(form);
}

async function begin(): Promise<void> {
	if (typeof WebAssembly !== 'object') return;
	await vaultReady();
	markScripted();
	let under = false;
	document.addEventListener('submit', (event) => {
		const form = event.target;
		if (!(form instanceof HTMLFormElement)) return;
		event.preventDefault();
		if (under) return;
		under = true;
		submit(form, event.submitter)
			.catch(() => {
				// The line broke while a page was fetched: everything typed is still in this one.
				endProgress(form);
				const line = form.querySelector<HTMLElement>('[data-progress]');
				if (!line) return;
				line.hidden = false;
				line.textContent = line.dataset.failed ?? '';
			})
			.finally(() => {
				under = false;
			});
	});
	addEventListener('beforeunload', (event) => {
		if (wouldLose()) event.preventDefault();
	});
}

begin().catch(() => undefined);
