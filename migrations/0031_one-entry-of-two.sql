-- Two entries of one organisation become one: the office merges an entry of no member into another, or its organisation
-- joins and takes it over.

-- Addresses that entries had: whoever kept one is led to the entry that took the other in. None is given out again.
create table accord.organisation_former_slug (
  organisation uuid not null references accord.organisation on delete cascade,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,60}$'),
  primary key (organisation, slug)
);
alter table accord.organisation_former_slug enable row level security;
create policy of_whom_one_sees on accord.organisation_former_slug for select to accord_app, accord_visitor
  using (exists (select from accord.organisation o where o.id = organisation));
create policy house on accord.organisation_former_slug to accord_system using (true) with check (true);
grant select on accord.organisation_former_slug to accord_app, accord_visitor;
grant select, insert, update, delete on accord.organisation_former_slug to accord_system;

-- The entry of no member that a group which applies says is its own; admitted, it takes it over.
alter table accord.application add column claims uuid references accord.organisation on delete set null;
create index application_claims on accord.application (claims) where claims is not null;

-- A member says that an entry is its own. Two other members vouch for it, or the office calls it back; then the office merges.
create table accord.directory_claim (
  organisation uuid not null references accord.organisation on delete cascade,
  entry uuid not null references accord.organisation on delete cascade,
  claimed_on date not null,
  called_back_by uuid,
  primary key (organisation, entry),
  check (organisation <> entry)
);
create table accord.directory_claim_vouching (
  organisation uuid not null,
  entry uuid not null,
  by_organisation uuid not null,
  by_person uuid not null,
  vouched_on date not null,
  primary key (organisation, entry, by_organisation),
  -- one person in two organisations is one voice
  unique (organisation, entry, by_person),
  foreign key (organisation, entry) references accord.directory_claim on delete cascade,
  check (organisation <> by_organisation)
);
alter table accord.directory_claim enable row level security;
alter table accord.directory_claim_vouching enable row level security;
create policy members_read on accord.directory_claim for select to accord_app
  using ((select cardinality(accord.acting_organisations()) > 0));
create policy own on accord.directory_claim for insert to accord_app
  with check (organisation = any ((select accord.acting_organisations())::uuid[]));
create policy take_back on accord.directory_claim for delete to accord_app
  using (organisation = any ((select accord.acting_organisations())::uuid[]) or (select accord.acting_for_office()));
create policy office_calls on accord.directory_claim for update to accord_app using ((select accord.acting_for_office()));
create policy house on accord.directory_claim to accord_system using (true) with check (true);
grant select, insert, update (called_back_by), delete on accord.directory_claim to accord_app;
grant select, insert, update, delete on accord.directory_claim to accord_system;
create policy members_read on accord.directory_claim_vouching for select to accord_app
  using ((select cardinality(accord.acting_organisations()) > 0));
create policy members_vouch on accord.directory_claim_vouching for insert to accord_app
  with check (by_person = accord.acting_person() and by_organisation = any ((select accord.acting_organisations())::uuid[]));
create policy house on accord.directory_claim_vouching to accord_system using (true) with check (true);
grant select, insert on accord.directory_claim_vouching to accord_app;
grant select, insert, update, delete on accord.directory_claim_vouching to accord_system;
