import { sql } from 'kysely';
import '../tables.ts';
import '#vault/server/index.ts';
import type { Tx } from '#platform/db/database.ts';
import { updateShareState } from '#vault/server/folders/index.ts';
import type { Change } from '../rules/desk.ts';
import { updateRequest } from './request.ts';

/* Read and written by the jobs, as the house: of every organisation, clear facts only. */

/** An untaken request whose time has come. */
export interface DueRequest {
	readonly organisation: string;
	readonly folder: string;
	readonly backup: string | null;
}

/** Locks and lists untaken requests that should have been taken by now. */
export async function listDue(tx: Tx, now: Date, most: number): Promise<DueRequest[]> {
	const rows = await tx
		.selectFrom('request')
		.select(['organisation', 'id', 'backup'])
		.where('taken_by', 'is', null)
		.where('alerted_at', 'is', null)
		.where('alert_after', '<=', now)
		.orderBy('alert_after')
		.limit(most)
		.forUpdate()
		.skipLocked()
		.execute();
	return rows.map(({ id, ...row }) => ({ ...row, folder: id }));
}

/** Marks it as alerted, and opens it to the backup that the sender agreed to. */
export async function updateAlerted(tx: Tx, due: DueRequest, now: Date): Promise<void> {
	if (due.backup !== null) await updateShareState(tx, { ...due, with: due.backup }, 'open');
	await updateRequest(tx, due, { alertedAt: now });
}

/** Requests in the hands of somebody who can no longer open them: suspended, removed, without the vault. */
export async function listStranded(
	tx: Tx,
	most: number,
): Promise<
	{ organisation: string; folder: string; status: 'received' | 'reading' | 'answered'; urgent: boolean }[]
> {
	const { rows } = await sql<{
		organisation: string;
		folder: string;
		status: 'received' | 'reading' | 'answered';
		urgent: boolean;
	}>`select r.organisation, r.id as folder, r.status, r.urgent from request r
		where r.taken_by is not null and r.status in ('received', 'reading', 'answered')
			and not exists (select from membership m where m.organisation = coalesce(r.desk, r.organisation)
				and m.person = r.taken_by and m.state = 'active')
		order by r.organisation, r.id limit ${most} for update of r skip locked`.execute(tx);
	return rows;
}

export async function updateStranded(
	tx: Tx,
	at: { organisation: string; folder: string },
	change: Change,
): Promise<void> {
	await updateRequest(tx, at, change);
}

/** A member to whom mail may be due, with what waits at their desk that they were not told of. */
export interface MailDue {
	readonly organisation: string;
	readonly vault: string;
	readonly person: string;
	readonly locale: 'ru' | 'en';
	readonly emailSealed: Uint8Array;
	/** The vault's counter as it is now: what they are told up to. */
	readonly change: number;
	readonly onDuty: boolean;
	readonly somebodyOnDuty: boolean;
	readonly urgent: boolean;
}

/**
 * Members with a confirmed address, who have not switched these letters off, and whose desk has an untaken request that changed since they were last told. The desk
 * is the one that carries it, or once alerted every one that holds it.
 */
export async function listMailDue(tx: Tx, now: Date): Promise<MailDue[]> {
	const { rows } = await sql<MailDue>`
		with waiting as (
			select v.organisation, v.id as vault, max(w.change) as latest, bool_or(w.urgent) as urgent from (
				select r.organisation, r.vault, f.change, r.urgent from request r
					join folder f on f.organisation = r.organisation and f.id = r.id
					where r.taken_by is null and r.status = 'received' and (r.desk is null or r.alerted_at is not null)
				union all
				select s.with_organisation, s.with_vault, s.change, r.urgent from request r
					join folder_share s on s.organisation = r.organisation and s.folder = r.id and s.state = 'open'
					where r.taken_by is null and r.status = 'received'
						and (r.desk = s.with_organisation or r.alerted_at is not null)
			) w(organisation, vault, change, urgent)
			join vault v on v.organisation = w.organisation and v.id = w.vault
			group by v.organisation, v.id
		), duty_now as (
			select organisation, person from duty where starts_at <= ${now} and ends_at > ${now}
		)
		select w.organisation, w.vault, p.id as person, p.locale, p.email_sealed as "emailSealed", w.latest as change,
			exists (select from duty_now d where d.organisation = w.organisation and d.person = p.id) as "onDuty",
			exists (select from duty_now d where d.organisation = w.organisation) as "somebodyOnDuty",
			w.urgent
		from waiting w
		join vault v on v.organisation = w.organisation and v.id = w.vault
		join vault_grant g on g.organisation = v.organisation and g.vault = v.id and g.epoch = v.epoch
		join membership m on m.organisation = g.organisation and m.person = g.person and m.state = 'active'
		join person p on p.id = g.person
		left join desk_mail t on t.organisation = w.organisation and t.vault = w.vault and t.person = p.id
		where p.email_sealed is not null and p.told_of_waiting and coalesce(t.told_change, 0) < w.latest
		order by p.id, w.organisation`.execute(tx);
	return rows;
}

/** They have been told up to here. */
export async function updateTold(tx: Tx, told: MailDue, day: string): Promise<void> {
	const { organisation, vault, person, change } = told;
	await tx
		.insertInto('desk_mail')
		.values({ organisation, vault, person, told_change: change, told_on: day })
		.onConflict((conflict) =>
			conflict
				.columns(['organisation', 'vault', 'person'])
				.doUpdateSet({ told_change: change, told_on: day }),
		)
		.execute();
}
