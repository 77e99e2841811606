import { sql, type Expression, type SqlBool } from 'kysely';
import type { OrganisationId } from '../ids.ts';
import type { Tx } from '../db/database.ts';
import { membershipIn, type Access, type Standing } from './access.ts';
import type { Actor } from './actor.ts';

/** Each object of a programme belongs to an organisation. */
export interface Owned {
	readonly organisation: OrganisationId;
}

/** Who may do one thing to one object, and the same as a condition over rows. */
export interface ObjectRule<Row extends Owned> {
	readonly says: string;
	readonly check: (actor: Actor, row: Row) => boolean;
	/** The list filter: the same rule as SQL; `organisation` is the column of the listed table. */
	readonly where: (actor: Actor, organisation: Expression<unknown>) => Expression<SqlBool>;
}

/** Members of the owning organisation, in the given standing; `also` narrows by the row itself. */
export function owners<Row extends Owned>(
	standing: Standing,
	says: string,
	also: (actor: Actor, row: Row) => boolean = () => true,
): ObjectRule<Row> {
	return {
		says,
		check: (actor, row) => membershipIn(actor, row.organisation, standing) !== undefined && also(actor, row),
		where: (actor, organisation) => {
			const ids =
				actor.kind === 'member'
					? actor.memberships
							.filter((m) => membershipIn(actor, m.organisation, standing) !== undefined)
							.map((m) => m.organisation)
					: [];
			return ids.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`${organisation} in (${sql.join(ids)})`;
		},
	};
}

/**
 * One table of rules gives the check of an action, the filter of a list and the `may` that an answer
 * carries, so the screen never computes access again.
 */
export function objectAccess<Row extends Owned, Verb extends string>(table: {
	readonly object: string;
	readonly load: (tx: Tx, input: { organisation: OrganisationId; id: string }) => Promise<Row | undefined>;
	readonly rules: Readonly<Record<Verb, ObjectRule<Row>>>;
}) {
	return {
		...table,
		/** Access for an action whose input names the object. */
		may<Input extends { organisation: OrganisationId; id: string }>(verb: Verb): Access<Input> {
			const rule = table.rules[verb];
			return {
				says: `${table.object}: ${verb}: ${rule.says}`,
				level: 'full',
				allow: async ({ actor, input, tx }) => {
					const row = await table.load(tx, input);
					return row !== undefined && rule.check(actor, row);
				},
			};
		},
		/** What the reader may do with this object, carried in the answer. */
		policy(actor: Actor, row: Row): Record<Verb, boolean> {
			const verbs = Object.keys(table.rules) as Verb[];
			return Object.fromEntries(verbs.map((verb) => [verb, table.rules[verb].check(actor, row)])) as Record<
				Verb,
				boolean
			>;
		},
		/** The condition that lists only what the verb allows. */
		where(verb: Verb, actor: Actor, organisation: Expression<unknown>): Expression<SqlBool> {
			return table.rules[verb].where(actor, organisation);
		},
	};
}
