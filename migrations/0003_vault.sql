-- Sealed things. No triggers and no foreign keys across organisations; primary keys lead with the
-- organisation, so that a later issue can shard by it. Ids are random and made by the client.

create table accord.vault (
  organisation uuid not null,
  id uuid not null,
  -- the desk it serves: intake, members (only us), …
  purpose text not null,
  epoch integer not null default 0,
  -- the change counter: taken under this row's lock, it is the cursor of everybody who follows the vault
  change bigint not null default 0,
  primary key (organisation, id)
);
create table accord.vault_epoch (
  organisation uuid not null,
  vault uuid not null,
  epoch integer not null,
  -- the epoch before this one, sealed under this one; none for the first
  ladder bytea,
  -- sealed to the organisation's recovery key; none until a coordinator has a key that nobody left with
  recovery bytea,
  made_by uuid not null,
  primary key (organisation, vault, epoch)
);
create table accord.vault_grant (
  organisation uuid not null,
  vault uuid not null,
  epoch integer not null,
  person uuid not null,
  bytes bytea not null,
  granted_by uuid not null,
  primary key (organisation, vault, epoch, person)
);
-- The organisation's own secrets (signing, recovery), sealed to each coordinator.
create table accord.organisation_secret (
  organisation uuid not null,
  person uuid not null,
  bytes bytea not null,
  primary key (organisation, person)
);
-- A suspended colleague whom somebody proposes to restore: the record waits for its second signature.
create table accord.restoration (
  organisation uuid not null,
  person uuid not null,
  record bytea not null,
  proposed_by uuid not null,
  primary key (organisation, person)
);
create table accord.folder (
  organisation uuid not null,
  id uuid not null,
  vault uuid not null,
  kind text not null,
  -- the small sealed summary that lists and search need, replaced by compare-and-swap on its version
  cover bytea,
  cover_version integer not null default 0,
  cover_change bigint not null default 0,
  -- the vault's counter at the latest change of anything in the folder
  change bigint not null,
  destroyed boolean not null default false,
  primary key (organisation, id)
);
create index folder_by_change on accord.folder (organisation, vault, change);
create table accord.chain_key (
  organisation uuid not null,
  folder uuid not null,
  chain text not null check (chain in ('dialogue', 'internal')),
  key_id uuid not null,
  -- 'epoch:N' (members), 'vault:N' (sealed box of an outsider), 'visitor', 'person:UUID', 'share:ORGANISATION'
  addressed_to text not null,
  bytes bytea not null,
  change bigint not null,
  primary key (organisation, folder, key_id, addressed_to)
);
create table accord.entry (
  organisation uuid not null,
  folder uuid not null,
  id uuid not null,
  vault uuid not null,
  chain text not null check (chain in ('dialogue', 'internal')),
  hash bytea not null check (length(hash) = 32),
  bytes bytea not null,
  change bigint not null,
  primary key (organisation, folder, id)
);
create index entry_by_change on accord.entry (organisation, vault, change);
create table accord.sealed_file (
  organisation uuid not null,
  id uuid not null,
  folder uuid not null,
  chain text not null check (chain in ('dialogue', 'internal')),
  chunks integer not null,
  received integer not null default 0,
  complete boolean not null default false,
  started_on date not null,
  primary key (organisation, id)
);
-- Each names the one before: a chain a vault, written by whoever was first at its number.
create table accord.checkpoint (
  organisation uuid not null,
  vault uuid not null,
  number integer not null,
  -- the vault's counter up to which the signer had verified everything
  change bigint not null,
  person uuid not null,
  bytes bytea not null,
  primary key (organisation, vault, number)
);
-- A folder shared with another organisation's vault: the backup desk, a hand-over.
create table accord.folder_share (
  organisation uuid not null,
  folder uuid not null,
  with_organisation uuid not null,
  with_vault uuid not null,
  state text not null check (state in ('waiting', 'open', 'closed')),
  -- counter of the receiving vault, so that its desks hear of it
  change bigint not null default 0,
  primary key (organisation, folder, with_organisation)
);
create index folder_share_with on accord.folder_share (with_organisation, with_vault, change);

do $$
declare t text;
begin
  foreach t in array array['vault', 'vault_epoch', 'vault_grant', 'organisation_secret', 'restoration', 'folder', 'chain_key', 'entry', 'sealed_file', 'checkpoint', 'folder_share'] loop
    execute format('alter table accord.%I enable row level security', t);
    execute format('create policy own_organisation on accord.%I to accord_app using (organisation = any (accord.acting_organisations())) with check (organisation = any (accord.acting_organisations()))', t);
    execute format('create policy house on accord.%I to accord_system using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on accord.%I to accord_app, accord_system', t);
  end loop;
end $$;

-- What was shared is seen by those it was shared with, once it is open.
create policy shared_with_us on accord.folder_share for select to accord_app
  using (with_organisation = any (accord.acting_organisations()) and state = 'open');
create policy shared_with_us on accord.folder for select to accord_app
  using (exists (select from accord.folder_share s where s.organisation = folder.organisation and s.folder = folder.id
    and s.with_organisation = any (accord.acting_organisations()) and s.state = 'open'));
create policy shared_with_us on accord.chain_key for select to accord_app
  using (exists (select from accord.folder_share s where s.organisation = chain_key.organisation and s.folder = chain_key.folder
    and s.with_organisation = any (accord.acting_organisations()) and s.state = 'open'));
create policy shared_with_us on accord.entry to accord_app
  using (exists (select from accord.folder_share s where s.organisation = entry.organisation and s.folder = entry.folder
    and s.with_organisation = any (accord.acting_organisations()) and s.state = 'open'))
  with check (exists (select from accord.folder_share s where s.organisation = entry.organisation and s.folder = entry.folder
    and s.with_organisation = any (accord.acting_organisations()) and s.state = 'open'));
create policy shared_with_us on accord.sealed_file for select to accord_app
  using (exists (select from accord.folder_share s where s.organisation = sealed_file.organisation and s.folder = sealed_file.folder
    and s.with_organisation = any (accord.acting_organisations()) and s.state = 'open'));

-- The next number of a vault's change counter, under its row's lock until the transaction ends: whoever reads
-- up to n has seen everything that was ever to be n or less. The row belongs to another organisation where a
-- sender hands in or a partner appends, hence the definer's rights; it tells and changes nothing else.
create function accord.next_change(in_organisation uuid, in_vault uuid) returns bigint
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ update accord.vault set change = change + 1 where organisation = in_organisation and id = in_vault returning change $$;
revoke all on function accord.next_change(uuid, uuid) from public;
grant execute on function accord.next_change(uuid, uuid) to accord_app, accord_visitor, accord_system;

-- A suspended, removed or re-keyed colleague is signed out everywhere at once, by whichever member did it.
create function accord.end_sessions_of(colleague uuid, in_organisation uuid) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  as $$ update accord.session s set ended_at = now() where s.person = colleague and s.ended_at is null
    and in_organisation = any (accord.acting_organisations())
    and exists (select from accord.membership m where m.organisation = in_organisation and m.person = colleague) $$;
revoke all on function accord.end_sessions_of(uuid, uuid) from public;
grant execute on function accord.end_sessions_of(uuid, uuid) to accord_app, accord_system;
