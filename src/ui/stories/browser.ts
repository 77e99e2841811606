// The system's Chromium for the tests of the stories.
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** How it is started: nothing that would ask the network. */
export function browserWays(): { executablePath: string; args: string[] } {
	const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
		.map((name) => `/usr/bin/${name}`)
		.find((path) => existsSync(path));
	if (!executablePath) throw new Error('The tests of the interface need Chromium: apt-get install chromium');
	const args = [
		'--no-sandbox',
		'--disable-gpu',
		'--disable-quic',
		'--no-first-run',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync',
	];
	return { executablePath, args };
}

/** Starts it. */
export async function startBrowser(): Promise<Browser> {
	return chromium.launch(browserWays());
}
