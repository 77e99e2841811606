import type { Config } from '#platform/config.ts';
import { scrub } from '#platform/log/log.ts';

/** What prevents a start, as one sentence; never a value from inside an error that is not ours. */
export function sentenceOf(error: unknown, config?: Config): string {
	const { code } = error as NodeJS.ErrnoException;
	if (code === 'EADDRINUSE')
		return `The port ${config?.port} is taken. Name another in PORT; nothing was changed.`;
	if (code === 'EACCES')
		return `The port ${config?.port} or the data folder may not be used by this user. Nothing was changed.`;
	if (code === 'ERR_MODULE_NOT_FOUND')
		return 'The pages are not built. Start with npm, which builds them: npm start.';
	// Our own sentences are meant for people; of anything else only class and place are said.
	const ours =
		error instanceof Error && (error.constructor === Error || error.name === 'PostgresUnavailable');
	return ours ? error.message : `Accord could not start: ${JSON.stringify(scrub(error))}`;
}
