import type { Config } from '#platform/config.ts';
import { scrub } from '#platform/log/log.ts';

/** What prevents a start, as one sentence; never a value from inside an error that is not ours. */
export function sentenceOf(error: unknown, config?: Config): string {
	const { code, syscall } = error as NodeJS.ErrnoException;
	if (typeof code === 'string') {
		const said =
			ofTheDatabase(code, syscall, config) ??
			ofThePort(code, syscall, config) ??
			(syscall === undefined ? undefined : ofTheFolder(code, syscall, config)) ??
			(code === 'ERR_MODULE_NOT_FOUND'
				? 'The pages are not built. Start with npm, which builds them: npm start.'
				: undefined);
		if (said !== undefined) return said;
	}
	// Our own sentences are meant for people; of anything else only class and place are said.
	const ours =
		error instanceof Error &&
		((error.constructor === Error && code === undefined) || error.name === 'PostgresUnavailable');
	return ours ? error.message : `Accord could not start: ${JSON.stringify(scrub(error))}`;
}

function ofThePort(code: string, syscall: string | undefined, config?: Config): string | undefined {
	if (syscall !== 'listen') return undefined;
	const port = config?.port ?? '';
	if (code === 'EADDRINUSE') return `The port ${port} is taken. Name another in PORT; nothing was changed.`;
	if (code === 'EACCES')
		return `This user may not listen at port ${port}. Name one from 1024 on in PORT; nothing was changed.`;
	return undefined;
}

/** Which folder it is, stands in the settings; the path in the error may be one that only the system knows. */
function ofTheFolder(code: string, syscall: string, config?: Config): string | undefined {
	const folder = config?.dataDir ?? 'ACCORD_DATA';
	if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
		return `The data folder ${folder} may not be written to by this user. Give it to them (chown -R), or name another in ACCORD_DATA. Nothing was changed.`;
	if (code === 'ENOENT' && syscall === 'mkdir')
		return `The data folder ${folder} cannot be made there. Name another in ACCORD_DATA. Nothing was changed.`;
	if (code === 'ENOTDIR' || code === 'EEXIST')
		return `${folder} is not a folder. Name another in ACCORD_DATA. Nothing was changed.`;
	if (code === 'ENOSPC' || code === 'EDQUOT')
		return `The disk that holds ${folder} is full. Nothing that was acknowledged is lost. Free some space and start again.`;
	return undefined;
}

/** Only of a database that somebody named: the embedded one speaks for itself. */
function ofTheDatabase(code: string, syscall: string | undefined, config?: Config): string | undefined {
	if (config?.databaseUrl === undefined) return undefined;
	const named = 'The database that DATABASE_URL names';
	const unreachable =
		/^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/.test(code) ||
		(code === 'ENOENT' && syscall === 'connect');
	if (unreachable) return `${named} does not answer (${code}). Nothing was changed.`;
	if (code.startsWith('28')) return `${named} refuses this user or password. Nothing was changed.`;
	if (code === '3D000') return `${named} does not exist: create it, empty. Nothing was changed.`;
	if (code === '42501')
		return `${named} does not let this user make what is needed: it must own the database and may create roles. Nothing was changed.`;
	if (/^57P0|^53300$/.test(code))
		return `${named} takes no connections just now (${code}). Start again later.`;
	return undefined;
}
