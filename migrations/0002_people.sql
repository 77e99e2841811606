-- Network, organisations, people, their sealed keys, sessions, memberships, invitations.
-- Clear facts here: organisations' public entries; log-in names; memberships. See docs/clear-facts.md.

create table accord.network (
  id uuid primary key,
  singleton boolean not null default true unique check (singleton),
  name_ru text not null,
  name_en text not null,
  telephone text not null default '',
  postal_address_ru text not null default '',
  postal_address_en text not null default '',
  -- Salt of the follow-up codes; one for the network, so a code is enough to find its dialogue.
  follow_salt bytea not null check (length(follow_salt) = 16),
  office uuid not null
);
alter table accord.network enable row level security;
create policy everyone_reads on accord.network for select using (true);
create policy office_edits on accord.network for update to accord_app using (accord.acting_for_office());
create policy house on accord.network to accord_system using (true) with check (true);
grant select on accord.network to accord_app, accord_visitor;
grant update on accord.network to accord_app;
grant select, insert, update on accord.network to accord_system;

create table accord.organisation (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,60}$'),
  name_ru text not null default '',
  name_en text not null default '',
  town_ru text not null default '',
  town_en text not null default '',
  region text not null,
  about_ru text not null default '',
  about_en text not null default '',
  telephone text not null default '',
  -- applied → vouched for → active; left and refused are ends
  state text not null check (state in ('applied', 'active', 'refused', 'left')),
  office boolean not null default false,
  -- The hash of the membership log's first entry is the organisation's identity.
  genesis_hash bytea check (length(genesis_hash) = 32),
  sign_public bytea check (length(sign_public) = 32),
  recovery_public bytea check (length(recovery_public) = 32),
  joined_on date not null
);
alter table accord.organisation enable row level security;
create policy everyone_reads_active on accord.organisation for select using (state = 'active');
create policy own_or_office on accord.organisation to accord_app
  using (id = any (accord.acting_organisations()) or accord.acting_for_office())
  with check (id = any (accord.acting_organisations()) or accord.acting_for_office());
create policy house on accord.organisation to accord_system using (true) with check (true);
grant select on accord.organisation to accord_app, accord_visitor, accord_system;
grant insert, update on accord.organisation to accord_app, accord_system;
-- A group that applied and was refused is erased.
grant delete on accord.organisation to accord_system;

create table accord.person (
  id uuid primary key,
  login_name text not null unique check (login_name = lower(login_name) and length(login_name) between 2 and 64),
  display_name text not null,
  -- Where letters go: optional, confirmed by a link, sealed at rest under a key outside the database.
  email_sealed bytea,
  -- An address that is not confirmed yet, with its day of expiry; the hash of the secret in its link.
  email_waiting bytea,
  email_token_hash bytea unique check (length(email_token_hash) = 32),
  -- Letters that something waits can be switched off; those about one's own account cannot.
  told_of_waiting boolean not null default true,
  locale text not null default 'ru' check (locale in ('ru', 'en')),
  opaque_record text not null,
  box_public bytea not null check (length(box_public) = 32),
  sign_public bytea not null check (length(sign_public) = 32),
  -- X25519 and Ed25519 secrets under the person's master key
  sealed_pairs bytea not null,
  -- hash of a tag that follows from the account secret: a known device has a budget of tries of its own
  device_tag bytea not null check (length(device_tag) = 32),
  -- whoever signs with its secret half holds the printed recovery code
  recovery_public bytea check (length(recovery_public) = 32),
  second_factor_required boolean not null default true,
  printed_sheet_kept boolean not null default false,
  joined_on date not null
);
-- The person master key, wrapped in each way it can be got at: passphrase, recovery code, passkey, device.
create table accord.person_wrap (
  person uuid not null references accord.person,
  id uuid not null,
  kind text not null check (kind in ('passphrase', 'recovery', 'passkey')),
  wrapped bytea not null,
  -- the passkey that opens it
  credential_id text,
  primary key (person, id)
);
create table accord.second_factor (
  person uuid not null references accord.person,
  id uuid not null,
  kind text not null check (kind in ('totp', 'passkey', 'backup-code')),
  -- TOTP secrets and back-up codes: sealed at rest under a key outside the database
  sealed bytea,
  credential_id text,
  credential jsonb,
  label text not null default '',
  last_step bigint not null default 0,
  added_on date not null,
  used_on date,
  primary key (person, id)
);
-- A passkey says by itself whose it is.
create unique index second_factor_credential on accord.second_factor (credential_id) where credential_id is not null;
create table accord.session (
  id uuid primary key,
  person uuid not null references accord.person,
  token_hash bytea not null unique,
  level text not null check (level in ('passphrase', 'full')),
  label text not null default '',
  started_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz
);
create index session_person on accord.session (person) where ended_at is null;

create table accord.membership (
  organisation uuid not null references accord.organisation,
  person uuid not null references accord.person,
  coordinator boolean not null default false,
  programmes text[] not null default '{}',
  professional_status text not null default 'none'
    check (professional_status in ('advocate', 'lawyer', 'public-defender', 'none')),
  register_number text not null default '',
  state text not null check (state in ('active', 'suspended', 'removed')),
  -- what other members may see of "last here": a day, not a moment
  last_seen_on date,
  primary key (organisation, person)
);
create index membership_person on accord.membership (person);

