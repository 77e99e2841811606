import { resolve } from 'node:path';
import { z } from 'zod';

const port = 'it is a number from 0 to 65535';
const proxies = 'it is a number from 0 to 5';
const address = (protocols: RegExp, example: string) =>
	z.url({ protocol: protocols, error: `it is an address such as ${example}` });

const schema = z.object({
	PORT: z.coerce.number(port).int(port).min(0, port).max(65535, port).default(8787),
	ACCORD_DATA: z.string().min(1).default('./data'),
	ACCORD_ORIGINS: z
		.string()
		.default('')
		.transform((given) => given.split(/[\s,]+/).filter(Boolean))
		.pipe(z.array(address(/^https?$/, 'https://example.org')))
		.transform((origins) => origins.map((origin) => new URL(origin).origin)),
	ACCORD_PROXIES: z.coerce.number(proxies).int(proxies).min(0, proxies).max(5, proxies).default(0),
	/** Also without a host, for a socket: `URL` knows no such addresses, the database's own parser does. */
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\//, 'it is an address such as postgresql://user:password@host/database')
		.optional(),
	ACCORD_SMTP: address(/^smtps?$/, 'smtp://user:password@host:587').optional(),
	ACCORD_MAIL_FROM: z.string().min(3).default('accord@localhost'),
	ACCORD_LOG: z.enum(['quiet', 'info'], 'it is quiet or info').default('info'),
});

/** What the operator decides; everything else is in the database or in code. */
export interface Config {
	readonly port: number;
	readonly dataDir: string;
	/** Origins (scheme://host:port) that may send writing requests, beside the loopback ones. */
	readonly origins: readonly string[];
	/** How many proxies of our own stand in front; only of so many is `x-forwarded-for` believed. */
	readonly proxies: number;
	readonly databaseUrl: string | undefined;
	/** `smtp://…`; without it, letters are written to the data folder. */
	readonly smtpUrl: string | undefined;
	readonly mailFrom: string;
	readonly logLevel: 'quiet' | 'info';
	/** The demonstration alone offers "enter as…" and shows its mail. */
	readonly demonstration: boolean;
}

/** Reads the environment; throws one sentence naming the variable that cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv, more: { demonstration?: boolean } = {}): Config {
	const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
	const parsed = schema.safeParse(given);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		throw new Error(
			`The setting ${String(issue?.path[0])} cannot be used: ${issue?.message}. Nothing was changed.`,
		);
	}
	const value = parsed.data;
	return {
		port: value.PORT,
		dataDir: resolve(value.ACCORD_DATA),
		origins: value.ACCORD_ORIGINS,
		proxies: value.ACCORD_PROXIES,
		databaseUrl: value.DATABASE_URL,
		smtpUrl: value.ACCORD_SMTP,
		mailFrom: value.ACCORD_MAIL_FROM,
		logLevel: value.ACCORD_LOG,
		demonstration: more.demonstration ?? false,
	};
}

/** The address that letters and printed links name: the first listed origin, or this machine. */
export function addressOf({ origins, port }: Config): string {
	return origins[0] ?? `http://localhost:${port}`;
}

/**
 * The origin that a page's absolute links name: the listed one by which the reader came, or else the first listed.
 * A page that the intake's child fills is asked for from this machine, and must not name it.
 */
export function originFor({ origins }: Config, asked: URL): string {
	return origins.includes(asked.origin) ? asked.origin : (origins[0] ?? asked.origin);
}
