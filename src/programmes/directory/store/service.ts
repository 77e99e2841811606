import { sql } from 'kysely';
import type { Reader, Tx } from '#platform/db/database.ts';
import {
	service,
	serviceStates,
	type KeptService,
	type Service,
	type ServiceState,
} from '../model/service.ts';

export interface ServiceTable {
	organisation: string;
	id: string;
	status: ServiceState;
	/** In the shape of `model/service.ts`, without its status; read as anything, for rows outlive shapes. */
	said: unknown;
	changed_on: string;
	assured_on: string;
	asked_on: string | null;
}
export interface ServiceAssuranceTable {
	organisation: string;
	service: string;
	assured_by: string;
}

declare module '#platform/db/database.ts' {
	interface Database {
		directory_service: ServiceTable;
		directory_service_assurance: ServiceAssuranceTable;
	}
}

const columns = ['organisation', 'id', 'status', 'said', 'changed_on', 'assured_on'] as const;
type Row = Pick<ServiceTable, (typeof columns)[number]>;

/** A row as a service; one that does not fit its shape (any longer) is nobody's to read. */
function toService({ organisation, id, status, said, changed_on, assured_on }: Row): KeptService[] {
	const read = service.safeParse({ ...(said as object), status });
	return read.success
		? [{ organisation, id, ...read.data, changedOn: changed_on, assuredOn: assured_on }]
		: [];
}

/**
 * The services of one organisation, or of all, as far as the transaction's role may read them: those given today
 * first. What is given no longer is left out once more, unless the organisation's own desk asks.
 */
export async function listServices(
	from: Reader,
	of: {
		readonly organisation?: string;
		readonly id?: string;
		readonly among?: readonly string[];
	},
	{ defunct = false }: { readonly defunct?: boolean } = {},
): Promise<KeptService[]> {
	const { organisation, id, among } = of;
	let query = from.selectFrom('directory_service').select(columns);
	if (organisation !== undefined) query = query.where('organisation', '=', organisation);
	if (among !== undefined) query = query.where('organisation', 'in', among);
	if (id !== undefined) query = query.where('id', '=', id);
	if (!defunct) query = query.where('status', '<>', 'defunct');
	const rows = await query.orderBy('id').execute();
	return rows
		.flatMap(toService)
		.toSorted(
			(a, b) =>
				serviceStates.indexOf(a.status) - serviceStates.indexOf(b.status) ||
				(a.name.ru || a.name.en).localeCompare(b.name.ru || b.name.en, 'ru'),
		);
}

/** One page of everybody's services, in an order that stays. */
export async function listServicePage(
	from: Reader,
	which: {
		readonly organisation?: string;
		readonly changedSince?: string;
		readonly offset: number;
		readonly limit: number;
	},
): Promise<{ services: KeptService[]; total: number }> {
	const { organisation, changedSince, offset, limit } = which;
	let query = from.selectFrom('directory_service').where('status', '<>', 'defunct');
	if (organisation !== undefined) query = query.where('organisation', '=', organisation);
	if (changedSince !== undefined) query = query.where('changed_on', '>=', changedSince);
	const { many } = await query.select((eb) => eb.fn.countAll<string>().as('many')).executeTakeFirstOrThrow();
	const rows = await query.select(columns).orderBy('id').offset(offset).limit(limit).execute();
	return { services: rows.flatMap(toService), total: Number(many) };
}

/** Who last assured each service of an organisation; its own members alone are told. */
export async function listAssurers(tx: Tx, organisation: string): Promise<ReadonlyMap<string, string>> {
	const rows = await tx
		.selectFrom('directory_service_assurance')
		.select(['service', 'assured_by'])
		.where('organisation', '=', organisation)
		.execute();
	return new Map(rows.map((row) => [row.service, row.assured_by]));
}

/** Writes a service, new or changed. */
export async function upsertService(
	tx: Tx,
	at: { readonly organisation: string; readonly id: string },
	{ status, ...said }: Service,
	today: string,
): Promise<void> {
	const values = {
		status,
		said: JSON.stringify(said),
		changed_on: today,
		assured_on: today,
		asked_on: null,
	};
	await tx
		.insertInto('directory_service')
		.values({ ...at, ...values })
		.onConflict((conflict) => conflict.columns(['organisation', 'id']).doUpdateSet(values))
		.execute();
}

/** Writes that all that is said of a service holds today; whether there is such a service. */
export async function updateAssured(
	tx: Tx,
	{ organisation, id }: { readonly organisation: string; readonly id: string },
	today: string,
): Promise<boolean> {
	const { numUpdatedRows } = await tx
		.updateTable('directory_service')
		.set({ assured_on: today, asked_on: null })
		.where('organisation', '=', organisation)
		.where('id', '=', id)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Writes who said so. */
export async function upsertAssurer(
	tx: Tx,
	{ organisation, id }: { readonly organisation: string; readonly id: string },
	person: string,
): Promise<void> {
	await tx
		.insertInto('directory_service_assurance')
		.values({ organisation, service: id, assured_by: person })
		.onConflict((conflict) =>
			conflict.columns(['organisation', 'service']).doUpdateSet({ assured_by: person }),
		)
		.execute();
}

/** An organisation that is to be asked whether what it says of its services still holds. */
export interface AssuranceDue {
	readonly organisation: string;
	readonly slug: string;
	readonly services: readonly string[];
}

/** Those of which a service was neither assured nor asked about since `since`. */
export async function listAssuranceDue(tx: Tx, since: string, most: number): Promise<AssuranceDue[]> {
	const { rows } = await sql<AssuranceDue>`
		select o.id as organisation, o.slug, array_agg(s.id) as services
		from directory_service s
		join organisation o on o.id = s.organisation and o.state = 'active'
		where s.status <> 'defunct' and s.assured_on <= ${since} and coalesce(s.asked_on, s.assured_on) <= ${since}
		group by o.id, o.slug order by o.id limit ${most}`.execute(tx);
	return rows;
}

/** Its active coordinators who have a confirmed address and wish to be told that something waits. */
export async function listCoordinatorAddresses(
	tx: Tx,
	organisation: string,
): Promise<{ person: string; locale: 'ru' | 'en'; emailSealed: Uint8Array }[]> {
	const { rows } = await sql<{ person: string; locale: 'ru' | 'en'; emailSealed: Uint8Array }>`
		select p.id as person, p.locale, p.email_sealed as "emailSealed"
		from membership m join person p on p.id = m.person
		where m.organisation = ${organisation} and m.state = 'active' and m.coordinator
			and p.email_sealed is not null and p.told_of_waiting`.execute(tx);
	return rows;
}

/** They were asked today. */
export async function updateAsked(
	tx: Tx,
	{ organisation, services }: AssuranceDue,
	today: string,
): Promise<void> {
	await tx
		.updateTable('directory_service')
		.set({ asked_on: today })
		.where('organisation', '=', organisation)
		.where('id', 'in', services)
		.execute();
}
