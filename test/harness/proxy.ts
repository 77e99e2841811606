import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A reverse proxy as README describes it: hands on the host that was asked for, and no address. */
export interface Proxy {
	/** Where the proxy listens; whatever is asked there was asked of the named host. */
	readonly address: string;
	/** Every `set-cookie` that passed through it. */
	readonly cookies: () => readonly string[];
	readonly close: () => Promise<void>;
}

/** Opens a proxy that stands for `host` before the server at `to`. Nothing is buffered. */
export async function openProxy(host: string, to: string): Promise<Proxy> {
	const { hostname, port } = new URL(to);
	const cookies: string[] = [];
	const proxy = createServer((asked, answer) => {
		const { url: path, method, headers } = asked;
		const passed = request({ hostname, port, path, method, headers: { ...headers, host } }, (got) => {
			cookies.push(...(got.headers['set-cookie'] ?? []));
			answer.writeHead(got.statusCode ?? 502, got.headers);
			answer.flushHeaders();
			got.pipe(answer);
		});
		passed.on('error', () => answer.destroy());
		answer.on('close', () => passed.destroy());
		asked.pipe(passed);
	});
	proxy.listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	return {
		address: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
		cookies: () => cookies,
		async close() {
			proxy.closeAllConnections();
			proxy.close();
			await once(proxy, 'close');
		},
	};
}
