import { z } from 'zod';

/** Where a link may lead: the web, an onion service (both http or https), a mail address. */
export const link = z
	.string()
	.trim()
	.max(500)
	.refine((text) => leadsSomewhere(text));

function leadsSomewhere(text: string): boolean {
	if (/[\s<>"\\]/.test(text) || !URL.canParse(text)) return false;
	const { protocol, hostname, pathname, username, password } = new URL(text);
	if (protocol === 'mailto:') return /^[^@\s/?]+@[^@\s/?]+\.[^@\s/?]+$/.test(decode(pathname));
	if (protocol !== 'http:' && protocol !== 'https:') return false;
	// A name before the host is how one address is passed for another.
	return username === '' && password === '' && /^[^.].*\.[\p{L}\p{N}-]{2,}$/u.test(hostname);
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return '';
	}
}
