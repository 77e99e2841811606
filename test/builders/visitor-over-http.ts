/** Somebody who writes in with a browser without script: plain GETs and form posts, nothing remembered. */
export interface Visitor {
	/** What the browser sends besides: some proofs look for it in logs. */
	readonly headers: Readonly<Record<string, string>>;
	readonly get: (path: string) => Promise<Page>;
	readonly post: (path: string, fields: Fields, files?: readonly Attached[]) => Promise<Page>;
}
export interface Page {
	readonly status: number;
	readonly html: string;
}
export type Fields = Readonly<Record<string, string | readonly string[]>>;
export interface Attached {
	readonly name: string;
	readonly type: string;
	readonly bytes: Uint8Array;
}

export function visitorAt(address: string, headers: Readonly<Record<string, string>> = {}): Visitor {
	const ask = async (path: string, init: RequestInit): Promise<Page> => {
		const response = await fetch(`${address}${path}`, {
			...init,
			redirect: 'manual',
			headers: { accept: 'text/html', origin: address, ...headers },
		});
		const page = { status: response.status, html: await response.text() };
		// "Your turn comes": the page asks again by itself, as `Refresh` tells the browser.
		const again = /url=(\S+)/.exec(response.headers.get('refresh') ?? '')?.[1];
		if (again === undefined) return page;
		await new Promise((resolve) => setTimeout(resolve, 500));
		return ask(again, { method: 'GET' });
	};
	return {
		headers,
		get: (path) => ask(path, { method: 'GET' }),
		post(path, fields, files = []) {
			const form = new FormData();
			for (const [name, value] of Object.entries(fields)) {
				for (const one of [value].flat()) form.append(name, one);
			}
			for (const { name, type, bytes } of files) {
				form.append('files', new File([Buffer.from(bytes)], name, { type }));
			}
			return ask(path, { method: 'POST', body: form });
		},
	};
}

/** The hidden fields of a page's first form to which `named` belongs. */
export function hiddenFields(html: string): Record<string, string> {
	const fields: Record<string, string> = {};
	for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
		const name = attribute(tag, 'name');
		if (attribute(tag, 'type') === 'hidden' && name !== undefined)
			fields[name] = attribute(tag, 'value') ?? '';
	}
	return fields;
}

export function attribute(tag: string, name: string): string | undefined {
	return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
}

/** Hands a request in as the form asks, and types the last group of the code back. Gives the code: 24 digits. */
export async function writeIn(
	visitor: Visitor,
	fields: Fields,
	more: { path?: string; files?: readonly Attached[] } = {},
): Promise<{ code: string; callNumber: string; sent: Page; kept: Page }> {
	const path = more.path ?? '/ru/write';
	const form = await visitor.get(path);
	const hidden = hiddenFields(form.html);
	const sent = await visitor.post(path, { ...hidden, ...fields }, more.files);
	const shown = hiddenFields(sent.html);
	const { code = '', callNumber = '' } = shown;
	if (sent.status !== 200 || !/^\d{24}$/.test(code)) {
		throw new Error(`Writing in was answered ${sent.status}: ${textOf(sent.html).slice(0, 800)}`);
	}
	const kept = await visitor.post(path, { ...shown, step: 'kept', last: code.slice(-4) });
	return { code, callNumber, sent, kept };
}

/** What a reader sees of a page, roughly. */
export function textOf(html: string): string {
	return html
		.replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, '')
		.replaceAll(/<[^>]+>/g, ' ')
		.replaceAll(/\s+/g, ' ');
}
