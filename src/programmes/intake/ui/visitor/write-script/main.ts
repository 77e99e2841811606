/**
 * The one script of the public pages, on Write us and Follow alone: what is typed is sealed here and opened
 * here, and the server sees neither. It is a few lines that cost a bad connection nothing; what seals is
 * fetched when somebody begins to write. Where it does not run, the page works as it stands.
 */
import { carryFingerprint, isOtherNetwork } from './link.ts';
import { markScripted } from './marks.ts';
import type * as sealHere from './seal-here.ts';

type Sealing = typeof sealHere;

let loading: Promise<Sealing> | undefined;
let under = false;
/** It did not come, and the sender was told: the next time they press, the form goes as without script. */
let told = false;

async function load(): Promise<Sealing> {
	const sealing = await import('./seal-here.ts');
	await sealing.beginSealing();
	return sealing;
}

/** Begins to fetch, once; after a failure the next touch tries again. */
function fetchSealing(): Promise<Sealing> {
	loading ??= load().catch((error: unknown) => {
		loading = undefined;
		throw error;
	});
	return loading;
}

function say(form: HTMLFormElement, what: 'loading' | 'unloaded'): void {
	const line = form.querySelector<HTMLElement>('[data-progress]');
	if (!line) return;
	line.hidden = false;
	line.textContent = line.dataset[what] ?? '';
}

function begin(): void {
	if (typeof WebAssembly !== 'object') return;
	if (isOtherNetwork()) {
		document.addEventListener('submit', (event) => event.preventDefault());
		return;
	}
	carryFingerprint();
	markScripted(true);
	const touched = ({ target }: Event): void => {
		if (target instanceof Element && target.closest('main form')) fetchSealing().catch(() => undefined);
	};
	for (const kind of ['focusin', 'pointerdown', 'input'] as const) document.addEventListener(kind, touched);
	document.addEventListener('submit', (event) => {
		const form = event.target;
		if (!(form instanceof HTMLFormElement) || told) return;
		event.preventDefault();
		if (under) return;
		under = true;
		say(form, 'loading');
		fetchSealing()
			.then(
				(sealing) => sealing.submitHere(form, event.submitter),
				() => {
					told = true;
					markScripted(false);
					say(form, 'unloaded');
				},
			)
			.finally(() => {
				under = false;
			});
	});
}

begin();
