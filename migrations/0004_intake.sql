-- Requests: the clear facts of each (need, region, urgency, status, day), and the way back by code.

create table accord.request (
  organisation uuid not null,
  -- the folder that holds what was said, sealed
  id uuid not null,
  vault uuid not null,
  need text not null,
  region text,
  urgent boolean not null default false,
  status text not null check (status in ('received', 'reading', 'answered', 'closed', 'not-ours')),
  -- how it came: sealed in the browser, sealed by the server on arrival, or entered by staff
  sealed_by text not null check (sealed_by in ('browser', 'server', 'staff')),
  arrived_on date not null,
  -- staff work, not the sender's doing: kept exactly, for fairness between two who take at once
  taken_by uuid,
  taken_at timestamptz,
  -- when an untaken request alerts its backup; rounded up to the quarter of an hour, so no arrival time is kept
  alert_after timestamptz,
  alerted_at timestamptz,
  backup uuid,
  outcome text,
  primary key (organisation, id)
);
create index request_untaken on accord.request (alert_after) where taken_by is null and alerted_at is null;

-- The way back: the hash of the code's locator, and the public keys that follow from the code.
create table accord.follow (
  locator_hash bytea primary key check (length(locator_hash) = 32),
  organisation uuid not null,
  folder uuid not null,
  authentication_public bytea not null check (length(authentication_public) = 32),
  box_public bytea not null check (length(box_public) = 32),
  sign_public bytea not null check (length(sign_public) = 32)
);
create unique index follow_folder on accord.follow (organisation, folder);

-- Signed by the organisation: the public key to which people seal what they write; thirty days at most.
create table accord.intake_key (
  organisation uuid not null,
  vault uuid not null,
  epoch integer not null,
  bytes bytea not null,
  expires_at timestamptz not null,
  primary key (organisation, vault)
);
-- Signed by the office: the list of organisations and the routing rules, each by version.
create table accord.public_document (
  kind text not null check (kind in ('organisations', 'routing')),
  version integer not null,
  bytes bytea not null,
  primary key (kind, version)
);
create table accord.duty (
  organisation uuid not null,
  id uuid not null,
  person uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (organisation, id)
);

do $$
declare t text;
begin
  foreach t in array array['request', 'follow', 'intake_key', 'duty'] loop
    execute format('alter table accord.%I enable row level security', t);
    execute format('create policy own_organisation on accord.%I to accord_app using (organisation = any (accord.acting_organisations())) with check (organisation = any (accord.acting_organisations()))', t);
    execute format('create policy house on accord.%I to accord_system using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on accord.%I to accord_app, accord_system', t);
  end loop;
end $$;
alter table accord.public_document enable row level security;
create policy everyone_reads on accord.public_document for select using (true);
create policy office_writes on accord.public_document for insert to accord_app with check (accord.acting_for_office());
create policy house on accord.public_document to accord_system using (true) with check (true);
grant select on accord.public_document to accord_app, accord_visitor, accord_system;
grant insert on accord.public_document to accord_app, accord_system;
create policy everyone_reads on accord.intake_key for select to accord_app, accord_visitor using (true);
grant select on accord.intake_key to accord_visitor;

create policy shared_with_us on accord.request to accord_app
  using (exists (select from accord.folder_share s where s.organisation = request.organisation and s.folder = request.id
    and s.with_organisation = any (accord.acting_organisations()) and s.state = 'open'));

-- Visitors. A request is handed in whole by one function, and read only by who knows the locator.
create policy by_code on accord.follow for select to accord_visitor
  using (locator_hash = accord.acting_locator());
grant select on accord.follow to accord_visitor;
create policy by_code on accord.request for select to accord_visitor
  using (exists (select from accord.follow f where f.organisation = request.organisation and f.folder = request.id));
create policy by_code on accord.folder for select to accord_visitor
  using (exists (select from accord.follow f where f.organisation = folder.organisation and f.folder = folder.id));
create policy by_code on accord.entry for select to accord_visitor
  using (chain = 'dialogue' and exists (select from accord.follow f where f.organisation = entry.organisation and f.folder = entry.folder));
create policy by_code on accord.chain_key for select to accord_visitor
  using (chain = 'dialogue' and exists (select from accord.follow f where f.organisation = chain_key.organisation and f.folder = chain_key.folder));
create policy by_code on accord.sealed_file for select to accord_visitor
  using (chain = 'dialogue' and exists (select from accord.follow f where f.organisation = sealed_file.organisation and f.folder = sealed_file.folder));
grant select on accord.request, accord.folder, accord.entry, accord.chain_key, accord.sealed_file to accord_visitor;
-- Writing: the locator set for the transaction is the one being created or used.
create policy hand_in on accord.follow for insert to accord_visitor with check (locator_hash = accord.acting_locator());
create policy hand_in on accord.request for insert to accord_visitor with check (status = 'received' and taken_by is null and sealed_by <> 'staff');
create policy hand_in on accord.folder for insert to accord_visitor with check (not destroyed);
create policy hand_in on accord.entry for insert to accord_visitor with check (chain = 'dialogue');
create policy hand_in on accord.chain_key for insert to accord_visitor with check (chain = 'dialogue');
create policy hand_in on accord.sealed_file for insert to accord_visitor with check (chain = 'dialogue');
create policy hand_in on accord.folder_share for insert to accord_visitor with check (state = 'waiting');
grant insert on accord.follow, accord.request, accord.folder, accord.entry, accord.chain_key, accord.sealed_file, accord.folder_share to accord_visitor;
