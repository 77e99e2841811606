import type { Config } from '#platform/config.ts';
import type { Locale } from '#platform/locale.ts';
import type { Refusal } from '#platform/result.ts';

/** What a command has of the world. */
export interface Terminal {
	readonly config: Config;
	readonly env: NodeJS.ProcessEnv;
	readonly locale: Locale;
	/** One line of result. */
	readonly say: (line: string) => void;
	/** Replaces the line of progress; nothing when the output is no terminal. */
	readonly progress: (line: string) => void;
}

/** How a command ended: done, refused with its reason, or called wrongly. */
export type Ending =
	| { readonly kind: 'done' }
	| { readonly kind: 'refused'; readonly refusal: Refusal }
	| { readonly kind: 'usage' };

export interface Command {
	/** How it is called: `backup FILE [--to RECIPIENT]`. */
	readonly usage: string;
	/** One line for the list, then what `--help` says of it. */
	readonly says: (locale: Locale) => { line: string; more: string };
	readonly run: (terminal: Terminal, args: readonly string[]) => Promise<Ending>;
}

export const done: Ending = { kind: 'done' };
export const wrongUsage: Ending = { kind: 'usage' };
/** Ends with a named reason. */
export function refused(refusal: Refusal): Ending {
	return { kind: 'refused', refusal };
}
