/** What is said of script takes the place of what is said without; or, where it fails, gives it back. */
export function markScripted(scripted: boolean): void {
	for (const element of document.querySelectorAll<HTMLElement>('[data-without-script]'))
		element.hidden = scripted;
	for (const element of document.querySelectorAll<HTMLElement>('[data-with-script]'))
		element.hidden = !scripted;
}
