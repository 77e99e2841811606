/** A browser without script, as bytes: fetches the form and posts it as often as a test likes. */
export interface Proposed {
	readonly code: string;
	readonly callNumber: string;
}

export async function fetchForm(address: string): Promise<Proposed> {
	const html = await (await fetch(`${address}/ru/write`)).text();
	const hidden = (name: string) => new RegExp(`name="${name}" value="(\\d+)"`).exec(html)?.[1] ?? '';
	return { code: hidden('code'), callNumber: hidden('callNumber') };
}

/** Posts fields; files go as multipart. Answers the status and the page. */
export async function postForm(
	address: string,
	path: string,
	fields: Readonly<Record<string, string>>,
	files: readonly File[] = [],
): Promise<{ status: number; html: string }> {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	for (const file of files) form.append('files', file);
	const body = files.length > 0 ? form : new URLSearchParams(Object.entries(fields));
	const response = await fetch(`${address}${path}`, { method: 'POST', body, headers: { origin: address } });
	return { status: response.status, html: await response.text() };
}
