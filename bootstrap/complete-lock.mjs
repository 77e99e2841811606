// Completes package-lock.json after a dependency was added or raised.
//
// Native tools publish one optional package a platform. A registry mirror that
// holds only some of them makes `npm install` leave the others out of the lock
// file, and `npm ci` then refuses the lock on every machine ("Missing: … from
// lock file"). This writes the entries that npm would have written, but for the
// integrity it could not learn; npm never downloads them on another platform.
//
//   node bootstrap/complete-lock.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const lockFile = new URL('../package-lock.json', import.meta.url);

/** Systems, processors and C libraries as they are written in the names of platform packages. */
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/** The `os`, `cpu` and `libc` fields that a platform package's name stands for. */
export function platformOf(name) {
	const words = name.split(/[-/]/);
	const os = systems.find((system) => words.includes(system));
	const cpu = processors.find((processor) => words.includes(processor));
	const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc';
	if (!os || !cpu) return undefined;
	return { os: [os], cpu: [cpu], ...(os === 'linux' && cpu !== 'arm' ? { libc: [libc] } : {}) };
}

/** Optional platform packages that some locked package names and the lock file lacks. */
export function missingFrom(lock) {
	const missing = [];
	for (const [path, entry] of Object.entries(lock.packages)) {
		for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
			const near = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`;
			const found = lock.packages[near] ?? lock.packages[`node_modules/${name}`];
			if (!found) missing.push({ name, version, wantedBy: path });
		}
	}
	return missing;
}

/** A sentence for each package that the lock file lacks. */
export function missingFromLock() {
	return missingFrom(JSON.parse(readFileSync(lockFile, 'utf8'))).map(
		({ name, version, wantedBy }) =>
			`${wantedBy} may want ${name}@${version}, which the lock file lacks: node bootstrap/complete-lock.mjs`,
	);
}

function complete(lock) {
	for (const { name, version, wantedBy } of missingFrom(lock)) {
		const platform = platformOf(name);
		if (!platform || !/^\d/.test(version)) {
			throw new Error(`${wantedBy} wants ${name}@${version}: not a pinned platform package`);
		}
		const { dev, license } = lock.packages[wantedBy];
		lock.packages[`node_modules/${name}`] = {
			version,
			cpu: platform.cpu,
			...(dev ? { dev: true } : {}),
			...(platform.libc ? { libc: platform.libc } : {}),
			...(license ? { license } : {}),
			optional: true,
			os: platform.os,
		};
	}
	lock.packages = Object.fromEntries(
		Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
	);
	return lock;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const lock = JSON.parse(readFileSync(lockFile, 'utf8'));
	const missing = missingFrom(lock);
	writeFileSync(lockFile, JSON.stringify(complete(lock), null, '\t') + '\n');
	console.log(`${missing.length} platform packages added to package-lock.json`);
}
