// Builds the stories as the product is built and serves them under the product's own policy,
// so that a style or script which the policy forbids shows here first.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Rollup } from 'vite';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const policy =
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html";

const types: Record<string, string> = {
	css: 'text/css; charset=utf-8',
	js: 'text/javascript; charset=utf-8',
	woff2: 'font/woff2',
};

/** Stories that are rendered on the server (public.ts) and those mounted in the browser (desk.ts). */
export const publicStories = ['write', 'code', 'directory'];
export const deskStories = [
	'desk',
	'offline',
	'empty',
	'dialog',
	'destroy',
	'palette',
	'help',
	'menu',
	'toasts',
];

/** A running stage; `close` ends it. */
export interface Stage {
	origin: string;
	close: () => Promise<void>;
}

const shared = {
	root,
	configFile: false as const,
	logLevel: 'error' as const,
	plugins: [svelte({ configFile: false })],
};

async function buildAssets(): Promise<Map<string, string | Uint8Array>> {
	const built = await build({
		...shared,
		build: {
			write: false,
			assetsInlineLimit: 0,
			target: 'es2022',
			rollupOptions: {
				input: { public: here('../public.css'), desk: here('desk.ts') },
				output: {
					entryFileNames: '[name].js',
					chunkFileNames: 'chunk-[hash].js',
					assetFileNames: '[name][extname]',
				},
			},
		},
	});
	const files = new Map<string, string | Uint8Array>();
	for (const { output } of [built].flat() as Rollup.RollupOutput[]) {
		for (const file of output)
			files.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source);
	}
	return files;
}

async function renderPublic(): Promise<Record<string, { lang: string; body: string }>> {
	const folder = await mkdtemp(join(tmpdir(), 'accord-stories-'));
	try {
		await build({
			...shared,
			ssr: { noExternal: true },
			build: { ssr: here('public.ts'), outDir: folder, emptyOutDir: false },
		});
		const module = (await import(pathToFileURL(join(folder, 'public.js')).href)) as {
			publicStories: Record<string, { lang: string; body: string }>;
		};
		return module.publicStories;
	} finally {
		await rm(folder, { recursive: true });
	}
}

const page = (lang: string, title: string, head: string, body: string) =>
	`<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${head}</head><body><div class="root">${body}</div></body></html>`;

/** Builds every story and serves it on a free port of the loopback. */
export async function openStage(): Promise<Stage> {
	const [assets, rendered] = await Promise.all([buildAssets(), renderPublic()]);
	const pages = new Map<string, string>();
	for (const [name, story] of Object.entries(rendered)) {
		pages.set(name, page(story.lang, name, '<link rel="stylesheet" href="/public.css">', story.body));
	}
	const deskPage = page(
		'ru',
		'desk',
		'<link rel="stylesheet" href="/desk.css"><script type="module" src="/desk.js"></script>',
		'',
	);
	const server = createServer((request, response) => {
		const path = new URL(request.url ?? '/', 'http://localhost').pathname;
		const asset = assets.get(path);
		const html = path.startsWith('/desk/') ? deskPage : pages.get(basename(path));
		const body = path === '/favicon.ico' ? '' : (asset ?? html);
		response.writeHead(body === undefined ? 404 : 200, {
			'content-type': asset
				? (types[path.split('.').at(-1) ?? ''] ?? 'text/plain')
				: 'text/html; charset=utf-8',
			'content-security-policy': policy,
		});
		response.end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the stage has no port');
	return {
		origin: `http://127.0.0.1:${address.port}`,
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}
