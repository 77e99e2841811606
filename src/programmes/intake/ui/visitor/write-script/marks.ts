/** What is said of script takes the place of what is said without; or, where it fails, gives it back. */
export function markScripted(scripted: boolean): void {
	for (const element of document.querySelectorAll<HTMLElement>('[data-without-script]'))
		element.hidden = scripted;
	for (const element of document.querySelectorAll<HTMLElement>('[data-with-script]')) {
		element.hidden = !scripted;
		if (scripted) fillWords(element);
	}
}

/** Words that are true only with script stand in attributes until then: text browsers show what is hidden. */
export function fillWords(within: HTMLElement): void {
	const said = [within, ...within.querySelectorAll<HTMLElement>('[data-words]')];
	for (const element of said)
		if (element.dataset.words !== undefined) element.textContent = element.dataset.words;
}
