import adapter from '@sveltejs/adapter-node';
import type { Adapter } from '@sveltejs/kit';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

/**
 * The framework tells the service worker the files in the order in which they happened to be ready; sorted, the
 * same sources give the same worker too.
 */
const sortedManifest: Plugin = {
	name: 'accord-sorted-manifest',
	applyToEnvironment: ({ name }) => name === 'serviceWorker',
	enforce: 'pre',
	transform(code) {
		const key = '__SVELTEKIT_MANIFEST_IMMUTABLE__';
		if (!code.includes(key)) return;
		const files = JSON.parse(String(this.environment.config.define?.[key])) as { path: string }[];
		return code.replaceAll(key, JSON.stringify(files.toSorted((a, b) => (a.path < b.path ? -1 : 1))));
	},
};

/** Beside the server's files, the page in which the desk stands, for `accord desk`: the same for every address. */
function withDeskPage(inner: Adapter): Adapter {
	return {
		...inner,
		async adapt(builder) {
			await inner.adapt(builder);
			await builder.generateFallback('build/desk.html');
		},
	};
}

export default defineConfig({
	plugins: [
		sortedManifest,
		sveltekit({
			adapter: withDeskPage(adapter({ precompress: true })),
			// The front door (src/app/front-door) checks the origin of every writing request against
			// ACCORD_ORIGINS before the framework sees it, for forms and for JSON alike.
			csrf: { trustedOrigins: ['*'] },
			csp: {
				mode: 'hash',
				directives: {
					'default-src': ['none'],
					'script-src': ['self', 'wasm-unsafe-eval'],
					'style-src': ['self'],
					// The one style attribute that the framework writes: it hides its announcer of page changes.
					'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
					'img-src': ['self', 'blob:'],
					'media-src': ['blob:'],
					'font-src': ['self'],
					'connect-src': ['self'],
					'worker-src': ['self'],
					'frame-src': ['self', 'blob:'],
					'manifest-src': ['self'],
					'form-action': ['self'],
					'base-uri': ['none'],
					'frame-ancestors': ['none'],
				},
			},
			// The same sources give the same files, wherever and whenever they are built (bootstrap/build.mjs).
			version: { name: process.env.ACCORD_BUILD ?? 'development' },
			// Registered by hand, where somebody switches it on, and for the desk alone.
			serviceWorker: { register: false },
			inlineStyleThreshold: 0,
			// The intake's shells and pages kept in memory stand at several addresses: assets by absolute path.
			paths: { relative: false },
		}),
	],
	worker: { format: 'es' },
	build: { target: 'es2022', assetsInlineLimit: 0 },
});
