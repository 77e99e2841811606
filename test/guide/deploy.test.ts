/** What is offered for a machine of one's own is true: systemd takes the unit, and the unit names what is here. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { readConfig } from '#platform/config.ts';

const root = path.join(import.meta.dirname, '..', '..');
const unit = await readFile(path.join(root, 'deploy', 'accord.service'), 'utf8');
const environment = Object.fromEntries(
	[...unit.matchAll(/^Environment=(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
);

test('its settings are ones that the server takes, and it starts what is here', () => {
	expect(readConfig(environment)).toMatchObject({ port: 8787, dataDir: '/var/lib/accord' });
	const [, programme = ''] = /^ExecStart=\/usr\/bin\/env node (\S+) start$/m.exec(unit) ?? [];
	expect(existsSync(path.join(root, programme))).toBe(true);
	// Its state is where the unit lets it write.
	expect(`/var/lib/${/^StateDirectory=(.+)$/m.exec(unit)?.[1]}`).toBe(environment.ACCORD_DATA);
});

test('the onion service leads to the port of the unit', async () => {
	const torrc = await readFile(path.join(root, 'deploy', 'torrc'), 'utf8');
	expect(torrc).toMatch(new RegExp(`^HiddenServicePort 80 127\\.0\\.0\\.1:${environment.PORT}$`, 'm'));
});

test('systemd, where it is, finds no fault with it', async () => {
	if (!existsSync('/usr/bin/systemd-analyze')) return;
	const folder = await mkdtemp(path.join(os.tmpdir(), 'accord-unit-'));
	try {
		const file = path.join(folder, 'accord.service');
		// The user and the folder are made by whoever installs it.
		await writeFile(file, unit.replace(/^User=.*$/m, 'User=root').replace(/^WorkingDirectory=.*$/m, ''));
		const { stdout, stderr } = await promisify(execFile)('systemd-analyze', ['verify', file]);
		const ofOurs = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('accord.service'));
		expect(ofOurs).toEqual([]);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
});
