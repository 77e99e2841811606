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
  -- when an untaken request alerts its backup; rounded up to the hour (urgent: to the quarter), and cleared
  -- when it is taken, so that the time of arrival is not kept
  alert_after timestamptz,
  alerted_at timestamptz,
  backup uuid,
  outcome text,
  primary key (organisation, id)
);
create index request_untaken on accord.request (alert_after) where taken_by is null and alerted_at is null;

-- The way back: hashes of the two keys that the code gives for it. Whoever shows the locator reads what is
-- sealed; whoever shows the authentication key writes, clears and destroys. The sender's public keys stand
-- inside the seal only.
create table accord.follow (
  locator_hash bytea primary key check (length(locator_hash) = 32),
  organisation uuid not null,
  folder uuid not null,
  authentication_hash bytea not null check (length(authentication_hash) = 32)
);
create unique index follow_folder on accord.follow (organisation, folder);

-- "Read, clear it": answers that the code no longer shows.
create table accord.cleared (
  organisation uuid not null,
  folder uuid not null,
  entry uuid not null,
  primary key (organisation, folder, entry)
);

-- A sender's file on its way, before the request that names it is handed in. The token is a hash of the
-- code's authentication key and the file's id; what nobody claimed is swept away after a day.
create table accord.visitor_upload (
  file uuid primary key,
  token_hash bytea not null check (length(token_hash) = 32),
  chunks integer not null check (chunks between 1 and 512),
  received integer not null default 0,
  started_on date not null
);

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
  foreach t in array array['request', 'follow', 'cleared', 'intake_key', 'duty'] loop
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

-- Visitors see and write only what belongs to the locator that their transaction has set.
create policy by_code on accord.follow for select to accord_visitor
  using (locator_hash = accord.acting_locator());
create policy hand_in on accord.follow for insert to accord_visitor with check (locator_hash = accord.acting_locator());
grant select, insert on accord.follow to accord_visitor;

-- Security barrier views would do the same; a function keeps every policy to one line.
create function accord.followed(organisation uuid, folder uuid) returns boolean language sql stable
  as $$ select exists (select from accord.follow f where f.organisation = $1 and f.folder = $2
    and f.locator_hash = accord.acting_locator()) $$;

create policy by_code on accord.request for select to accord_visitor using (accord.followed(organisation, id));
create policy hand_in on accord.request for insert to accord_visitor
  with check (accord.followed(organisation, id) and status = 'received' and taken_by is null and sealed_by <> 'staff');
grant select, insert on accord.request to accord_visitor;

create policy by_code on accord.folder for select to accord_visitor using (accord.followed(organisation, id));
create policy hand_in on accord.folder for insert to accord_visitor
  with check (accord.followed(organisation, id) and kind = 'request' and not destroyed);
grant select, insert on accord.folder to accord_visitor;

create policy by_code on accord.entry for select to accord_visitor
  using (chain = 'dialogue' and accord.followed(organisation, folder)
    and not exists (select from accord.cleared c where c.organisation = entry.organisation and c.folder = entry.folder and c.entry = entry.id));
create policy hand_in on accord.entry for insert to accord_visitor
  with check (chain = 'dialogue' and accord.followed(organisation, folder));
grant select, insert on accord.entry to accord_visitor;

create policy by_code on accord.chain_key for select to accord_visitor
  using (chain = 'dialogue' and accord.followed(organisation, folder));
create policy hand_in on accord.chain_key for insert to accord_visitor
  with check (chain = 'dialogue' and accord.followed(organisation, folder));
grant select, insert on accord.chain_key to accord_visitor;

create policy by_code on accord.sealed_file for select to accord_visitor
  using (chain = 'dialogue' and accord.followed(organisation, folder));
create policy hand_in on accord.sealed_file for insert to accord_visitor
  with check (chain = 'dialogue' and accord.followed(organisation, folder));
grant select, insert on accord.sealed_file to accord_visitor;

create policy by_code on accord.folder_share for select to accord_visitor using (accord.followed(organisation, folder));
create policy hand_in on accord.folder_share for insert to accord_visitor
  with check (accord.followed(organisation, folder) and state = 'waiting');
grant select, insert on accord.folder_share to accord_visitor;

create policy by_code on accord.cleared to accord_visitor
  using (accord.followed(organisation, folder)) with check (accord.followed(organisation, folder));
grant select, insert on accord.cleared to accord_visitor;

-- Uploads are found by their random id and proved by their token.
alter table accord.visitor_upload enable row level security;
create policy by_id on accord.visitor_upload to accord_visitor using (true) with check (true);
create policy house on accord.visitor_upload to accord_system using (true) with check (true);
grant select, insert, update, delete on accord.visitor_upload to accord_visitor, accord_system;

-- Everything of a destroyed request goes at once, both chains, whatever the sender may see of it; the empty
-- folder and the signed order stay. Whoever calls this takes the files away whose ids it answers.
create function accord.destroy_followed(at_organisation uuid, at_folder uuid, signed_order bytea) returns setof uuid
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  if not exists (select from accord.follow f where f.organisation = at_organisation and f.folder = at_folder
    and f.locator_hash = accord.acting_locator()) then return; end if;
  return query delete from accord.sealed_file where organisation = at_organisation and folder = at_folder returning id;
  delete from accord.entry where organisation = at_organisation and folder = at_folder;
  delete from accord.chain_key where organisation = at_organisation and folder = at_folder;
  delete from accord.cleared where organisation = at_organisation and folder = at_folder;
  delete from accord.request where organisation = at_organisation and id = at_folder;
  delete from accord.follow where organisation = at_organisation and folder = at_folder;
  update accord.folder_share set cover = null where organisation = at_organisation and folder = at_folder;
  update accord.folder set cover = null, destroyed = true, destruction = signed_order
    where organisation = at_organisation and id = at_folder;
  perform accord.delete_parts(at_organisation, at_folder);
end $$;
revoke all on function accord.destroy_followed(uuid, uuid, bytea) from public;
grant execute on function accord.destroy_followed(uuid, uuid, bytea) to accord_visitor;
