import { sql } from 'kysely';
import type { Actor } from '../action/actor.ts';
import type { Db, Tx } from './database.ts';

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const hex = /^(?:[0-9a-f]{2})*$/;

/**
 * Runs `work` in one transaction as the actor: the role owns nothing, and the policies of row-level
 * security see only who is acting. `SET LOCAL` as statements (Citus passes them on, not `set_config`);
 * every value is checked for its shape before it stands in a statement.
 */
export async function within<T>(db: Db, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
	const statements = settingsOf(actor);
	return db.transaction().execute(async (tx) => {
		await sql.raw(statements).execute(tx);
		return work(tx);
	});
}

/**
 * Goes on as the house within the same transaction, and back: for the steps by which somebody who has no
 * standing yet gets one (signing in, joining). A second transaction would need a second connection, and
 * many at once would wait for one another for ever.
 */
export async function asHouse<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
	const before = await sql<{ role: string }>`select current_user as role`.execute(tx);
	const role = before.rows[0]?.role ?? '';
	if (!/^accord_(app|visitor|system)$/.test(role)) throw new Error('asHouse is called inside `within`');
	await sql.raw('set local role accord_system').execute(tx);
	const value = await work();
	await sql.raw(`set local role ${role}`).execute(tx);
	return value;
}

/** Goes on as the sender of one code, within a visitor's transaction: policies go by the locator's hash. */
export async function setLocator(tx: Tx, locator: string): Promise<void> {
	if (!hex.test(locator)) throw new Error('A locator has not the shape of one');
	await sql.raw(`set local accord.locator = '${locator}'`).execute(tx);
}

function settingsOf(actor: Actor): string {
	const shaped = (value: string, shape: RegExp): string => {
		if (!shape.test(value)) throw new Error('An identifier of the actor has not the shape of one');
		return value;
	};
	switch (actor.kind) {
		case 'system':
			return 'set local role accord_system';
		case 'visitor':
			return `set local role accord_visitor; set local accord.locator = '${shaped(actor.locator ?? '', hex)}'`;
		case 'member': {
			const organisations = actor.memberships.map((m) => shaped(m.organisation, uuid)).join(',');
			return [
				'set local role accord_app',
				`set local accord.person = '${shaped(actor.person, uuid)}'`,
				`set local accord.organisations = '${organisations}'`,
				`set local accord.office = '${actor.memberships.some((m) => m.office) ? 'on' : 'off'}'`,
			].join('; ');
		}
	}
}
