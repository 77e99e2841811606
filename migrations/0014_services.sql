-- What organisations do for people: one record a service, after Open Referral HSDS. All of it is for everybody;
-- what is not for everybody is not written here. There is no address: people come where the organisation says it
-- is, and to a shelter by telephone alone.

create table accord.directory_service (
  organisation uuid not null references accord.organisation on delete cascade,
  id uuid not null,
  status text not null check (status in ('active', 'temporarily-closed', 'defunct')),
  -- names, words and lists in the shape of model/service.ts
  said jsonb not null check (not said ? 'address'),
  changed_on date not null,
  -- the day on which its organisation last said that all of it holds
  assured_on date not null,
  -- the day on which it was last asked whether it still does
  asked_on date,
  primary key (organisation, id)
);
create unique index directory_service_id on accord.directory_service (id);

-- Who said so: for the organisation's own members, who ask one another.
create table accord.directory_service_assurance (
  organisation uuid not null,
  service uuid not null,
  assured_by uuid not null,
  primary key (organisation, service),
  foreign key (organisation, service) references accord.directory_service on delete cascade
);

alter table accord.directory_service enable row level security;
alter table accord.directory_service_assurance enable row level security;

-- What is given no longer, and what is given by nobody of the network, is not shown to others.
create policy public_of_active on accord.directory_service for select to accord_visitor
  using (status <> 'defunct' and exists (
    select from accord.organisation o where o.id = organisation and o.state = 'active'));
create policy of_others on accord.directory_service for select to accord_app
  using (status <> 'defunct' and exists (
    select from accord.organisation o where o.id = organisation and o.state = 'active'));
create policy own on accord.directory_service to accord_app
  using (organisation = any ((select accord.acting_organisations())::uuid[]))
  with check (organisation = any ((select accord.acting_organisations())::uuid[]));
create policy house on accord.directory_service to accord_system using (true) with check (true);
grant select (organisation, id, status, said, changed_on, assured_on) on accord.directory_service to accord_visitor;
grant select, insert, update on accord.directory_service to accord_app;
grant select, insert, update, delete on accord.directory_service to accord_system;

create policy own on accord.directory_service_assurance to accord_app
  using (organisation = any ((select accord.acting_organisations())::uuid[]))
  with check (organisation = any ((select accord.acting_organisations())::uuid[]));
create policy house on accord.directory_service_assurance to accord_system using (true) with check (true);
grant select, insert, update on accord.directory_service_assurance to accord_app;
grant select, insert, update, delete on accord.directory_service_assurance to accord_system;
