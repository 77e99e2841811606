-- After a restore from a backup: what the server was set back to, each organisation's signed word for it, and
-- what devices need to bring back what is newer.

alter table accord.network
  add column backup_at timestamptz,
  add column restored_at timestamptz;

-- One row for each organisation that the backup held; the newest counts.
create table accord.recovery (
  organisation uuid not null,
  -- the restore's own id: the same for all organisations
  id uuid not null,
  backup_at timestamptz not null,
  restored_at timestamptz not null,
  -- the recovery period as a coordinator signed it; none until then
  period bytea,
  primary key (organisation, id)
);
alter table accord.recovery enable row level security;
create policy own_organisation on accord.recovery to accord_app
  using (organisation = any (accord.acting_organisations())) with check (organisation = any (accord.acting_organisations()));
create policy house on accord.recovery to accord_system using (true) with check (true);
grant select on accord.recovery to accord_app, accord_system;
grant update (period) on accord.recovery to accord_app, accord_system;

alter table accord.vault
  -- the restore that set this vault back, and its counter in the backup
  add column restored uuid,
  add column restored_change bigint;

-- What members hold of a folder so that it can be brought back whole: the action that does it, and what it
-- needs beside the sealed parts. Of a request: the two hashes by which its sender comes back.
create view accord.folder_beside with (security_invoker = true) as
  select organisation, folder, 'intake.bringBackRequest'::text as brought_back_by, jsonb_build_object(
    'locatorHash', translate(encode(locator_hash, 'base64'), E'+/=\n', '-_'),
    'authenticationHash', translate(encode(authentication_hash, 'base64'), E'+/=\n', '-_')
  ) as beside from accord.follow;
grant select on accord.folder_beside to accord_app;

-- A destroyed folder leaves nothing beside it either.
create function accord.forget_beside(of_organisation uuid, of_folder uuid) returns void language sql
  as $$
    delete from accord.cleared where organisation = of_organisation and folder = of_folder;
    delete from accord.request where organisation = of_organisation and id = of_folder;
    delete from accord.follow where organisation = of_organisation and folder = of_folder;
  $$;

-- The log names people for ever; a restored server may have lost the account of one. Asked before somebody new is
-- a colleague whom the asker may see, hence the definer's rights.
create function accord.has_account(of_person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select exists (select from accord.person p where p.id = of_person) $$;
revoke all on function accord.has_account(uuid) from public;
grant execute on function accord.has_account(uuid) to accord_app, accord_system;

-- The last step of a restore. Counters are set forward by more than any had come: every change after the
-- restore is newer than all that a device knows, and what lies between was made after the backup.
create function accord.begin_recovery(restore uuid, of_backup timestamptz, now_at timestamptz) returns void
  language sql set search_path = pg_catalog, pg_temp
  as $$
    update accord.network set backup_at = of_backup, restored_at = now_at;
    insert into accord.recovery (organisation, id, backup_at, restored_at)
      select id, restore, of_backup, now_at from accord.organisation where genesis_hash is not null;
    update accord.vault set restored = restore, restored_change = change, change = change + 1000000000;
    update accord.desk_mail m set told_change = m.told_change + 1000000000;
    update accord.request set facts_seen = 0;
  $$;
revoke all on function accord.begin_recovery(uuid, timestamptz, timestamptz) from public;
