-- Folders in motion: which changes lists hear of, what partners see, and what a destroyed folder leaves.

alter table accord.folder
  -- the counter at the latest entry: a cover older than this is stale
  add column entry_change bigint not null default 0,
  -- the signed order that destroyed it: the only thing kept
  add column destruction bytea;
alter table accord.folder_share
  -- the summary that the receiving vault's lists show, under keys of that vault
  add column cover bytea,
  add column cover_version integer not null default 0,
  add column cover_change bigint not null default 0,
  -- what it was given: the dialogue, and the owner's internal chain only where that was shared expressly
  add column chains text[] not null default '{dialogue}',
  -- counter of the receiving vault at the latest entry that it can read
  add column entry_change bigint not null default 0;
-- A chain key's id is a commitment to the key, in base64url.
alter table accord.chain_key alter column key_id type text;
alter table accord.sealed_file add column size bigint not null default 0;

-- Receivers hear also that a share was closed, so that their devices forget it; and write their own cover.
drop policy shared_with_us on accord.folder_share;
create policy shared_with_us on accord.folder_share for select to accord_app
  using (with_organisation = any (accord.acting_organisations()) and state in ('open', 'closed'));
create policy covered_by_us on accord.folder_share for update to accord_app
  using (with_organisation = any (accord.acting_organisations()) and state = 'open')
  with check (with_organisation = any (accord.acting_organisations()) and state = 'open');
create policy answered_by_us on accord.sealed_file for insert to accord_app
  with check (exists (select from accord.folder_share s where s.organisation = sealed_file.organisation and s.folder = sealed_file.folder
    and s.with_organisation = any (accord.acting_organisations()) and s.state = 'open'));
create policy completed_by_us on accord.sealed_file for update to accord_app
  using (exists (select from accord.folder_share s where s.organisation = sealed_file.organisation and s.folder = sealed_file.folder
    and s.with_organisation = any (accord.acting_organisations()) and s.state = 'open'));

-- A receiver reads the chains it was given, and adds to the dialogue alone: notes of its own it keeps in rows of
-- its own organisation, under the folder's id, which nobody else sees.
drop policy shared_with_us on accord.entry;
create policy shared_with_us on accord.entry for select to accord_app
  using (exists (select from accord.folder_share s where s.organisation = entry.organisation and s.folder = entry.folder
    and s.with_organisation = any (accord.acting_organisations()) and s.state = 'open' and entry.chain = any (s.chains)));
create policy answered_by_us on accord.entry for insert to accord_app
  with check (chain = 'dialogue' and exists (select from accord.folder_share s where s.organisation = entry.organisation
    and s.folder = entry.folder and s.with_organisation = any (accord.acting_organisations()) and s.state = 'open'));
drop policy shared_with_us on accord.chain_key;
create policy shared_with_us on accord.chain_key for select to accord_app
  using (exists (select from accord.folder_share s where s.organisation = chain_key.organisation and s.folder = chain_key.folder
    and s.with_organisation = any (accord.acting_organisations()) and s.state = 'open' and chain_key.chain = any (s.chains)));

-- Something in a folder changed: its own vault and every vault it is shared with advance, each under its
-- row's lock, taken in one order so that two partners writing to each other do not wait for ever. New entries
-- (`in_chain`) are told to those who can read them; `quiet` ones, as that somebody opened it, are news to nobody.
-- The rows belong to several organisations, hence the definer's rights; counters are all it tells and changes.
create function accord.touch_folder(in_organisation uuid, in_folder uuid, in_chain text, quiet boolean)
  returns table (organisation uuid, vault uuid, change bigint)
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  at record;
  taken bigint;
  news boolean := in_chain is not null and not quiet;
