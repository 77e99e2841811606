-- "Perhaps already here": by what an organisation in the directory may be another entry of the same one.

-- Keys made of what it says of itself (names in one spelling, telephones, addresses): whoever shares none need not be
-- compared. A key only says "look"; what is said of the two is read from their rows, by whoever may read those.
create table accord.directory_likeness (
  organisation uuid not null references accord.organisation on delete cascade,
  key text not null,
  -- of whom the fact is known that the key is made of; what is for one region makes none
  audience text not null check (audience in ('public', 'network')),
  primary key (organisation, key)
);
create index directory_likeness_key on accord.directory_likeness (key, organisation) include (audience);

-- Whose keys are to be made anew: our code spells names in one alphabet, not the database; but that an organisation has
-- changed, the database writes down itself, so that no writer forgets it. Rows are only added here and taken away
-- again: two who change one organisation do not wait for each other.
create table accord.directory_likeness_due (
  organisation uuid not null,
  id bigint generated always as identity,
  primary key (organisation, id)
);

alter table accord.directory_likeness enable row level security;
alter table accord.directory_likeness_due enable row level security;
-- The policies of organisations say which of them the reader sees.
create policy public_keys on accord.directory_likeness for select to accord_visitor
  using (audience = 'public' and exists (select from accord.organisation o where o.id = organisation));
create policy keys on accord.directory_likeness for select to accord_app
  using (exists (select from accord.organisation o where o.id = organisation));
create policy house on accord.directory_likeness to accord_system using (true) with check (true);
create policy house on accord.directory_likeness_due to accord_system using (true) with check (true);
grant select on accord.directory_likeness to accord_app, accord_visitor;
grant select, insert, update, delete on accord.directory_likeness, accord.directory_likeness_due to accord_system;

create function accord.owe_likeness() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if tg_table_name = 'organisation' then
    insert into accord.directory_likeness_due (organisation) values (new.id);
  elsif tg_op <> 'DELETE' and new.field in ('formerNames', 'links', 'address') then
    insert into accord.directory_likeness_due (organisation) values (new.organisation);
  elsif tg_op = 'DELETE' and old.field in ('formerNames', 'links', 'address') then
    insert into accord.directory_likeness_due (organisation) values (old.organisation);
  end if;
  return null;
end $$;
revoke all on function accord.owe_likeness() from public;
create trigger owe_likeness after insert or update of name_ru, name_en, town_ru, town_en, town_slug, region, telephone
  on accord.organisation for each row execute function accord.owe_likeness();
create trigger owe_likeness after insert or update or delete on accord.organisation_fact
  for each row execute function accord.owe_likeness();

-- Those that are there already; whoever looks first makes their keys.
insert into accord.directory_likeness_due (organisation) select id from accord.organisation;
