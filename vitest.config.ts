import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const files = ['src/**/*.test.ts', 'test/**/*.test.ts', 'bootstrap/**/*.test.ts'];

export default defineConfig({
	test: {
		projects: [
			{
				plugins: [svelte()],
				test: {
					name: 'unit',
					include: files,
					globalSetup: './test/harness/server.ts',
					testTimeout: 60_000,
					hookTimeout: 120_000,
					maxWorkers: 2,
				},
			},
			{
				// Real browser, real database, real mail: one file at a time, for the machine has two cores.
				test: {
					name: 'e2e',
					include: ['e2e/**/*.spec.ts'],
					globalSetup: './test/harness/server.ts',
					fileParallelism: false,
					testTimeout: 240_000,
					hookTimeout: 240_000,
				},
			},
		],
	},
});
