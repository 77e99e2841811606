import type { Kysely, Transaction } from 'kysely';

/**
 * The tables as Kysely sees them. Each room that owns tables declares them in its `tables.ts`:
 * `declare module '#platform/db/database.ts' { interface Database { request: RequestTable } }`.
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging
export interface Database {}

/** The pool: outside a transaction it sees nothing (row-level security, `within.ts`). */
export type Db = Kysely<Database>;

/** What can be read from: a transaction, or the pool of public reading. */
export type Reader = Kysely<Database>;

/** An open transaction under a role that owns nothing. */
export type Tx = Transaction<Database>;
