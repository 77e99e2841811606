import { FORMATS, type Format } from '#vault/format/envelope.ts';
import type { Role, World } from './world.ts';

/** How one action is tried: an input that names the victim's object, and who may do it all the same. */
export interface Attempt {
	readonly input: (world: World) => unknown;
	/** Roles whose standing allows it, each with the reason. */
	readonly may?: Readonly<Partial<Record<Role, string>>>;
	/** Does its work on whoever calls, whatever is named: nobody else's rows may change. */
	readonly own?: true;
	/** Open to everybody: proved by what it does not change. */
	readonly open?: true;
	/** The office alone may; the rightful member of another organisation may not either. */
	readonly office?: true;
}

/** Bytes that begin as this format does, and hold nothing. */
export const sealed = (format: Format): string =>
	Buffer.from([FORMATS[format].kind, 1, 0]).toString('base64url');
