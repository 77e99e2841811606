-- Introductions: the key by which each organisation is asked, and what two say to each other, sealed.

-- What an organisation signed with its own key; others check it against the network's signed list and seal to it.
create table accord.introduction_key (
  organisation uuid primary key references accord.organisation on delete cascade,
  bytes bytea not null,
  -- an older one never takes the place of a newer one
  issued_at timestamptz not null
);
alter table accord.introduction_key enable row level security;
create policy members on accord.introduction_key for select to accord_app
  using ((select cardinality(accord.acting_organisations()) > 0));
create policy own_insert on accord.introduction_key for insert to accord_app
  with check (organisation = any ((select accord.acting_organisations())::uuid[]));
create policy own_update on accord.introduction_key for update to accord_app
  using (organisation = any ((select accord.acting_organisations())::uuid[]))
  with check (organisation = any ((select accord.acting_organisations())::uuid[]));
create policy house on accord.introduction_key to accord_system using (true) with check (true);
grant select, insert, update on accord.introduction_key to accord_app;
grant select, insert, update, delete on accord.introduction_key to accord_system;

-- One asks, the other answers: both sealed to the two, whether the answer accepts as well. Nobody else learns of it.
create table accord.directory_introduction (
  -- who asks
  organisation uuid not null references accord.organisation on delete cascade,
  id uuid not null,
  -- who is asked
  with_organisation uuid not null references accord.organisation on delete cascade,
  ask bytea not null,
  asked_on date not null,
  answer bytea,
  answered_on date,
  -- whether the coordinators of the one who is to read were told by mail that something waits
  ask_told boolean not null default false,
  answer_told boolean not null default false,
  primary key (organisation, id),
  check (organisation <> with_organisation),
  check ((answer is null) = (answered_on is null))
);
-- one question at a time to the same organisation
create unique index directory_introduction_waiting on accord.directory_introduction (organisation, with_organisation)
  where answer is null;
create index directory_introduction_with on accord.directory_introduction (with_organisation);
alter table accord.directory_introduction enable row level security;
create policy either on accord.directory_introduction for select to accord_app
  using (organisation = any ((select accord.acting_organisations())::uuid[])
    or with_organisation = any ((select accord.acting_organisations())::uuid[]));
create policy asks on accord.directory_introduction for insert to accord_app
  with check (organisation = any ((select accord.acting_organisations())::uuid[]) and answer is null);
create policy answers on accord.directory_introduction for update to accord_app
  using (with_organisation = any ((select accord.acting_organisations())::uuid[]))
  with check (with_organisation = any ((select accord.acting_organisations())::uuid[]));
create policy house on accord.directory_introduction to accord_system using (true) with check (true);
grant select, insert, update (answer, answered_on) on accord.directory_introduction to accord_app;
grant select, insert, update, delete on accord.directory_introduction to accord_system;
