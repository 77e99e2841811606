-- The house: roles that own nothing, the settings that say who acts, audit, idempotency, mail, jobs.
-- Roles belong to the server, not to one database, so they may exist already.

create schema accord;

do $$
declare wanted text;
begin
  foreach wanted in array array['accord_app', 'accord_visitor', 'accord_system'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I nologin', wanted);
      exception when duplicate_object or unique_violation then null; -- made by another database's migration just now
      end;
    end if;
    execute format('grant %I to current_user', wanted);
  end loop;
end $$;

grant usage on schema accord to accord_app, accord_visitor, accord_system;

-- Who acts. An unset setting reads as '', and then nothing is seen.
create function accord.acting_person() returns uuid language sql stable
  as $$ select nullif(current_setting('accord.person', true), '')::uuid $$;
create function accord.acting_organisations() returns uuid[] language sql stable
  as $$ select coalesce(string_to_array(nullif(current_setting('accord.organisations', true), ''), ','), '{}')::uuid[] $$;
create function accord.acting_for_office() returns boolean language sql stable
  as $$ select coalesce(current_setting('accord.office', true), '') = 'on' $$;
create function accord.acting_locator() returns bytea language sql stable
  as $$ select decode(nullif(current_setting('accord.locator', true), ''), 'hex') $$;

create table accord.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  person uuid not null,
  action text not null,
  object_kind text not null,
  object_id text not null
);
alter table accord.audit enable row level security;
create policy own_lines on accord.audit to accord_app using (person = accord.acting_person());
create policy write_own on accord.audit for insert to accord_app with check (person = accord.acting_person());
create policy house on accord.audit to accord_system using (true) with check (true);
grant select, insert on accord.audit to accord_app;
grant select, insert, delete on accord.audit to accord_system;

-- What was performed under a key that the client made: a repeated call answers as the first did.
create table accord.performed (
  person uuid not null,
  key uuid not null,
  action text not null,
  answer jsonb not null,
  at timestamptz not null,
  primary key (person, key, action)
);
alter table accord.performed enable row level security;
create policy own on accord.performed to accord_app using (person = accord.acting_person()) with check (person = accord.acting_person());
create policy house on accord.performed to accord_system using (true) with check (true);
grant select, insert on accord.performed to accord_app;
grant select, delete on accord.performed to accord_system;

-- Letters waiting to be sent. Address and text are sealed at rest under a key outside the database.
create table accord.letter (
  id uuid primary key,
  sealed bytea not null,
  queued_on date not null,
  sent_on date,
  attempts integer not null default 0
);
alter table accord.letter enable row level security;
create policy house on accord.letter to accord_system using (true) with check (true);
grant select, insert, update, delete on accord.letter to accord_system;

-- Jobs carry ids only. graphile-worker's own functions refuse the application roles, hence this one.
create function accord.queue_job(task text, payload json, job_key text, run_at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  as $$
begin
  perform graphile_worker.add_job(task, payload, job_key := job_key, run_at := run_at, max_attempts := 10);
end $$;
revoke all on function accord.queue_job(text, json, text, timestamptz) from public;
grant execute on function accord.queue_job(text, json, text, timestamptz) to accord_app, accord_visitor, accord_system;
