import { fillWords } from './marks.ts';

/** The network's fingerprint in the link that led here (`#network=…`, as printed on a poster), for the tab's life. */
const fromLink = /[#&]network=([\w-]{43})/.exec(location.hash)?.[1];

/** What everything is verified against: the link's fingerprint, else the one that the page shows in words. */
export function expectedFingerprint(): string {
	return fromLink ?? shownFingerprint();
}

function shownFingerprint(): string {
	return document.querySelector<HTMLElement>('[data-fingerprint]')?.dataset.fingerprint ?? '';
}

/** The link is of another network than the page: says so, shows the telephone, and takes the way to send away. */
export function isOtherNetwork(): boolean {
	if (fromLink === undefined || ['', fromLink].includes(shownFingerprint())) return false;
	const notice = document.querySelector<HTMLElement>('[data-other-network]');
	if (notice) {
		fillWords(notice);
		notice.hidden = false;
		notice.focus({ preventScroll: true });
		notice.scrollIntoView({ block: 'start' });
	}
	for (const button of document.querySelectorAll<HTMLButtonElement>('main form button'))
		button.disabled = true;
	return true;
}

/** The other language and the way back to the answer keep the fingerprint one came with. */
export function carryFingerprint(): void {
	if (fromLink === undefined) return;
	for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href*="/write"]'))
		if (!link.href.includes('#')) link.href += `#network=${fromLink}`;
}
