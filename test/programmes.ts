/** The programmes of the system that tests need and npm does not bring. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';

/** What each Debian package is known by. */
const wanted = [
	{ name: 'chromium', files: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'] },
	{ name: 'postgresql-15', files: ['/usr/lib/postgresql/15/bin/postgres'] },
];

const missing = () =>
	wanted.filter(({ files }) => !files.some((file) => existsSync(file))).map(({ name }) => name);

function apt(...args: string[]): boolean {
	const options = ['-qq', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=300', ...args];
	const { status } = spawnSync('apt-get', options, {
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	});
	return status === 0;
}

/** Debian starts a server of its own with the package; this one is only tried out by tests. */
function wantNoServer(): void {
	const folder = '/etc/postgresql-common/createcluster.d';
	if (existsSync('/usr/share/postgresql-common')) return;
	mkdirSync(folder, { recursive: true });
	writeFileSync(`${folder}/accord.conf`, 'create_main_cluster = false\n');
}

/** Installs what is missing where that is possible; answers with what still is. */
export async function installProgrammes(): Promise<string[]> {
	const names = missing();
	if (names.length === 0) return [];
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return names;
	process.stderr.write(`Installing with apt-get: ${names.join(', ')}…\n`);
	if (names.includes('postgresql-15')) wantNoServer();
	if (apt('update')) apt('install', '--yes', '--no-install-recommends', ...names);
	return missing();
}
