/**
 * Structured lines on standard output. Only what is listed can be said: the route's pattern, never the
 * address; numbers; ids of refusals; the class of an error, never its text (which may quote data). The time
 * is told to the minute: enough to find a fault by, too little to tell one visitor's moment by.
 */
export interface LogFields {
	readonly route?: string;
	readonly method?: string;
	readonly status?: number;
	readonly ms?: number;
	readonly count?: number;
	readonly task?: string;
	readonly refusal?: string;
	/** Name and code of an error, and the places in our own code it passed through. */
	readonly error?: unknown;
	readonly port?: number;
	readonly signal?: string;
}

export interface Log {
	readonly info: (event: string, fields?: LogFields) => void;
	readonly problem: (event: string, fields?: LogFields) => void;
}

/** A log that writes lines of JSON with `write`. */
export function makeLog(write: (line: string) => void, level: 'quiet' | 'info' = 'info'): Log {
	const say =
		(kind: 'info' | 'problem') =>
		(event: string, fields: LogFields = {}) => {
			if (kind === 'info' && level === 'quiet') return;
			const { error, ...rest } = fields;
			write(
				`${JSON.stringify({ at: toTheMinute(new Date()), kind, event, ...rest, ...(error === undefined ? {} : { error: scrub(error) }) })}\n`,
			);
		};
	return { info: say('info'), problem: say('problem') };
}

const toTheMinute = (at: Date): string => `${at.toISOString().slice(0, 16)}Z`;

/** An error's class, code and frames of our own files; its message may hold values and is left out. */
export function scrub(error: unknown): { name: string; code?: string; frames: string[] } {
	if (!(error instanceof Error)) return { name: typeof error, frames: [] };
	const code = (error as { code?: unknown }).code;
	const frames = (error.stack ?? '')
		.split('\n')
		.filter((line) => /^\s+at /.test(line))
		.map((line) => /([\w.-]+\/[\w.-]+:\d+):\d+\)?$/.exec(line)?.[1])
		.filter((frame) => frame !== undefined)
		.slice(0, 6);
	const name = /^[\w$]{1,40}$/.test(error.name) ? error.name : 'Error';
	return { name, ...(typeof code === 'string' && /^\w{1,40}$/.test(code) ? { code } : {}), frames };
}
