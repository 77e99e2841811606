-- The staff's side of requests: which desk carries one, who is told that something waits, which desks are alive.

alter table accord.request
  -- the organisation whose desk carries it since it was handed over; none: the one that owns the folder
  add column desk uuid,
  -- Since a restore from a backup: at which change a device had seen the facts that it brought back (0: as the
  -- backup has them). Null: they were changed since, or there was no restore; what is brought back leaves them.
  add column facts_seen bigint;
create index request_taken on accord.request (organisation, taken_by) where taken_by is not null;

-- What a member was last told by mail: the vault's counter, so that nobody is told twice of one thing and no
-- moment of arrival is kept.
create table accord.desk_mail (
  organisation uuid not null,
  vault uuid not null,
  person uuid not null,
  told_change bigint not null,
  told_on date not null,
  primary key (organisation, vault, person)
);
alter table accord.desk_mail enable row level security;
create policy house on accord.desk_mail to accord_system using (true) with check (true);
grant select, insert, update, delete on accord.desk_mail to accord_system;

-- A desk where nobody is left who can open what comes takes no requests. Strangers may ask whether, not who.
create function accord.desk_is_staffed(in_organisation uuid, in_vault uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select exists (select from accord.vault v
    join accord.vault_grant g on g.organisation = v.organisation and g.vault = v.id and g.epoch = v.epoch
    join accord.membership m on m.organisation = g.organisation and m.person = g.person and m.state = 'active'
    where v.organisation = in_organisation and v.id = in_vault and v.purpose = 'intake') $$;
revoke all on function accord.desk_is_staffed(uuid, uuid) from public;
grant execute on function accord.desk_is_staffed(uuid, uuid) to accord_app, accord_visitor, accord_system;

-- The intake vaults through which the acting member holds a request's folder, the owner's first.
create function accord.request_readers(of_organisation uuid, of_vault uuid, of_folder uuid) returns uuid[]
  language sql stable
  as $$ select array(select w.organisation from (
      select of_organisation as organisation, of_vault as vault, 0 as place
      union all
      select s.with_organisation, s.with_vault, 1 from accord.folder_share s
        where s.organisation = of_organisation and s.folder = of_folder and s.state = 'open'
    ) w
    join accord.vault v on v.organisation = w.organisation and v.id = w.vault
    join accord.vault_grant g on g.organisation = v.organisation and g.vault = v.id and g.epoch = v.epoch
      and g.person = accord.acting_person()
    order by w.place) $$;

-- Whoever holds the code and has written again may bring their request back to work; nothing else of it.
create function accord.reopen_followed(at_organisation uuid, at_folder uuid, new_status text, alert timestamptz)
  returns void language sql security definer set search_path = pg_catalog, pg_temp
  as $$ update accord.request set status = new_status, outcome = null, alerted_at = null, alert_after = alert, facts_seen = null
    where organisation = at_organisation and id = at_folder and new_status in ('received', 'reading')
      and exists (select from accord.follow f where f.organisation = at_organisation and f.folder = at_folder
        and f.locator_hash = accord.acting_locator()) $$;
revoke all on function accord.reopen_followed(uuid, uuid, text, timestamptz) from public;
grant execute on function accord.reopen_followed(uuid, uuid, text, timestamptz) to accord_visitor;

create or replace view accord.folder_facts with (security_invoker = true) as
  select organisation, id as folder, jsonb_build_object(
    'need', need, 'region', region, 'urgent', urgent, 'status', status, 'sealedBy', sealed_by,
    'arrivedOn', arrived_on, 'takenBy', taken_by, 'takenAt', taken_at, 'desk', coalesce(desk, organisation),
    'openTo', case when alerted_at is null then coalesce(desk, organisation)::text else 'anybody' end,
    'alerted', alerted_at is not null, 'alertAfter', alert_after, 'backup', backup, 'outcome', outcome
  ) as facts from accord.request;
