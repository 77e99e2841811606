-- The directory: what an organisation says of itself, field by field, each for whoever it is meant for.

alter table accord.organisation
  -- the town as the country pack's gazetteer names it; none where nobody has said which town it is
  add column town_slug text check (town_slug ~ '^[a-z0-9][a-z0-9-]{0,80}$');

-- Row by row, so that row-level security decides who reads which field: a query that forgets to ask
-- for the audience is answered with what its reader may see, and nothing else.
create table accord.organisation_fact (
  organisation uuid not null references accord.organisation on delete cascade,
  field text not null check (field ~ '^[a-z][A-Za-z]{1,40}$'),
  -- What is for the organisation alone never lies here: these rows are in clear.
  audience text not null check (audience in ('public', 'network', 'region')),
  value jsonb not null,
  changed_on date not null,
  primary key (organisation, field),
  -- Of a shelter there is no address, for nobody.
  constraint shelter_without_address
    check (field <> 'address' or value ->> 'kind' <> 'shelter' or not value ? 'text')
);
alter table accord.organisation_fact enable row level security;

create policy public_of_active on accord.organisation_fact for select to accord_visitor
  using (audience = 'public' and exists (
    select from accord.organisation o where o.id = organisation and o.state = 'active'));
-- Own facts; those of active organisations that are for everybody or for the network; for the region, to
-- whoever works in an active organisation of that region.
create policy own on accord.organisation_fact to accord_app
  using (organisation = any (accord.acting_organisations()))
  with check (organisation = any (accord.acting_organisations()));
create policy of_others on accord.organisation_fact for select to accord_app
  using (exists (
    select from accord.organisation o
    where o.id = organisation and o.state = 'active' and (
      audience = 'public'
      or exists (
        select from accord.organisation mine
        where mine.id = any (accord.acting_organisations()) and mine.state = 'active'
          and (audience = 'network' or mine.region = o.region)))));
create policy house on accord.organisation_fact to accord_system using (true) with check (true);
grant select on accord.organisation_fact to accord_visitor;
grant select, insert, update, delete on accord.organisation_fact to accord_app, accord_system;
