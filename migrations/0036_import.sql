-- Lists that the network's office takes over into the directory. Until a row is brought in it lies here with the others of
-- its file, sealed at rest: a file may hold more than the directory takes. What is brought in is written into the
-- directory's own tables, and the rest is forgotten with the import.

create table accord.directory_import (
  organisation uuid not null references accord.organisation,
  id uuid not null,
  -- file name, headings, which column is what, which town is meant by which name
  told_sealed bytea not null,
  begun_on date not null,
  parts integer not null check (parts between 1 and 2000),
  -- counts what was chosen: whatever was checked under an older number is checked again
  choice integer not null default 1,
  primary key (organisation, id)
);

-- A few hundred rows each: sent, checked and brought in by one call, so that whatever stops in between goes on there.
create table accord.directory_import_part (
  organisation uuid not null,
  import uuid not null,
  part integer not null check (part >= 0),
  rows integer not null,
  cells_sealed bytea not null,
  -- what is to be said of rows that are not simply good
  verdicts_sealed bytea not null,
  checked integer not null,
  good integer not null,
  bad integer not null,
  asking integer not null,
  alike integer not null,
  skipped integer not null,
  -- which rows of it are in the directory
  brought integer[] not null default '{}',
  primary key (organisation, import, part),
  foreign key (organisation, import) references accord.directory_import on delete cascade
);

alter table accord.directory_import enable row level security;
alter table accord.directory_import_part enable row level security;
create policy own on accord.directory_import to accord_app
  using (organisation = any ((select accord.acting_organisations())::uuid[]) and (select accord.acting_for_office()))
  with check (organisation = any ((select accord.acting_organisations())::uuid[]) and (select accord.acting_for_office()));
create policy own on accord.directory_import_part to accord_app
  using (organisation = any ((select accord.acting_organisations())::uuid[]) and (select accord.acting_for_office()))
  with check (organisation = any ((select accord.acting_organisations())::uuid[]) and (select accord.acting_for_office()));
create policy house on accord.directory_import to accord_system using (true) with check (true);
create policy house on accord.directory_import_part to accord_system using (true) with check (true);
grant select, insert, update, delete on accord.directory_import, accord.directory_import_part to accord_app, accord_system;

-- Hundreds of documents that search is given at once cost a third when their words are sorted in before they are put
-- into the index. Readers still never look through a list of what waits: whoever puts documents in has it put away in
-- the same transaction.
alter index accord.search_document_vector set (fastupdate = on);
alter index accord.search_document_title set (fastupdate = on);
create function accord.settle_search() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  perform gin_clean_pending_list('accord.search_document_vector');
  perform gin_clean_pending_list('accord.search_document_title');
end $$;
revoke all on function accord.settle_search() from public;
grant execute on function accord.settle_search() to accord_system;
