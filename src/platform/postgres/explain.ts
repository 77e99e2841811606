/** What keeps the embedded server from running, in words that say what to do. */

/** An error with a stable `reason`, for whoever shows it in another language. */
export type Unavailable = Error & { reason: string };

/** Makes the error that `startPostgres` throws. */
export function unavailable(reason: string, message: string, cause?: unknown): Unavailable {
	const error = new Error(message, cause === undefined ? undefined : { cause });
	error.name = 'PostgresUnavailable';
	return Object.assign(error, { reason });
}

type Known = { reason: string; sign: RegExp; says: (dataDir: string) => string };

const known: Known[] = [
	{
		reason: 'disk-full',
		sign: /No space left on device|Disk quota exceeded/i,
		says: (dataDir) =>
			`The disk that holds ${dataDir} is full. Nothing that was acknowledged is lost. Free some space and start again.`,
	},
	{
		reason: 'in-use',
		sign: /lock file "postmaster\.pid" already exists|pre-existing shared memory block/i,
		says: (dataDir) =>
			`Another database server still works on ${dataDir}. Stop it, or wait until it ends, and start again.`,
	},
	{
		reason: 'other-version',
		sign: /database files are incompatible with server/i,
		says: (dataDir) =>
			`${dataDir} was written by another version of PostgreSQL. Start the version of Accord that wrote it, ` +
			'make a backup with "npm run accord -- backup FILE", and restore that here. Nothing was changed.',
	},
	{
		reason: 'no-permission',
		sign: /Permission denied|must be owned by|has wrong ownership|has invalid permissions/i,
		says: (dataDir) =>
			`The database server may not use ${dataDir}. Give the folder back to the user who starts Accord (chown -R), and start again. Nothing was changed.`,
	},
	{
		reason: 'no-place',
		sign: /ENOENT: no such file or directory, mkdir/,
		says: (dataDir) =>
			`The folder ${dataDir} cannot be made there. Name another in ACCORD_DATA. Nothing was changed.`,
	},
	{
		reason: 'no-memory',
		sign: /Cannot allocate memory|could not create shared memory segment|could not map anonymous shared memory/i,
		says: () => 'There is not enough memory to start the database server (it needs about 100 MB).',
	},
	{
		reason: 'damaged',
		sign: /could not locate a valid checkpoint record|invalid checkpoint record|could not read file "global\/pg_control"/i,
		says: (dataDir) =>
			`The database in ${dataDir} is damaged and cannot start. Keep a copy of the folder, and restore your last backup ` +
			'with "npm run accord -- restore FILE" into an empty one.',
	},
];

/** Turns what the server last said into one error that a person can act on. */
export function explain(said: string[], dataDir: string): Unavailable {
	const text = said.join('\n');
	const found = known.find(({ sign }) => sign.test(text));
	if (found) return unavailable(found.reason, found.says(dataDir), new Error(text));
	return unavailable(
		'not-started',
		`The database server in ${dataDir} did not start. It last said:\n${said.slice(-8).join('\n') || '(nothing)'}`,
	);
}
