// The system's Chromium for the tests of the stories.
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Starts it without anything that would ask the network. */
export async function startBrowser(): Promise<Browser> {
	const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
		.map((name) => `/usr/bin/${name}`)
		.find((path) => existsSync(path));
	if (!executablePath) throw new Error('The tests of the interface need Chromium: apt-get install chromium');
	return chromium.launch({
		executablePath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}
