/** One address of e-mail and nothing else: what mail programs take for a list or a name is not one. */
export function isMailAddress(text: string): boolean {
	const typed = text.trim();
	return (
		typed.length <= 254 &&
		/^[^\s@<>"',;:()[\]\\]+@[^\s@<>"',;:()[\]\\.]+(\.[^\s@<>"',;:()[\]\\.]+)+$/u.test(typed)
	);
}
