-- What readers say is wrong in an entry, and what became of it.

-- A proposal waits here until its organisation (or, of one that is listed only, the office) takes or declines it; then,
-- or after half a year, its row is gone. Its words are sealed at rest under a key outside the database: who proposes
-- may write what should not be published. Of who proposed there is nothing.
create table accord.directory_correction (
  organisation uuid not null references accord.organisation on delete cascade,
  id uuid not null,
  field text not null check (field ~ '^[a-z-]{1,30}$'),
  locale text not null check (locale in ('ru', 'en')),
  sealed bytea not null,
  proposed_on date not null,
  primary key (organisation, id)
);

-- What was changed in an entry by another way than its own form, for everybody to see that it was: corrected at a
-- reader's word, taken over by its organisation, another entry merged into it.
create table accord.directory_change (
  organisation uuid not null references accord.organisation on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('corrected', 'claimed', 'merged')),
  -- the field that was corrected; the address of the entry that was merged
  about text not null check (about ~ '^[a-z0-9-]{0,80}$'),
  -- values as they were and became, for whoever may change the entry
  before jsonb,
  after jsonb,
  changed_on date not null,
  primary key (organisation, id)
);

alter table accord.directory_correction enable row level security;
alter table accord.directory_change enable row level security;
create policy own on accord.directory_correction to accord_app
  using (organisation = any ((select accord.acting_organisations())::uuid[]))
  with check (organisation = any ((select accord.acting_organisations())::uuid[]));
create policy office_for_listed on accord.directory_correction to accord_app
  using ((select accord.acting_for_office()) and exists (
    select from accord.organisation o where o.id = organisation and o.state = 'listed'));
create policy house on accord.directory_correction to accord_system using (true) with check (true);
grant select, delete on accord.directory_correction to accord_app;
grant select, insert, update, delete on accord.directory_correction to accord_system;

create policy of_whom_one_sees on accord.directory_change for select to accord_app, accord_visitor
  using (exists (select from accord.organisation o where o.id = organisation));
create policy house on accord.directory_change to accord_system using (true) with check (true);
-- Values are for whoever may change the entry: actions ask for them as the house.
grant select (organisation, id, kind, about, changed_on) on accord.directory_change to accord_app, accord_visitor;
grant select, insert, update, delete on accord.directory_change to accord_system;
