/** How the embedded server is set: durable, small, silent about what is in it. */

/**
 * Collation: the server's own C.UTF-8. It orders by code point whatever the machine's C library
 * thinks today (a changed library would silently break every index when the data folder moves),
 * and still knows upper and lower case in Cyrillic. What people read in order is sorted with an
 * explicit ICU collation, which the server brings itself.
 */
export const clusterOptions = [
	'--encoding=UTF8',
	'--locale-provider=builtin',
	'--builtin-locale=C.UTF-8',
	'--locale=C',
	'--auth=scram-sha-256',
	'--data-checksums',
	// Small segments, so that what was destroyed leaves the write-ahead log soon.
	'--wal-segsize=4',
];

/** Only with the password, only through the socket; whatever else comes is turned away. */
export const accessRules = '# Written by Accord at every start.\nlocal all all scram-sha-256\n';

const settings: Record<string, string> = {
	listen_addresses: '',
	port: '5432',
	unix_socket_permissions: '0700',
	password_encryption: 'scram-sha-256',

	// Every acknowledged write is on the disk.
	fsync: 'on',
	full_page_writes: 'on',
	synchronous_commit: 'on',
	// No replica reads this log (backups are COPY), so it says no more than recovery needs.
	wal_level: 'minimal',
	max_wal_senders: '0',
	wal_recycle: 'off',
	min_wal_size: '8MB',
	max_wal_size: '128MB',
	wal_buffers: '1MB',

	// One small machine shared with two Node processes.
	shared_buffers: '32MB',
	work_mem: '8MB',
	maintenance_work_mem: '32MB',
	effective_cache_size: '256MB',
	max_connections: '60',
	max_worker_processes: '2',
	max_logical_replication_workers: '0',
	max_parallel_workers: '0',
	max_parallel_workers_per_gather: '0',
	max_parallel_maintenance_workers: '0',
	autovacuum_max_workers: '1',
	autovacuum_worker_slots: '2',
	io_method: 'sync',
	huge_pages: 'off',
	jit: 'off',

	// The log tells of the server, never of what was asked of it: statement errors go to the client
	// alone (their text may quote a value), and what remains carries no detail and no statement.
	log_destination: 'stderr',
	logging_collector: 'off',
	log_min_messages: 'log',
	log_min_error_statement: 'panic',
	log_error_verbosity: 'terse',
	log_statement: 'none',
	log_duration: 'off',
	log_min_duration_statement: '-1',
	log_min_duration_sample: '-1',
	log_parameter_max_length: '0',
	log_parameter_max_length_on_error: '0',
	log_connections: '',
	log_disconnections: 'off',
	log_checkpoints: 'off',
	log_autovacuum_min_duration: '-1',
	log_hostname: 'off',
	log_line_prefix: '',
	lc_messages: 'C',
	timezone: 'UTC',
	log_timezone: 'UTC',
};

/** Settings that differ from ours; null where the server does not know ours. */
export type Overrides = Record<string, string | null>;

/** The settings as arguments; given on the command line they outrank any file in the data folder. */
export function serverArguments(socketDir: string, overrides: Overrides = {}): string[] {
	return Object.entries({ ...settings, unix_socket_directories: quoted(socketDir), ...overrides }).flatMap(
		([name, value]) => (value === null ? [] : ['-c', `${name}=${value}`]),
	);
}

/** A path inside a setting that holds a list: a comma or a space in it must not divide it. */
function quoted(folder: string): string {
	return `"${folder.replaceAll('"', '""')}"`;
}
