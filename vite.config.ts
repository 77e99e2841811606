import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [
		sveltekit({
			adapter: adapter({ precompress: true }),
			// The front door (src/app/front-door) checks the origin of every writing request against
			// ACCORD_ORIGINS before the framework sees it, for forms and for JSON alike.
			csrf: { trustedOrigins: ['*'] },
			csp: {
				mode: 'hash',
				directives: {
					'default-src': ['none'],
					'script-src': ['self', 'wasm-unsafe-eval'],
					'style-src': ['self'],
					'img-src': ['self', 'blob:'],
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
			inlineStyleThreshold: 0,
			// The intake's shells and pages kept in memory stand at several addresses: assets by absolute path.
			paths: { relative: false },
		}),
	],
	worker: { format: 'es' },
	build: { target: 'es2022', assetsInlineLimit: 0 },
});
