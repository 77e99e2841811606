import type { CountryPack } from '#country/model.ts';
import type { Db } from '#platform/db/database.ts';
import type { ArrivingChunks } from '#platform/files/arriving-chunks.ts';
import type { Locale } from '#platform/locale.ts';
import type { Log } from '#platform/log/log.ts';
import type { Result } from '#platform/result.ts';
import type { DeriveQueue, Piece } from '#vault/without-script/index.ts';
import type { Desks } from '../desks.ts';
import type { Tickets } from './tickets.ts';

/** A page rendered by the framework with marks in it, and the policy it came with. */
export interface Shell {
	/** As the framework rendered it, for browsers that fill it in themselves. */
	readonly html: string;
	readonly pieces: readonly Piece[];
	readonly policy: string;
}

/** What the child process works with. It holds no more than this between two requests. */
export interface House {
	readonly db: Db;
	readonly country: CountryPack;
	/** The data folder: files of requests lie in it, sealed. */
	readonly dataDir: string;
	readonly arriving: ArrivingChunks;
	readonly queue: DeriveQueue;
	readonly tickets: Tickets;
	/** The shell at an address, from the main server or from memory. */
	readonly shell: (address: string) => Promise<Shell>;
	/** Who takes requests now; asked of the database every few seconds. */
	readonly desks: () => Promise<Result<Desks>>;
	readonly log: Log;
	readonly now: () => Date;
}

/** Where a request came in. */
export interface Place {
	readonly locale: Locale;
	/** `/write/ORG`: the organisation of a poster, by its slug. */
	readonly organisation: string | null;
	readonly page: 'write' | 'follow';
	/** The address's own query, as the sender's link or a ticket has it. */
	readonly query: URLSearchParams;
	/** Too much came from there within the hour. */
	readonly overBudget: boolean;
}