-- The signed, hash-chained truth that `membership` projects.
create table accord.membership_entry (
  organisation uuid not null references accord.organisation,
  position integer not null,
  hash bytea not null check (length(hash) = 32),
  bytes bytea not null,
  primary key (organisation, position)
);

create table accord.invitation (
  -- for `first-start` and `organisation`: the id that the organisation will have
  organisation uuid not null,
  id uuid primary key,
  -- `rekey`: a colleague lets somebody who lost every key begin anew
  kind text not null check (kind in ('first-start', 'member', 'organisation', 'rekey')),
  token_hash bytea not null unique,
  invited_by uuid,
  invited_by_organisation uuid,
  for_person uuid,
  note text not null default '',
  coordinator boolean not null default false,
  programmes text[] not null default '{}',
  expires_at timestamptz not null,
  withdrawn_at timestamptz,
  accepted_by uuid,
  accepted_at timestamptz,
  -- the newcomer's signature over organisation, invitation and their public keys
  acceptance bytea,
  -- the membership log names the newcomer (or the new keys): nothing is left to do
  settled boolean not null default false
);
create index invitation_by on accord.invitation (organisation) where not settled;
-- Keys a person made anew after losing them all; they count once the membership log names them.
create table accord.new_keys (
  invitation uuid primary key,
  person uuid not null,
  account jsonb not null
);
-- What all members are shown: somebody came back with the printed code, or was given new keys by a colleague.
create table accord.member_notice (
  organisation uuid not null,
  id uuid not null,
  kind text not null check (kind in ('recovered', 'rekeyed')),
  person uuid not null,
  on_date date not null,
  primary key (organisation, id)
);

create table accord.application (
  organisation uuid primary key references accord.organisation,
  contact_sealed bytea not null,
  call_back boolean not null default false,
  called_back_by uuid,
  applied_on date not null
);
create table accord.vouching (
  organisation uuid not null references accord.organisation,
  by_organisation uuid not null,
  by_person uuid not null,
  vouched_on date not null,
  primary key (organisation, by_organisation)
);

-- Row-level security. Sign-in itself runs as the house (accord_system), for nobody is acting yet.
do $$
declare t text;
begin
  foreach t in array array['person', 'person_wrap', 'second_factor', 'session', 'membership', 'membership_entry', 'invitation',
    'application', 'vouching', 'new_keys', 'member_notice'] loop
    execute format('alter table accord.%I enable row level security', t);
    execute format('create policy house on accord.%I to accord_system using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on accord.%I to accord_system', t);
  end loop;
end $$;

create policy self on accord.person to accord_app using (id = accord.acting_person()) with check (id = accord.acting_person());
create policy colleagues on accord.person for select to accord_app
  using (exists (select from accord.membership m where m.person = person.id and m.organisation = any (accord.acting_organisations())));
-- Of a colleague: who they are and their public keys, never what their passphrase opens.
grant select (id, login_name, display_name, locale, box_public, sign_public, second_factor_required, printed_sheet_kept, joined_on),
  update (display_name, locale, opaque_record, device_tag, recovery_public, printed_sheet_kept) on accord.person to accord_app;
create policy self on accord.person_wrap to accord_app using (person = accord.acting_person()) with check (person = accord.acting_person());
grant select, insert, update, delete on accord.person_wrap to accord_app;
create policy self on accord.second_factor to accord_app using (person = accord.acting_person()) with check (person = accord.acting_person());
grant select, insert, update, delete on accord.second_factor to accord_app;
create policy self on accord.session to accord_app using (person = accord.acting_person()) with check (person = accord.acting_person());
grant select, update on accord.session to accord_app;
create policy own_organisation on accord.membership to accord_app
  using (organisation = any (accord.acting_organisations()) or person = accord.acting_person())
  with check (organisation = any (accord.acting_organisations()));
grant select, insert, update on accord.membership to accord_app;
create policy own_organisation on accord.membership_entry to accord_app
  using (organisation = any (accord.acting_organisations())) with check (organisation = any (accord.acting_organisations()));
create policy everyone_reads_genesis on accord.membership_entry for select to accord_app, accord_visitor using (position = 0);
grant select, insert on accord.membership_entry to accord_app;
grant select on accord.membership_entry to accord_visitor;
create policy own_organisation on accord.invitation to accord_app
  using (organisation = any (accord.acting_organisations())) with check (organisation = any (accord.acting_organisations()));
grant select, insert, update on accord.invitation to accord_app;
create policy members_read on accord.application for select to accord_app using (cardinality(accord.acting_organisations()) > 0);
create policy office_edits on accord.application for update to accord_app using (accord.acting_for_office());
grant select, update on accord.application to accord_app;
create policy members_read on accord.vouching for select to accord_app using (cardinality(accord.acting_organisations()) > 0);
create policy members_vouch on accord.vouching for insert to accord_app
  with check (by_person = accord.acting_person() and by_organisation = any (accord.acting_organisations()));
grant select, insert on accord.vouching to accord_app;
create policy own_organisation on accord.member_notice to accord_app
  using (organisation = any (accord.acting_organisations())) with check (organisation = any (accord.acting_organisations()));
grant select, insert on accord.member_notice to accord_app;
create policy applied_seen_by_members on accord.organisation for select to accord_app
  using (state = 'applied' and cardinality(accord.acting_organisations()) > 0);
