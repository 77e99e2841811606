import type { Refusal } from '#platform/result.ts';
import { compileShell } from '#vault/without-script/shell/compile.ts';
import { fillShell, type Fillings } from '#vault/without-script/shell/fill.ts';
import { writeRefusals } from '../refusals.ts';
import { markScripted } from './marks.ts';

/** Which page, with the clear facts that the server may know; what is sealed goes into it here. */
export interface PageAsked {
	readonly page: 'form' | 'sent' | 'kept' | 'code' | 'dialogue' | 'destroy' | 'destroyed';
	readonly refusals?: readonly Refusal[];
	readonly facts?: Readonly<Record<string, string>>;
	readonly fillings?: Fillings;
}

/** Draws a page as the one without script would be: the same shell, filled in this browser. */
export async function showPage({ page, refusals = [], facts = {}, fillings = {} }: PageAsked): Promise<void> {
	const query = new URLSearchParams({ shell: page, ...facts });
	if (new URLSearchParams(location.search).get('type') === 'large') query.set('type', 'large');
	if (refusals.length > 0) query.set('refused', writeRefusals(refusals));
	const response = await fetch(`${location.pathname}?${query}`, { cache: 'no-store', credentials: 'omit' });
	if (!response.ok) throw new Error('The page cannot be drawn');
	const filled = fillShell(compileShell(await response.text()), fillings);
	const drawn = new DOMParser().parseFromString(new TextDecoder().decode(filled), 'text/html');
	filled.fill(0);
	const main = drawn.querySelector('main');
	if (!main) throw new Error('The page cannot be drawn');
	document.title = drawn.title;
	document.querySelector('main')?.replaceWith(document.adoptNode(main));
	markScripted(true);
	const summary = main.querySelector<HTMLElement>(
		'.error-summary, :not([data-other-network]) > .notice[role]',
	);
	(summary ?? main).focus({ preventScroll: true });
	(summary ?? document.body).scrollIntoView({ block: 'start' });
}

/** Says how far it has come, in the page's own words. */
export function sayProgress(
	form: HTMLFormElement,
	what: 'sealing' | 'sending' | 'waiting' | 'opening',
	done?: number,
): void {
	const line = form.querySelector<HTMLElement>('[data-progress]');
	if (!line) return;
	line.hidden = false;
	line.textContent = `${line.dataset[what] ?? ''}${done === undefined ? '' : ` ${Math.round(done * 100)} %`}`;
	for (const button of form.querySelectorAll<HTMLButtonElement>('button[type=submit]'))
		button.disabled = true;
}

/** While files go up there is a way to stop: what was typed and chosen stays, and what is there is kept. */
export function offerStop(form: HTMLFormElement): AbortSignal {
	const stopping = new AbortController();
	const button = form.querySelector<HTMLButtonElement>('[data-stop]');
	if (button) {
		button.hidden = false;
		button.disabled = false;
		button.addEventListener('click', () => stopping.abort(), { once: true });
	}
	return stopping.signal;
}

/** Files are there, or stopped: there is nothing more to stop. */
export function endStop(form: HTMLFormElement): void {
	const button = form.querySelector<HTMLButtonElement>('[data-stop]');
	if (button) button.hidden = true;
}

/** The buttons can be pressed again. */
export function endProgress(form: HTMLFormElement): void {
	const line = form.querySelector<HTMLElement>('[data-progress]');
	if (line) line.hidden = true;
	endStop(form);
	for (const button of form.querySelectorAll<HTMLButtonElement>('button')) button.disabled = false;
}

/** Lets the browser draw before something that takes long. */
export function drawn(): Promise<void> {
	return new Promise((resolve) => {
		setTimeout(resolve, 30);
	});
}
