import { get } from 'node:http';
import type { Shell } from '#programmes/intake/without-script/index.ts';
import { compileShell } from '#vault/without-script/index.ts';

/** The header by which the front door knows the child and lets it through to the framework. */
export const shellHeader = 'x-accord-shell';

const keptFor = 20_000;
const mostKept = 300;

/** Asks the main server for shells and keeps the compiled ones for some seconds. */
export function openShells(at: string, secret: string): (address: string) => Promise<Shell> {
	const kept = new Map<string, { readonly until: number; readonly shell: Promise<Shell> }>();
	return (address) => {
		const found = kept.get(address);
		if (found && found.until > Date.now()) return found.shell;
		const shell = fetchShell(new URL(address, at), secret);
		kept.delete(address);
		kept.set(address, { until: Date.now() + keptFor, shell });
		shell.catch(() => kept.delete(address));
		const [oldest] = kept.keys();
		if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
		return shell;
	};
}

function fetchShell(url: URL, secret: string): Promise<Shell> {
	return new Promise((resolve, reject) => {
		// The page names its own address (hreflang): as people on this machine ask for it, not as the child does.
		const headers = { host: `localhost:${url.port}`, [shellHeader]: secret, accept: 'text/html' };
		const asked = get(url, { headers }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('error', reject);
			response.on('end', () => {
				// A page of the framework's own (an unknown organisation) is a shell without marks.
				if (![200, 404].includes(response.statusCode ?? 0))
					return reject(new Error('The shell was not rendered'));
				const html = Buffer.concat(parts).toString('utf8');
				const pieces = compileShell(html);
				resolve({
					html,
					pieces,
					policy: String(response.headers['content-security-policy'] ?? "default-src 'none'"),
				});
			});
		});
		asked.setTimeout(10_000, () => asked.destroy(new Error('The shell took too long')));
		asked.on('error', reject);
	});
}