begin
  for at in
    select v.organisation as organisation, v.id as vault, v.owner from (
      select w.organisation, w.id, true as owner from accord.folder f
        join accord.vault w on w.organisation = f.organisation and w.id = f.vault
        where f.organisation = in_organisation and f.id = in_folder
      union all
      select w.organisation, w.id, false from accord.folder_share s
        join accord.vault w on w.organisation = s.with_organisation and w.id = s.with_vault
        where s.organisation = in_organisation and s.folder = in_folder and s.state = 'open'
          and (in_chain is null or in_chain = any (s.chains))
    ) v order by v.organisation, v.id
  loop
    update accord.vault w set change = w.change + 1
      where w.organisation = at.organisation and w.id = at.vault returning w.change into taken;
    if at.owner then
      update accord.folder f set change = taken, entry_change = case when news then taken else f.entry_change end
        where f.organisation = in_organisation and f.id = in_folder;
    else
      -- What was shared just now is new as a whole, and the summary that came with it is fresh.
      update accord.folder_share s set change = taken,
          entry_change = case when news or s.entry_change = 0 then taken else s.entry_change end,
          cover_change = case when s.entry_change = 0 and s.cover is not null then taken else s.cover_change end
        where s.organisation = in_organisation and s.folder = in_folder
          and s.with_organisation = at.organisation and s.with_vault = at.vault;
    end if;
    organisation := at.organisation; vault := at.vault; change := taken;
    return next;
  end loop;
end $$;
revoke all on function accord.touch_folder(uuid, uuid, text, boolean) from public;
grant execute on function accord.touch_folder(uuid, uuid, text, boolean) to accord_app, accord_visitor, accord_system;

-- What receivers noted for themselves of a folder goes with it. Only of one that is destroyed, and never of a
-- folder of the receiver's own that bears the same id.
create function accord.delete_parts(in_organisation uuid, in_folder uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
declare
  part record;
begin
  if not exists (select from accord.folder f where f.organisation = in_organisation and f.id = in_folder and f.destroyed)
    then return; end if;
  for part in select s.with_organisation as organisation, s.with_vault as vault from accord.folder_share s
    where s.organisation = in_organisation and s.folder = in_folder and not exists (select from accord.folder f
      where f.organisation = s.with_organisation and f.id = in_folder)
  loop
    delete from accord.entry e where e.organisation = part.organisation and e.folder = in_folder;
    delete from accord.chain_key k where k.organisation = part.organisation and k.folder = in_folder;
  end loop;
end $$;
revoke all on function accord.delete_parts(uuid, uuid) from public;
grant execute on function accord.delete_parts(uuid, uuid) to accord_app, accord_visitor, accord_system;

-- Whether the acting member holds, by a vault, a folder that another organisation holds too: theirs that was given
-- to us, ours that was given to them (now or once: what they wrote stays), or a third one's given to both. The rows
-- belong to several organisations, hence the definer's rights; it tells yes or no, and only of the acting person.
create function accord.holds_folder_with(other uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ with held as materialized (
      select v.organisation, v.id from accord.vault_grant g
        join accord.vault v on v.organisation = g.organisation and v.id = g.vault and v.epoch = g.epoch
        where g.person = accord.acting_person() and g.organisation = any (accord.acting_organisations())
    )
    select exists (select from held h join accord.folder_share s on s.with_organisation = h.organisation
        and s.with_vault = h.id and s.state = 'open' and s.organisation = other)
      or exists (select from held h join accord.folder f on f.organisation = h.organisation and f.vault = h.id
        join accord.folder_share s on s.organisation = f.organisation and s.folder = f.id
        where s.with_organisation = other and s.state in ('open', 'closed'))
      or exists (select from held h join accord.folder_share mine on mine.with_organisation = h.organisation
          and mine.with_vault = h.id and mine.state = 'open'
        join accord.folder_share s on s.organisation = mine.organisation and s.folder = mine.folder
        where s.with_organisation = other and s.state in ('open', 'closed')) $$;
revoke all on function accord.holds_folder_with(uuid) from public;
grant execute on function accord.holds_folder_with(uuid) to accord_app;

-- The membership log of a partner, to verify its members' signatures; nothing to anybody else.
create function accord.partner_log(other uuid) returns table (place integer, bytes bytea)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  as $$ select e.position, e.bytes from accord.membership_entry e
    where e.organisation = other and accord.holds_folder_with(other) $$;
revoke all on function accord.partner_log(uuid) from public;
grant execute on function accord.partner_log(uuid) to accord_app;

-- What programmes say in clear about a folder, for lists: each adds its table here (`union all`). Whoever
-- changes such a row touches the folder in the same transaction.
create view accord.folder_facts with (security_invoker = true) as
  select organisation, id as folder, jsonb_build_object(
    'need', need, 'region', region, 'urgent', urgent, 'status', status, 'sealedBy', sealed_by,
    'arrivedOn', arrived_on, 'takenBy', taken_by, 'takenAt', taken_at, 'backup', backup, 'outcome', outcome
  ) as facts from accord.request;
grant select on accord.folder_facts to accord_app, accord_system;
